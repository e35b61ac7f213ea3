"""Cleared + Library -> muscles that may explain the pain, best first, each with its reasons.

A small probabilistic model (docs/matching.md): one muscle explains the drawing, or two do. Referred-pain patterns
are expert maps, so the words stay at "likely" and "possible", and no number is shown.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from math import exp, log

from triggercare.domain.anatomy import Library, Muscle, Place, Side, TriggerPoint
from triggercare.domain.drawing import NOTHING_LATER, Drawing, Later, Press, drawing_of
from triggercare.domain.patterns import ESSENTIAL, NEAR, OWN, SPILLOVER, STRAY, Story, compiled
from triggercare.domain.questions import Answers
from triggercare.domain.reasons import beside, best_point, covered, doubts, reasons, sides
from triggercare.domain.triage import Cleared

# Logarithms of likelihood ratios: what is told beside the drawing. Assumptions: docs/matching.md.
MOVEMENT = log(4.0)
SYMPTOM = log(1.5)
CAUSE = log(1.4)
WORST = {ESSENTIAL: log(3.5), SPILLOVER: 0.0, OWN: 0.0, NEAR: log(0.53)}
WORST_ELSEWHERE = log(0.29)
SAID_YES, SAID_NO = log(3.0), log(0.5)  # a sharpening question, for the muscles that it names
PRESSED = {Press.MINE: log(4.0), Press.NOTHING: log(0.25)}
WEIGHED = 14  # muscles whose stories are told in pairs
LISTENED = 60  # muscles, by their drawing alone, of which movements and symptoms are heard
MOST_SHOWN = 8
MOST_LIKELY = 0.5  # of the weight of all: the first is "most likely", below it "likely"
ALSO_LIKELY = 0.25  # of the weight of the first, below it "possible"
FITS = 1 / 3  # of the marked places that the first two must explain; else nothing fits


@dataclass(frozen=True, slots=True)
class Match:
    """One muscle that may explain the pain, and why.

    `sides` has both where the marks tell of both, or of none. `weight`: its share in all that fits, 0 to 1, for
    choosing further questions; it is shown to nobody.
    """

    muscle: Muscle
    point: TriggerPoint
    sides: tuple[Side, ...]
    rank_word: str
    covers: tuple[Place, ...]
    uncovered: tuple[Place, ...]
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    weight: float

    @property
    def side_words(self) -> str:
        """On which side, in words."""
        if len(self.sides) == 1:
            return f"{self.sides[0]} side"
        marked = {place.side for place in self.covers}
        return "both sides" if marked >= {Side.LEFT, Side.RIGHT} else "either side"


def rank(
    cleared: Cleared, library: Library, later: Later = NOTHING_LATER, most: int = MOST_SHOWN
) -> tuple[Match, ...]:
    """The muscles that may explain the marked places, best first; empty when nothing fits."""
    return _rank(drawing_of(cleared.answers, cleared.places, later), library, most)


def explore(answers: Answers, library: Library, most: int = MOST_SHOWN) -> tuple[Match, ...]:
    """The same for curators, whatever the danger answers say. Never for a visitor: a test holds it to commands."""
    return _rank(drawing_of(answers, answers.places), library, most)


def _rank(drawing: Drawing, library: Library, most: int) -> tuple[Match, ...]:
    told = tell_alone(drawing, library)
    weighed = weigh(told)
    stories = [told[slug].story for slug in weighed]
    if not _fits(stories, drawing):
        return ()
    shares = tuple(weighed.values())
    return tuple(
        _match(story, stories[n + 1 : n + 2], shares, n, drawing, library)
        for n, story in enumerate(stories[:most])
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The best story of one muscle for this drawing. All numbers are logarithms of odds or of their factors.

    `marks`: how likely each mark is because of it; `worst`: what the worst place adds; `words`: what was ticked that
    fits it; `heard`: their sum; `apart`: all the rest; `alone`: the odds of the story when it is the only one.
    """

    story: Story
    marks: tuple[float, ...]
    worst: float
    words: Mapping[str, float]
    heard: float
    apart: float
    alone: float


def weigh(told: Mapping[str, Told]) -> Mapping[str, float]:
    """Muscle -> its share in the weight of all stories, told alone or in pairs; in the order of the ranking.

    The first has the greatest share. For the others count alike: what each adds if the first is right, and its share
    if the first is wrong. So what explains the rest of the drawing comes before what explains the same once more.
    """
    scores: dict[tuple[str, ...], float] = {(slug,): one.alone for slug, one in told.items()}
    scores |= {pair: _together(told[pair[0]], told[pair[1]]) for pair in combinations(told, 2)}
    highest = max(scores.values(), default=0.0)
    weights = {muscles: exp(score - highest) for muscles, score in scores.items()}
    shares: dict[str, float] = dict.fromkeys(told, 0.0)
    for muscles, weight in weights.items():
        for slug in muscles:
            shares[slug] += weight
    total = sum(shares.values())
    shares = {slug: round(share / total, 12) for slug, share in shares.items()}
    return {slug: shares[slug] for slug in _in_order(shares, weights, total)}


def _in_order(
    shares: Mapping[str, float], weights: Mapping[tuple[str, ...], float], total: float
) -> Sequence[str]:
    if not shares:
        return ()
    first = min(shares, key=lambda slug: (-shares[slug], slug))
    beside_first = {
        slug: weights.get((first, slug), weights.get((slug, first), 0.0)) / total
        for slug in shares
        if slug != first
    }
    if_right = sum(beside_first.values()) + weights[first,] / total
    instead = {slug: shares[slug] - beside for slug, beside in beside_first.items()}
    if_wrong = sum(instead.values()) or 1.0
    value = {slug: round(beside_first[slug] / if_right + instead[slug] / if_wrong, 9) for slug in instead}
    return (first, *sorted(value, key=lambda slug: (-value[slug], slug)))


