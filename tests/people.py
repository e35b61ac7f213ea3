"""Five people as named sets of answers. A journey answers whatever comes next from one of them.

Invented situations, no real persons. A careful question that a person does not name is answered "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from triggercare.domain.anatomy import Library
from triggercare.domain.questionnaire import OFFERED, all_pages, first_open, settle
from triggercare.domain.questions import Answers, Kind, Page, Question, Value
from triggercare.domain.triage import Stop, triage

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Person:
    """What one person answers; `none` is ticked where nothing is named."""

    name: str
    says: Mapping[str, Value] = field(default_factory=dict)
    outcome: str = "results"

    def answer(self, question: Question) -> Value:
        """The answer to a question, from what the person says and what is offered."""
        if question.slug in self.says:
            value = self.says[question.slug]
            if question.kind is Kind.MANY and isinstance(value, tuple):
                offered = {option.slug for option in question.options}
                return tuple(slug for slug in value if slug in offered)
            return value
        return "no" if question.kind is Kind.ONE else ()


STIFF_NECK = Person(
    "stiff neck at a desk",
    {
        "where": ("back-of-neck:right", "neck-angle:right"),
        "age": 34,
        "start": ("sitting", "head-down"),
        "span": "under-2-weeks",
        "intensity": 5,
        "worst": "neck-angle:right",
        "movements": ("turn-head",),
        "symptoms": ("stiff-neck",),
        "tools": ("tennis-ball",),
        "floor": "yes",
    },
)
ELBOW = Person(
    "sore elbow",
    {
        "where": ("elbow-outer:right",),
        "age": 45,
        "sport": "yes",
        "start": ("sport",),
        "span": "under-6-weeks",
        "intensity": 6,
        "movements": ("grip",),
        "tools": ("tennis-ball", "weight"),
        "floor": "yes",
    },
)
LOW_BACK = Person(
    "low back",
    {
        "where": ("low-back:left", "buttock:left"),
        "age": 52,
        "start": ("lifting",),
        "span": "under-6-weeks",
        "intensity": 6,
        "worst": "same",
        "movements": ("bend-forward", "turn-in-bed"),
        "tools": ("soft-ball",),
        "floor": "no",
    },
)
CALF = Person(
    "runner's calf",
    {
        "where": ("calf-upper:right",),
        "age": 38,
        "sport": "yes",
        "start": ("sport",),
        "span": "under-2-weeks",
        "intensity": 4,
        "movements": ("run",),
        "tools": ("foam-roller",),
        "floor": "yes",
    },
)
DANGER = Person("numb between the legs", {"now": ("numb-between-legs",), "G04a": "yes"}, outcome="emergency")
FIVE = (STIFF_NECK, ELBOW, LOW_BACK, CALF, DANGER)


@dataclass(frozen=True)
class Walk:
    """A finished journey: the answers and the pages met, in order."""

    answers: Answers
    pages: tuple[Page, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The pages met."""
        return tuple(page.slug for page in self.pages)


def walk(person: Person, library: Library) -> Walk:
    """Answer whatever comes next until the outcome."""
    answers, met = Answers(), []
    while not isinstance(triage(answers, TODAY), Stop):
        page = first_open(all_pages(answers, library), answers)
        if page is None:
            break
        met.append(page)
        answers = settle(answered(answers, page, person), library)
    return Walk(answers, tuple(met))


def answered(answers: Answers, page: Page, person: Person) -> Answers:
    """The answers after a person has filled in one page."""
    values = dict(answers.values)
    for question in page.questions:
        values[question.slug] = person.answer(question)
        if question.offer_matters:
            values[question.slug + OFFERED] = tuple(option.slug for option in question.options)
    return Answers(values, TODAY)
