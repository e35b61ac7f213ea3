"""Finished values for the components that library, results and plan share. They decide the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triggercare.domain.anatomy import Kind, Source, Tool, Urgency
from triggercare.domain.limits import STOP_NOW
from triggercare.domain.red_flags import RedFlag
from triggercare.library.poses import PoseDrawing

KIND_WORDS: Mapping[Kind, str] = {
    Kind.PRESS: "Press",
    Kind.ROLL: "Roll",
    Kind.STRETCH: "Stretch",
    Kind.STRENGTHEN: "Strengthen",
    Kind.EASE: "Ease",
}
TOOL_WORDS: Mapping[Tool, str] = {
    Tool.NOTHING: "",
    Tool.HANDS: "Your hands",
    Tool.WARMTH: "Something warm",
    Tool.TOWEL: "A towel",
    Tool.SOFT_BALL: "Soft ball or socks",
    Tool.TENNIS_BALL: "Tennis ball",
    Tool.FOAM_ROLLER: "Foam roller",
    Tool.BAND: "Exercise band",
    Tool.WEIGHT: "Small weight or bottle",
}
LEVEL_WORDS: Mapping[Urgency, str] = {
    Urgency.EMERGENCY: "Call your local emergency number now",
    Urgency.URGENT: "Speak to a doctor today",
    Urgency.SOON: "Book a check within two weeks",
    Urgency.SELF_CARE: "Self-care",
}


@dataclass(frozen=True, slots=True)
class StopBox:
    """When to stop at once."""

    title: str
    signs: tuple[str, ...]
    action: str


STOP_BOX = StopBox("Stop at once if you feel", STOP_NOW, "Do not start again today. Not sure? Get help.")


@dataclass(frozen=True, slots=True)
class Part:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineCard:
    """A routine as it is shown, on screen and on paper."""

    id: str
    kind_word: str
    name: str
    tool_word: str
    pose: str
    steps: tuple[str, ...]
    dose: tuple[Part, ...]
    feel: str
    beneath: str
    easier: str
    harder: str
    notes: tuple[int, ...] = ()
    changes: tuple[str, ...] = ()
    picture: PoseDrawing | None = None


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Danger signs of one level."""

    level: Urgency
    level_word: str
    signs: tuple[str, ...]


def group_signs(flags: Iterable[RedFlag]) -> tuple[SignGroup, ...]:
    """Danger signs in short words by level, most urgent first."""
    found = list(flags)
    groups = []
    for level in (Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON):
        signs = tuple(flag.short for flag in found if flag.level is level)
        if signs:
            groups.append(SignGroup(level, LEVEL_WORDS[level], signs))
    return tuple(groups)


def merge_signs(first: SignGroup, others: tuple[SignGroup, ...]) -> tuple[SignGroup, ...]:
    """The groups with the signs of `first` put before those of its own level."""
    same = tuple(sign for group in others if group.level is first.level for sign in group.signs)
    rest = tuple(group for group in others if group.level is not first.level)
    return (SignGroup(first.level, first.level_word, first.signs + same), *rest)


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A numbered source at the end of a page."""

    number: int
    text: str
    url: str
    remark: str


def source_notes(sources: tuple[Source, ...]) -> tuple[SourceNote, ...]:
    """The sources as notes, numbered from 1."""
    return tuple(_note(number, source) for number, source in enumerate(sources, start=1))


def _note(number: int, source: Source) -> SourceNote:
    text = ". ".join(part for part in (source.authors, source.title, source.container, source.year) if part)
    if source.doi:
        url = f"https://doi.org/{source.doi}"
    elif source.pmid:
        url = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    else:
        url = source.url if source.url.startswith("https://") else ""
    return SourceNote(number, text, url, "" if source.verified else "Not yet checked against the original")
