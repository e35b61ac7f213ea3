"""What one person drew and told, as the matcher reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from triggercare.domain.anatomy import Place
from triggercare.domain.questions import Answers


class Press(StrEnum):
    """What the person felt who pressed a likely spot."""

    MINE = "mine"  # tender, and it brings on my pain
    TENDER = "tender"  # tender only
    NOTHING = "nothing"
    NOT_REACHED = "not-reached"
    RATHER_NOT = "rather-not"


@dataclass(frozen=True, slots=True)
class Later:
    """What is told after the first ranking: `pressed`, muscle -> what it felt like; `said`, movement or symptom -> yes or no."""

    pressed: Mapping[str, Press] = field(default_factory=dict)
    said: Mapping[str, bool] = field(default_factory=dict)


NOTHING_LATER = Later()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The places to be explained and everything told beside them. `worst`: "" when no place is the worst."""

    places: tuple[Place, ...]
    marks: tuple[str, ...]  # the same as text
    worst: str
    words: frozenset[str]  # movements and symptoms
    starts: frozenset[str]
    later: Later


def drawing_of(answers: Answers, places: tuple[Place, ...], later: Later = NOTHING_LATER) -> Drawing:
    """The drawing of these places. Words told later count as if they had been ticked."""
    places = tuple(sorted(places))
    marks = tuple(str(place) for place in places)
    worst = answers.one("worst")
    said = {word for word, yes in later.said.items() if yes}
    return Drawing(
        places=places,
        marks=marks,
        worst=worst if worst in marks else "",
        words=answers.ticked("movements") | answers.ticked("symptoms") | said,
        starts=answers.ticked("start") - {"slowly"},  # how it came, not what did it
        later=later,
    )
