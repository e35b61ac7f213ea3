"""The questionnaire: one address a page, then the check page, an ending or the results."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from triggercare.caching import private
from triggercare.domain.anatomy import Place
from triggercare.domain.helplines import COUNTRIES
from triggercare.domain.questionnaire import (
    STEPS,
    all_pages,
    asked_anew,
    first_open,
    is_answered,
    settle,
)
from triggercare.domain.questions import Answers, Kind, Page, Question
from triggercare.domain.triage import Cleared, Ending, Finding, Stop, triage
from triggercare.finder import endings, state
from triggercare.finder.forms import PageForm
from triggercare.finder.state import BrokenState, State
from triggercare.library import catalogue
from triggercare.library.marking import map_data, place_regions


def today() -> date:
    """The day here; danger answers grow old by it."""
    return timezone.localdate()


def go_to(address: str, visit: State | None = None) -> HttpResponse:
    """Answer a form with 303, so that a reload sends nothing twice."""
    response = HttpResponse(status=303, headers={"Location": address})
    if visit is not None:
        try:
            state.write(response, visit)
        except BrokenState:
            return HttpResponse(status=303, headers={"Location": reverse("finder:start_again") + "?too-much"})
    return response


def next_address(visit: State) -> str:
    """Where this visit goes on: an ending, the first open page, or the check page."""
    outcome = triage(visit.answers, today())
    if isinstance(outcome, Stop):
        return reverse("finder:ending", args=[outcome.ending])
    opened = first_open(all_pages(visit.answers, catalogue.library()), visit.answers)
    return reverse("finder:page", args=[opened.slug]) if opened else reverse("finder:check")


@private
@require_safe
@state.restart_when_broken
def start(request: HttpRequest) -> HttpResponse:
    """Enter or go on. A link of the library may mark a place in advance: ?place=temple:left."""
    visit = state.read(request)
    try:
        marked = tuple(str(Place.parse(text)) for text in request.GET.getlist("place")[:4])
    except ValueError:
        marked = ()
    if marked and "where" not in visit.answers.values:
        visit = replace(visit, marked=marked)
    return go_to(next_address(visit), visit)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@state.restart_when_broken
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one page; take its answers; go on to whatever comes next."""
    visit = state.read(request)
    pages = all_pages(visit.answers, catalogue.library())
    position = next((i for i, p in enumerate(pages) if p.slug == slug), None)
    if position is None or not _may_open(pages, position, visit):
        return go_to(next_address(visit))
    asked = pages[position]
    if request.method != "POST":
        return _show(request, asked, PageForm(asked, visit.answers, visit.marked), pages, position)
    form = PageForm(asked, visit.answers, visit.marked, data=request.POST)
    if not form.is_valid():
        return _show(request, asked, form, pages, position, status=422)
    visit = _answered(visit, asked, form)
    return go_to(next_address(visit), visit)


def _may_open(pages: tuple[Page, ...], position: int, visit: State) -> bool:
    """Answered pages may be opened again; else only the first open one, and none after a stop."""
    if all(is_answered(question, visit.answers) for question in pages[position].questions):
        return True
    opened = first_open(pages, visit.answers)
    return pages[position] == opened and not isinstance(triage(visit.answers, today()), Stop)


def _answered(visit: State, asked: Page, form: PageForm) -> State:
    day = today() if asked.slug == "now" or visit.answers.day is None else visit.answers.day
    answers = Answers({**visit.answers.values, **form.values()}, day)
    return state.with_answers(visit, settle(asked_anew(visit.answers, answers), catalogue.library()))


