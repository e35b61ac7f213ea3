"""How much a typical pain is asked: pages, boxes and words when everything is "none"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from triggercare.domain.anatomy import Library
from triggercare.domain.questionnaire import OFFERED, all_pages, first_open
from triggercare.domain.questions import Answers, Kind, Page, Question, Value

MOST_PAGES, MOST_DANGER_PAGES, MOST_BOXES, MOST_WORDS = 10, 2, 30, 260
_CHECK = 1  # the check page, which asks nothing

# Invented, everyday pains: where, age, sport, what started it.
TYPICAL: Mapping[str, tuple[tuple[str, ...], int, str, str]] = {
    "stiff neck": (("back-of-neck:right", "neck-angle:right"), 34, "no", "slept-badly"),
    "between the blades": (("shoulder-blade-inner-edge:left", "mid-back:left"), 41, "no", "sitting"),
    "tension headache": (("temple:left", "temple:right", "back-of-head:left"), 29, "no", "stress"),
    "clenched jaw": (("jaw:right", "cheek:right"), 37, "no", "stress"),
    "sore shoulder": (("shoulder-front:right", "upper-arm-outer:right"), 52, "yes", "sport"),
    "tennis elbow": (("elbow-outer:right",), 45, "yes", "sport"),
    "mouse wrist": (("wrist-back:right", "thumb-base:right"), 26, "no", "sitting"),
    "low back": (("low-back:left", "buttock:left"), 48, "no", "lifting"),
    "sore buttock": (("buttock:right", "hip-side:right"), 58, "no", "sitting"),
    "runner's knee": (("knee-front:left", "thigh-front-lower:left"), 31, "yes", "sport"),
    "runner's calf": (("calf-upper:right",), 38, "yes", "sport"),
    "sore heel": (("heel:left", "arch:left"), 44, "no", "slowly"),
}


@dataclass(frozen=True, slots=True)
class Burden:
    """What one pain meets. `boxes` and `words` are those of the danger pages' labels."""

    name: str
    pages: int
    danger_pages: int
    boxes: int
    words: int


def burdens(library: Library) -> tuple[Burden, ...]:
    """One for each typical pain."""
    return tuple(_burden(name, library) for name in TYPICAL)


def _burden(name: str, library: Library) -> Burden:
    met = list(_walk(name, library))
    danger = [page for page in met if page.slug in ("now", "signs") or page.slug.startswith("closer")]
    labels = [option.label for page in danger for question in page.questions for option in question.options]
    words = sum(len(label.split()) for label in labels)
    return Burden(name, len(met) + _CHECK, len(danger), len(labels), words)


def _walk(name: str, library: Library) -> Iterator[Page]:
    where, age, sport, start = TYPICAL[name]
    said: dict[str, Value] = {"where": where, "age": age, "sport": sport, "start": (start,), "worst": "same"}
    answers = Answers({}, date(2026, 1, 1))
    while page := first_open(all_pages(answers, library), answers):
        yield page
        values = dict(answers.values)
        for question in page.questions:
            values |= _reply(question, said)
        answers = Answers(values, answers.day)


def _reply(question: Question, said: Mapping[str, Value]) -> dict[str, Value]:
    none: Value = () if question.kind is Kind.MANY else question.options[0].slug if question.options else 0
    offered = tuple(option.slug for option in question.options)
    reply: dict[str, Value] = {
        question.slug: said.get(question.slug, 5 if question.kind is Kind.SCALE else none)
    }
    return reply | ({question.slug + OFFERED: offered} if question.offer_matters else {})