def tell_alone(drawing: Drawing, library: Library) -> Mapping[str, Told]:
    """The muscles that explain the drawing best, each with its best story."""
    index = compiled(library)
    gains: dict[int, float] = defaultdict(float)
    for mark in drawing.marks:
        for number, likely in index.by_place.get(mark, ()):
            gains[number] += _GAIN[likely]
    fuller = _fuller_side(drawing)
    best: dict[str, tuple[float, bool, Story]] = {}
    for number, gain in gains.items():
        story = index.stories[number]
        drawn = story.odds + story.silent + gain + _worst(story, drawing)
        rated = (round(drawn, 9), story.sides == (fuller,), story)
        before = best.get(story.muscle.slug)
        if before is None or rated[:2] > before[:2]:
            best[story.muscle.slug] = rated
    fitting = nlargest(LISTENED, best.values(), key=lambda rated: (rated[:2], rated[2].muscle.slug))
    told = [_listen(story, drawn, drawing, library) for drawn, _, story in fitting]
    weightiest = nlargest(WEIGHED, told, key=lambda t: (round(t.alone, 9), t.story.muscle.slug))
    return {t.story.muscle.slug: t for t in weightiest}


def _fuller_side(drawing: Drawing) -> Side:
    """The side with more marks; a story that fits both sides alike is told of it."""
    left, right = (
        sorted(p.zone for p in drawing.places if p.side is side) for side in (Side.LEFT, Side.RIGHT)
    )
    return Side.LEFT if (len(left), left) >= (len(right), right) else Side.RIGHT


def _listen(story: Story, drawn: float, drawing: Drawing, library: Library) -> Told:
    """Add what the person told to what the drawing says."""
    words = _words(story.muscle, drawing, library)
    heard = sum(words.values())
    asked = _asked_later(story.muscle, drawing.later)
    return Told(
        story=story,
        marks=tuple(story.expects.get(mark, 0.0) for mark in drawing.marks),
        worst=_worst(story, drawing),
        words=words,
        heard=heard,
        apart=story.odds + story.silent + asked,
        alone=drawn + heard + asked,
    )


def _words(muscle: Muscle, drawing: Drawing, library: Library) -> Mapping[str, float]:
    found = dict.fromkeys(drawing.words.intersection(muscle.aggravated_by), MOVEMENT)
    found |= dict.fromkeys(drawing.words.intersection(muscle.symptoms), SYMPTOM)
    starts = drawing.starts & {library.vocabulary.causes[slug].start for slug in muscle.causes}
    found |= dict.fromkeys(starts, CAUSE)
    return {word: weight for word, weight in found.items() if word not in drawing.later.said}


def _asked_later(muscle: Muscle, later: Later) -> float:
    """The press test, and the words that were asked one by one."""
    named = {*muscle.aggravated_by, *muscle.symptoms}
    said = sum(SAID_YES if yes else SAID_NO for word, yes in later.said.items() if word in named)
    pressed = later.pressed.get(muscle.slug)
    return said + (PRESSED.get(pressed, 0.0) if pressed else 0.0)


def _worst(story: Story, drawing: Drawing) -> float:
    return WORST.get(story.expects.get(drawing.worst, 0.0), WORST_ELSEWHERE) if drawing.worst else 0.0


def _together(one: Told, two: Told) -> float:
    """The logarithm of the odds that both are active. What either explains counts once."""
    marks = sum(map(_GAIN_OF_TWO.__getitem__, zip(one.marks, two.marks, strict=True)))
    twice = sum(one.words[word] for word in one.words.keys() & two.words.keys())
    return one.apart + two.apart + marks + max(one.worst, two.worst) + one.heard + two.heard - twice


def _gain(likely: float, other: float = 0.0) -> float:
    """What a mark adds that one or two stories expect, beside what their silence has taken for it."""
    expected = 1 - (1 - STRAY) * (1 - likely) * (1 - other)
    return log(expected / STRAY) - log(1 - likely) - log(1 - other)


_LIKELIHOODS = (0.0, NEAR, OWN, SPILLOVER, ESSENTIAL)
_GAIN = {likely: _gain(likely) for likely in _LIKELIHOODS}
_GAIN_OF_TWO = {(one, two): _gain(one, two) for one in _LIKELIHOODS for two in _LIKELIHOODS}


def _fits(stories: Sequence[Story], drawing: Drawing) -> bool:
    """Whether the first two explain enough of the drawing; pain nearly everywhere is not the pain of a muscle or two."""
    explained = {place for story in stories[:2] for part in covered(story, drawing)[:2] for place in part}
    return len(explained) >= FITS * len(drawing.places) > 0


def _match(
    story: Story,
    following: Sequence[Story],
    shares: Sequence[float],
    position: int,
    drawing: Drawing,
    library: Library,
) -> Match:
    covers = tuple(sorted(place for part in covered(story, drawing) for place in part))
    compared = [beside(story, other, drawing) for other in following] if position == 0 else []
    return Match(
        muscle=story.muscle,
        point=best_point(story, drawing),
        sides=sides(story, drawing),
        rank_word=_rank_word(position, shares),
        covers=covers,
        uncovered=tuple(place for place in drawing.places if place not in covers),
        reasons=(*reasons(story, drawing, library.vocabulary), *compared),
        doubts=tuple(doubts(story, drawing)),
        weight=shares[position],
    )


def _rank_word(position: int, shares: Sequence[float]) -> str:
    if position == 0:
        return "Most likely" if shares[0] >= MOST_LIKELY else "Likely"
    return "Also likely" if shares[position] >= ALSO_LIKELY * shares[0] else "Possible"
