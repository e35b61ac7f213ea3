"""Cleared + Library -> muscles that may explain the pain, best first, each with its reasons.

The score adds up what speaks for a point; the weights are chosen by hand and shown to nobody as a number.
Referred-pain patterns are expert maps, so the words stay at "likely" and "possible".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triggercare.domain.anatomy import Frequency, Library, Muscle, Place, Side, TriggerPoint, zones
from triggercare.domain.questions import Answers
from triggercare.domain.triage import Cleared

ESSENTIAL = 3.0  # a marked place in the main pattern
SPILLOVER = 1.0  # a marked place in the wider pattern
NOT_MARKED = -0.4  # a place of the main pattern that does not hurt
NEARBY = 1.0  # the muscle lies in the part of the body that hurts: pain sent far is the rarer case
WORST = 1.0  # the worst place lies in the main pattern
MOVEMENT = 0.8
SYMPTOM = 0.5
CAUSE = 0.4
COMMON = {Frequency.VERY_COMMON: 1.0, Frequency.COMMON: 0.6, Frequency.OCCASIONAL: 0.2, Frequency.RARE: 0.0}
NOT_COUNTED = 0.4  # nobody has counted how common it is: the middle
MOST_SHOWN = 8
LIKELY = 0.8  # of the best score: "also likely", below it "possible"


@dataclass(frozen=True, slots=True)
class Match:
    """One muscle that may explain the pain, and why. `sides` has both where the marks do not tell."""

    muscle: Muscle
    point: TriggerPoint
    sides: tuple[Side, ...]
    rank_word: str
    covers: tuple[Place, ...]
    uncovered: tuple[Place, ...]
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def side_words(self) -> str:
        """On which side, in words."""
        return "either side" if len(self.sides) > 1 else f"{self.sides[0]} side"


@dataclass(frozen=True, slots=True)
class _Candidate:
    muscle: Muscle
    point: TriggerPoint
    side: Side
    score: float
    covers: frozenset[Place]
    main: frozenset[Place]


@dataclass(frozen=True, slots=True)
class _Person:
    """What a person said, and the places to be explained."""

    answers: Answers
    places: tuple[Place, ...]


def rank(cleared: Cleared, library: Library) -> tuple[Match, ...]:
    """The muscles that may explain the marked places, best first; empty when nothing fits."""
    return _rank(_Person(cleared.answers, cleared.places), library)


def explore(answers: Answers, library: Library) -> tuple[Match, ...]:
    """The same for curators, whatever the danger answers say. Never for a visitor: a test holds it to `assess`."""
    return _rank(_Person(answers, answers.places), library)


def _rank(person: _Person, library: Library) -> tuple[Match, ...]:
    best: dict[str, list[_Candidate]] = {}
    for muscle in library.muscles.values():
        candidates = [
            c for side in (Side.LEFT, Side.RIGHT) for c in _best_point(muscle, side, person, library)
        ]
        if candidates:
            top = max(c.score for c in candidates)
            best[muscle.slug] = [c for c in candidates if c.score == top]
    ordered = sorted(best.values(), key=lambda c: (-c[0].score, c[0].muscle.slug))[:MOST_SHOWN]
    return tuple(
        _match(c, ordered[0][0].score, position, person, library) for position, c in enumerate(ordered)
    )


def _best_point(muscle: Muscle, side: Side, person: _Person, library: Library) -> Iterator[_Candidate]:
    """The point of the muscle that fits best on this side, if any explains a marked place."""
    candidates = [c for point in muscle.points if (c := _candidate(muscle, point, side, person, library))]
    if candidates:
        yield max(candidates, key=lambda c: (c.score, -c.point.number))


def _candidate(
    muscle: Muscle, point: TriggerPoint, side: Side, person: _Person, library: Library
) -> _Candidate | None:
    marked = frozenset(person.places)
    main = _on_side(point.essential, side)
    wider = _on_side(point.spillover, side)
    covers = marked & (main | wider)
    if not covers:
        return None
    answers = person.answers
    worst = answers.one("worst")
    score = (
        ESSENTIAL * len(marked & main)
        + SPILLOVER * len(marked & wider)
        + NOT_MARKED * len(main - marked)
        + NEARBY * (muscle.region in {zones()[place.zone].region for place in covers})
        + WORST * (worst in {str(place) for place in main})
        + (COMMON[muscle.frequency] if muscle.frequency else NOT_COUNTED)
        + MOVEMENT * len(answers.ticked("movements").intersection(muscle.aggravated_by))
        + SYMPTOM * len(answers.ticked("symptoms").intersection(muscle.symptoms))
        + CAUSE * len(_causes(muscle, person, library))
    )
    return _Candidate(muscle, point, side, score, covers, marked & main)


def _on_side(slugs: tuple[str, ...], side: Side) -> frozenset[Place]:
    """Pain stays on its side; zones in the middle belong to both."""
    return frozenset(Place(slug, side if zones()[slug].paired else Side.MIDDLE) for slug in slugs)


def _causes(muscle: Muscle, person: _Person, library: Library) -> tuple[str, ...]:
    started = person.answers.ticked("start")
    causes = (library.vocabulary.causes[slug] for slug in muscle.causes)
    return tuple(cause.words for cause in causes if cause.start in started)


def _match(
    candidates: list[_Candidate], best: float, position: int, person: _Person, library: Library
) -> Match:
    first = candidates[0]
    covers = frozenset[Place]().union(*(c.covers for c in candidates))
    uncovered = tuple(place for place in person.places if place not in covers)
    return Match(
        muscle=first.muscle,
        point=first.point,
        sides=tuple(c.side for c in candidates),
        rank_word=_rank_word(position, first.score, best),
        covers=tuple(sorted(covers)),
        uncovered=uncovered,
        reasons=tuple(_reasons(first, candidates, person, library)),
        doubts=tuple(_doubts(first, uncovered, person)),
    )


def _rank_word(position: int, score: float, best: float) -> str:
    if position == 0:
        return "Most likely"
    return "Also likely" if score >= LIKELY * best else "Possible"


def _reasons(
    first: _Candidate, candidates: list[_Candidate], person: _Person, library: Library
) -> Iterator[str]:
    main = frozenset[Place]().union(*(c.main for c in candidates))
    wider = frozenset[Place]().union(*(c.covers for c in candidates)) - main
    if main:
        yield f"Its pain is mainly felt here: {_list_places(main)}."
    if wider:
        yield f"Its pain can spread here: {_list_places(wider)}."
    muscle, answers, words = first.muscle, person.answers, library.vocabulary
    movements = [words.movements[m].words for m in muscle.aggravated_by if m in answers.ticked("movements")]
    if movements:
        yield f"You said this makes it worse: {_list_words(movements)}."
    symptoms = [words.symptoms[s].words for s in muscle.symptoms if s in answers.ticked("symptoms")]
    if symptoms:
        yield f"You noticed: {_list_words(symptoms)}."
    causes = _causes(muscle, person, library)
    if causes:
        yield f"It is often set off by {_list_words(causes)}."
    if muscle.frequency in (Frequency.VERY_COMMON, Frequency.COMMON):
        yield "Tender spots are common in this muscle."


def _doubts(first: _Candidate, uncovered: tuple[Place, ...], person: _Person) -> Iterator[str]:
    if uncovered:
        yield f"It does not explain: {_list_places(uncovered)}."
    silent = [z for z in first.point.essential if z not in person.answers.zones]
    if silent:
        yield f"Its pain is often felt here too: {_list_words(zones()[z].label for z in silent)}."


def _list_places(places: Iterable[Place]) -> str:
    return _list_words(place.words for place in sorted(places))


def _list_words(words: Iterable[str]) -> str:
    """Small-lettered words joined for reading; places keep their side, so a semicolon parts them."""
    return "; ".join(word[:1].lower() + word[1:] for word in words)
