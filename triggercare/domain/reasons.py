"""A story and a drawing -> reasons and doubts in words. No number is shown to anybody."""

from collections.abc import Iterable, Iterator

from triggercare.domain.anatomy import Frequency, Muscle, Place, Side, TriggerPoint, Vocabulary, zones
from triggercare.domain.drawing import Drawing, Press
from triggercare.domain.patterns import Story

_PRESSED = {
    Press.MINE: "You pressed it: tender, and it brought on your pain.",
    Press.TENDER: "You pressed it: tender. That alone tells little.",
}


def covered(story: Story, drawing: Drawing) -> tuple[tuple[Place, ...], tuple[Place, ...], tuple[Place, ...]]:
    """The marked places in the main pattern, in the wider one, and close to them or on the muscle itself."""
    essential = {zone for point in story.points for zone in point.essential}
    spillover = {zone for point in story.points for zone in point.spillover}
    main: list[Place] = []
    wider: list[Place] = []
    close: list[Place] = []
    for place, mark in zip(drawing.places, drawing.marks, strict=True):
        if mark in story.expects:
            kind = main if place.zone in essential else wider if place.zone in spillover else close
            kind.append(place)
    return tuple(main), tuple(wider), tuple(close)


def sides(story: Story, drawing: Drawing) -> tuple[Side, ...]:
    """The sides of the story; both where what it explains lies in the middle, or on both sides alike."""
    explained = {p for p, mark in zip(drawing.places, drawing.marks, strict=True) if mark in story.expects}
    tells = any(
        Place(p.zone, p.side.opposite) not in drawing.places for p in explained if p.side is not Side.MIDDLE
    )
    return story.sides if tells else (Side.LEFT, Side.RIGHT)


def best_point(story: Story, drawing: Drawing) -> TriggerPoint:
    """The point to be shown: the one that explains most of the drawing."""
    marked = {place.zone for place in drawing.places}
    return max(
        story.points,
        key=lambda p: (
            len(marked.intersection(p.essential)),
            len(marked.intersection(p.spillover)),
            -p.number,
        ),
    )


def reasons(story: Story, drawing: Drawing, words: Vocabulary) -> Iterator[str]:
    """What speaks for this muscle, the weightiest first. Short: the card holds them at a glance."""
    main, wider, close = covered(story, drawing)
    muscle, side = story.muscle, story.sides
    if pressed := _PRESSED.get(drawing.later.pressed.get(muscle.slug, Press.RATHER_NOT)):
        yield pressed
    if main:
        yield f"Mainly felt: {_list_places(main, side)}."
    if wider:
        yield f"Sometimes felt: {_list_places(wider, side)}."
    if close:
        yield f"It lies close to: {_list_places(close, side)}."
    if movements := [words.movements[m].words for m in muscle.aggravated_by if m in drawing.words]:
        yield f"Worse with: {_list_words(movements)}."
    if symptoms := [words.symptoms[s].words for s in muscle.symptoms if s in drawing.words]:
        yield f"You notice: {_list_words(symptoms)}."
    causes = (words.causes[c].words for c in muscle.causes if words.causes[c].start in drawing.starts)
    if cause := next(causes, ""):
        yield f"Often from: {cause}."
    if muscle.frequency in (Frequency.VERY_COMMON, Frequency.COMMON):
        yield "Tender spots are common here."


def doubts(story: Story, drawing: Drawing) -> Iterator[str]:
    """What does not fit: marks that it does not explain, and parts of its main pattern that do not hurt."""
    if drawing.later.pressed.get(story.muscle.slug) is Press.NOTHING:
        yield "You pressed it and found nothing special."
    if unexplained := [
        p for p, mark in zip(drawing.places, drawing.marks, strict=True) if mark not in story.expects
    ]:
        yield f"Not explained: {_list_places(unexplained, story.sides)}."
    marked = {place.zone for place in drawing.places}
    silent = dict.fromkeys(z for z in best_point(story, drawing).essential if z not in marked)
    if silent:
        yield f"Usual, but not marked: {_list_words(zones()[z].label for z in silent)}."


def beside(story: Story, other: Story, drawing: Drawing) -> str:
    """How this muscle compares with the next one, in one sentence."""
    explains, explained = (sum(mark in s.expects for mark in drawing.marks) for s in (story, other))
    if explains > explained:
        return "It explains more than the next one."
    if _heard(story.muscle, drawing) > _heard(other.muscle, drawing):
        return "It fits what you told better than the next one."
    return "The next one fits about as well."


def _heard(muscle: Muscle, drawing: Drawing) -> int:
    return len(drawing.words.intersection((*muscle.aggravated_by, *muscle.symptoms)))


def _list_places(places: Iterable[Place], sides: tuple[Side, ...]) -> str:
    """The side is named where it is not the one side of the muscle, which the card names already."""
    return _list_words(
        zones()[place.zone].label if sides == (place.side,) else place.words for place in sorted(places)
    )


def _list_words(words: Iterable[str]) -> str:
    """Small-lettered words joined for reading; places keep their side, so a semicolon parts them."""
    return "; ".join(word[:1].lower() + word[1:] for word in words)