def _show(
    request: HttpRequest,
    asked: Page,
    form: PageForm,
    pages: tuple[Page, ...],
    position: int,
    status: int = 200,
) -> HttpResponse:
    places = any(question.kind is Kind.PLACES for question in asked.questions)
    context = {
        "page": asked,
        "form": form,
        "steps": STEPS,
        "back": reverse("finder:page", args=[pages[position - 1].slug]) if position else "",
    }
    if places:
        context["regions"] = place_regions("where", form["where"].value() or ())
        context["map_data"] = map_data()
    template = "finder/where.html" if places else "finder/page.html"
    return render(request, template, context, status=status)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One answer on the check page, in words, with the address that changes it."""

    question: str
    answer: tuple[str, ...]
    change: str


@private
@require_safe
@state.restart_when_broken
def check(request: HttpRequest) -> HttpResponse:
    """All answers with a Change link each, before the results."""
    visit = state.read(request)
    pages = all_pages(visit.answers, catalogue.library())
    if first_open(pages, visit.answers) or not isinstance(triage(visit.answers, today()), Cleared):
        return go_to(next_address(visit))
    rows = [
        ReviewRow(
            question.legend,
            _in_words(question, visit.answers),
            reverse("finder:page", args=[asked.slug]),
        )
        for asked in pages
        for question in asked.questions
    ]
    context = {"rows": rows, "steps": STEPS, "back": reverse("finder:page", args=[pages[-1].slug])}
    return render(request, "finder/check.html", context)


def _in_words(question: Question, answers: Answers) -> tuple[str, ...]:
    value = answers.values[question.slug]
    if question.kind is Kind.PLACES:
        return tuple(place.words for place in answers.places)
    if isinstance(value, int):
        return (str(value),)
    chosen = value if isinstance(value, tuple) else (value,)
    words = tuple(option.label for option in question.options if option.slug in chosen)
    return words or (question.none_label or question.left_open,)


@private
@require_safe
@state.restart_when_broken
def ending(request: HttpRequest, ending: Ending) -> HttpResponse:
    """Why there is no routine, and what to do instead."""
    visit = state.read(request)
    outcome = triage(visit.answers, today())
    if not isinstance(outcome, Stop) or outcome.ending is not ending:
        return go_to(next_address(visit))
    if request.GET.get("country") in (*COUNTRIES, ""):
        return go_to(reverse("finder:ending", args=[ending]), replace(visit, country=request.GET["country"]))
    country = COUNTRIES.get(visit.country)
    pages = all_pages(visit.answers, catalogue.library())
    top = max((f.level.rank for f in outcome.findings), default=0)
    extra = dict.fromkeys(f.flag.do for f in outcome.findings if f.flag.do and f.level.rank == top)
    context = {
        "advice": endings.for_country(endings.ADVICE[ending], country),
        "lines": endings.lines(ending, country),
        "country": country,
        "countries": COUNTRIES.values(),
        "findings": _told(outcome.findings),
        "conditions": outcome.conditions,
        "extra": tuple(endings.called(line, country) for line in extra),
        "correct": reverse("finder:page", args=[_page_of(outcome, pages)]),
    }
    return render(request, f"finder/endings/{ending}.html", context)


@dataclass(frozen=True, slots=True)
class Told:
    """One danger sign in the person's own answers, and why it matters."""

    question: str
    answer: str
    why: str


_REPLY_WORDS = {"yes": "You answered yes.", "not-sure": "You were not sure."}


def _told(findings: tuple[Finding, ...]) -> tuple[Told, ...]:
    return tuple(Told(f.sign.words, _REPLY_WORDS[f.reply], f.flag.why) for f in findings)


def _page_of(outcome: Stop, pages: tuple[Page, ...]) -> str:
    """The page on which the most urgent answer was given."""
    ids = [f.sign.id for f in outcome.findings] + [p.slug for p in outcome.conditions]
    for asked in pages:
        if any(question.slug in ids for question in asked.questions):
            return asked.slug
    by_fact = any(f.flag.by_fact for f in outcome.findings)
    by_condition = not outcome.findings
    return "you" if by_fact else "health" if by_condition else "signs"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def start_again(request: HttpRequest) -> HttpResponse:
    """Forget everything, after asking once."""
    if request.method == "POST":
        response = go_to(reverse("finder:start"))
        state.forget(response)
        return response
    return render(request, "finder/start_again.html", {"too_much": "too-much" in request.GET})
