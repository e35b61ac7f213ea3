"""The questionnaire: one address a page, then the check page, an ending or the results."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triggercare.caching import private
from triggercare.domain.anatomy import Library, Place
from triggercare.domain.helplines import COUNTRIES
from triggercare.domain.matching import Match, rank
from triggercare.domain.plan import MOST_MUSCLES
from triggercare.domain.questionnaire import (
    STEPS,
    all_pages,
    asked_anew,
    first_open,
    is_answered,
    settle,
)
from triggercare.domain.questions import Answers, Kind, Option, Page, Question
from triggercare.domain.sharpening import is_missed, next_word, press_tests
from triggercare.domain.triage import Cleared, Ending, Finding, Stop, triage
from triggercare.finder import endings, state
from triggercare.finder.forms import ChooseForm, PageForm, PressForm
from triggercare.finder.state import BrokenState, State
from triggercare.library import catalogue
from triggercare.library.cards import STOP_BOX, TOOL_WORDS
from triggercare.library.figures import Figure, card_figure, symbols
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


def may_see_results(visit: State) -> Cleared | None:
    """Whether this visit is cleared and has answered everything; None sends it on to the next page."""
    outcome = triage(visit.answers, today())
    if not isinstance(outcome, Cleared) or first_open(
        all_pages(visit.answers, catalogue.library()), visit.answers
    ):
        return None
    return outcome


@private
@require_http_methods(["GET", "HEAD", "POST"])
@state.restart_when_broken
def results(request: HttpRequest) -> HttpResponse:
    """The likely muscles with their reasons; choosing some makes the plan."""
    visit = state.read(request)
    library = catalogue.library()
    outcome = may_see_results(visit)
    if outcome is None:
        return go_to(next_address(visit))
    matches = rank(outcome, library, visit.later)
    if not matches:
        covered = library.referring_to(place.zone for place in outcome.places)
        context = {"places": outcome.places, "is_everywhere": bool(covered), **_held(outcome)}
        return render(request, "finder/no_match.html", context)
    options = [Option(match.muscle.slug, match.muscle.plain_name) for match in matches]
    form = ChooseForm(options, MOST_MUSCLES, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        visit = replace(visit, chosen=form.cleaned_data["muscles"])
        return go_to(reverse("plan:sheet"), visit)
    return _show_results(request, matches, form, outcome, visit)


def _show_results(
    request: HttpRequest, matches: tuple[Match, ...], form: ChooseForm, cleared: Cleared, visit: State
) -> HttpResponse:
    library = catalogue.library()
    tests = {test.match.muscle.slug for test in press_tests(matches, cleared, library)}
    cards = [
        _result_card(match, position, cleared.places, can_press=match.muscle.slug in tests)
        for position, match in enumerate(matches)
    ]
    context = {
        "asked": _asked(next_word(matches, visit.answers, visit.later, visit.said, library), library),
        "is_missed": is_missed(visit.later),
        "cards": list(zip(cards, form["muscles"], strict=True)),
        "symbols": symbols(*(card.figure.view for card in cards)),
        "form": form,
        "places": cleared.places,
        "unexplained": _unexplained(matches, cleared),
        "most": MOST_MUSCLES,
        **_held(cleared),
    }
    return render(request, "finder/results.html", context, status=422 if form.errors else 200)


def _held(cleared: Cleared) -> dict[str, object]:
    """The places that wait for a check, and the signs that hold them."""
    signs = dict.fromkeys(finding.flag.short for finding in cleared.held)
    return {"held": cleared.held_places, "held_signs": tuple(signs)}


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A likely muscle as the results show it."""

    id: str
    rank_word: str
    side_words: str
    plain_name: str
    name: str
    reasons: tuple[str, ...]
    misfits: tuple[str, ...]
    url: str
    press_url: str
    is_first: bool
    figure: Figure


def _result_card(match: Match, position: int, places: tuple[Place, ...], *, can_press: bool) -> ResultCard:
    return ResultCard(
        id=match.muscle.slug,
        rank_word=match.rank_word,
        side_words=match.side_words,
        plain_name=match.muscle.plain_name,
        name=match.muscle.name,
        reasons=match.reasons,
        misfits=match.doubts,
        url=reverse("library:muscle", args=[match.muscle.slug]),
        press_url=reverse("finder:press", args=[match.muscle.slug]) if can_press else "",
        is_first=position == 0,
        figure=card_figure(match.muscle.slug, match.point, match.sides[-1], places),
    )


def _unexplained(matches: tuple[Match, ...], cleared: Cleared) -> tuple[Place, ...]:
    covered = {place for match in matches for place in match.covers}
    return tuple(place for place in cleared.places if place not in covered)


@dataclass(frozen=True, slots=True)
class Asked:
    """One more question, for whoever likes to answer it."""

    word: str
    question: str


def _asked(word: str, library: Library) -> Asked | None:
    words = library.vocabulary
    if movement := words.movements.get(word):
        return Asked(word, f"Does this make it worse: {movement.words[:1].lower()}{movement.words[1:]}?")
    if symptom := words.symptoms.get(word):
        return Asked(word, f"Do you notice this: {symptom.words[:1].lower()}{symptom.words[1:]}?")
    return None


@private
@require_POST
@state.restart_when_broken
def said(request: HttpRequest) -> HttpResponse:
    """Take the answer to the question that stands on the results now; anything else changes nothing."""
    visit = state.read(request)
    library = catalogue.library()
    outcome = may_see_results(visit)
    if outcome is None:
        return go_to(next_address(visit))
    matches = rank(outcome, library, visit.later)
    word = next_word(matches, visit.answers, visit.later, visit.said, library) if matches else ""
    reply = request.POST.get("reply")
    if word and request.POST.get("word") == word and reply in ("yes", "no", state.SKIP):
        visit = replace(visit, said={**visit.said, word: reply})
    return go_to(reverse("finder:results"), visit)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@state.restart_when_broken
def press(request: HttpRequest, slug: str) -> HttpResponse:
    """Find one likely spot, press it once, and say what it felt like."""
    visit = state.read(request)
    library = catalogue.library()
    outcome = may_see_results(visit)
    if outcome is None:
        return go_to(next_address(visit))
    matches = rank(outcome, library, visit.later)
    test = next((t for t in press_tests(matches, outcome, library) if t.match.muscle.slug == slug), None)
    if test is None:
        return go_to(reverse("finder:results"))
    form = PressForm(
        data=request.POST if request.method == "POST" else None, initial={"felt": visit.pressed.get(slug)}
    )
    if form.is_bound and form.is_valid():
        visit = replace(visit, pressed={**visit.pressed, slug: form.cleaned_data["felt"]})
        return go_to(reverse("finder:results"), visit)
    figure = card_figure(slug, test.point, test.match.sides[-1], outcome.places)
    context = {
        "test": test,
        "tool": TOOL_WORDS[test.tool],
        "figure": figure,
        "symbols": symbols(figure.view),
        "form": form,
        "stop": STOP_BOX,
    }
    return render(request, "finder/press.html", context, status=422 if form.errors else 200)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def start_again(request: HttpRequest) -> HttpResponse:
    """Forget everything, after asking once."""
    if request.method == "POST":
        response = go_to(reverse("finder:start"))
        state.forget(response)
        return response
    return render(request, "finder/start_again.html", {"too_much": "too-much" in request.GET})
