"""One page of questions -> one form. Labels, order, choices and errors come from the records."""

import hashlib
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from triggercare.domain.anatomy import Place, zones
from triggercare.domain.drawing import Press
from triggercare.domain.questionnaire import OFFERED
from triggercare.domain.questions import REPLIES, Answers, Kind, Option, Page, Question, Value

NONE = "none"
WORST = "worst"


class TickAll(forms.MultipleChoiceField):
    """Tick what fits, or "none of these", which excludes the rest. Left open is an error, never a "none"."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(choices=_choices(question), required=bool(question.error), **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The ticked slugs in the order of the options; () for none."""
        ticked = set(super().clean(value))
        if NONE in ticked and len(ticked) > 1:
            raise ValidationError(f"Tick either “{self.question.none_label}” or the others, not both.")
        return tuple(option.slug for option in self.question.options if option.slug in ticked)


class PickPlaces(forms.MultipleChoiceField):
    """Zones with their sides. Needs at least one."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(str(Place(zone.slug, side)), side) for zone in zones().values() for side in zone.sides]
        self.places = tuple(slug for slug, _ in choices)
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The marked places in the order of the zones."""
        marked = set(super().clean(value))
        return tuple(place for place in self.places if place in marked)


class AsAsked(forms.CharField):
    """A hidden mark that is sent back as it was; a page shown again carries the mark of now."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Always the mark of the page as it is asked now."""
        return initial


def _choices(question: Question) -> list[tuple[str, Any]]:
    """The options themselves as labels, so that the template sees hint and title; then "none of these"."""
    options = [(option.slug, option) for option in question.options]
    return [*options, (NONE, Option(NONE, question.none_label))] if question.none_label else options


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.legend,
        "help_text": question.hint,
        "error_messages": {
            "required": question.error,
            "invalid": question.error,
            "invalid_choice": question.error or "Tick only what is on the list.",
            "invalid_list": question.error or "Tick only what is on the list.",
            "min_value": question.error,
            "max_value": question.error,
        },
    }
    match question.kind:
        case Kind.MANY:
            return TickAll(question, **common)
        case Kind.PLACES:
            return PickPlaces(**common)
        case Kind.ONE:
            way = "triplet" if question.options == REPLIES else ""
            widget = forms.RadioSelect(attrs={"class": way} if way else None)
            return forms.ChoiceField(choices=_choices(question), widget=widget, **common)
        case Kind.SCALE:
            widget = forms.RadioSelect(attrs={"class": "scale"})
            return forms.TypedChoiceField(choices=_choices(question), coerce=int, widget=widget, **common)
        case Kind.NUMBER:
            number = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            return forms.IntegerField(
                min_value=question.least, max_value=question.most, widget=number, **common
            )


def shown(page: Page) -> str:
    """A short mark of exactly the questions and options of a page."""
    words = [
        word for question in page.questions for word in (question.slug, *(o.slug for o in question.options))
    ]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


FELT = (
    Option(Press.MINE, "It is tender, and it brings on my pain"),
    Option(Press.TENDER, "It is tender, but that is not my pain"),
    Option(Press.NOTHING, "Nothing special"),
    Option(Press.NOT_REACHED, "I could not reach it"),
    Option(Press.RATHER_NOT, "I would rather not press"),
)


class PressForm(forms.Form):
    """What one press felt like."""

    use_required_attribute = False
    felt = forms.ChoiceField(
        label="What did you feel?",
        choices=[(option.slug, option) for option in FELT],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you felt.", "invalid_choice": "Choose what you felt."},
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "post"


class PageForm(forms.Form):
    """The form of one page."""

    use_required_attribute = False

    def __init__(self, page: Page, answers: Answers, marked: tuple[str, ...] = (), **kwargs: Any) -> None:
        initial = {q.slug: _initial(q, answers, marked) for q in page.questions}
        super().__init__(initial=initial, **kwargs)
        self.page = page
        for question in page.questions:
            self.fields[question.slug] = _field(question)
            if (
                question.kind is Kind.PLACES
            ):  # the picture asks on the way what the page "pain" asks everybody
                self.fields[WORST] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["shown"] = AsAsked(widget=forms.HiddenInput, required=False, initial=shown(page))
        self.helper = FormHelper()
        self.helper.form_method = "post"
        self.helper.form_show_labels = len(page.questions) > 1 or page.questions[0].legend != page.heading

    def clean(self) -> None:
        """Refuse answers to other boxes than those asked now: a box that was not seen is not a "no"."""
        if self.data.get("shown") != shown(self.page):
            raise ValidationError(
                "The questions have changed since you opened this page. Please answer them again."
            )

    def values(self) -> dict[str, Value]:
        """The cleaned answers, with what was offered where that matters."""
        found: dict[str, Value] = {}
        for question in self.page.questions:
            found[question.slug] = self.cleaned_data[question.slug]
            if question.offer_matters:
                found[question.slug + OFFERED] = tuple(option.slug for option in question.options)
        if self.cleaned_data.get(WORST) in self.cleaned_data.get("where", ()):
            found[WORST] = self.cleaned_data[WORST]
        return found


def _initial(question: Question, answers: Answers, marked: tuple[str, ...]) -> Any:
    """What was answered before. An answered "none" ticks its box again."""
    value = answers.values.get(question.slug)
    if value is None:
        return list(marked) if question.kind is Kind.PLACES else None
    if question.kind is Kind.MANY and value == () and question.none_label:
        return [NONE]
    return list(value) if isinstance(value, tuple) else value


class ChooseForm(forms.Form):
    """Up to three of the likely muscles for the plan."""

    muscles = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label="Choose up to three for your plan",
        error_messages={
            "required": "Choose at least one muscle for your plan.",
            "invalid_choice": "Choose from the muscles on this page.",
        },
    )

    def __init__(self, options: list[Option], most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        field = self.fields["muscles"]
        field.choices = [(option.slug, option.label) for option in options]  # type: ignore[attr-defined]  # a choice field

    def clean_muscles(self) -> tuple[str, ...]:
        """The chosen slugs, at most three."""
        chosen = tuple(self.cleaned_data["muscles"])
        if len(chosen) > self.most:
            raise ValidationError(f"Choose at most {self.most}: more is too much for one sheet.")
        return chosen
