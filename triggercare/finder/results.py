"""What follows when a visit is cleared: the likely muscles, one more question, one press."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from triggercare.caching import private
from triggercare.domain.anatomy import Library, Place, Side
from triggercare.domain.matching import Match, rank
from triggercare.domain.plan import MOST_MUSCLES
from triggercare.domain.questionnaire import all_pages, first_open
from triggercare.domain.questions import Option
from triggercare.domain.sharpening import is_missed, next_word, press_tests
from triggercare.domain.triage import Cleared, triage
from triggercare.finder import state
from triggercare.finder.forms import ChooseForm, PressForm
from triggercare.finder.state import State
from triggercare.finder.views import go_to, next_address, today
from triggercare.library import catalogue
from triggercare.library.cards import STOP_BOX, TOOL_WORDS
from triggercare.library.figures import Figure, card_figure, symbols
from triggercare.library.poses import drawing


@dataclass(frozen=True, slots=True)
class Results:
    """A visit that is cleared and complete, and the muscles that may explain its pain."""

    visit: State
    cleared: Cleared
    library: Library
    matches: tuple[Match, ...]

    @property
    def word(self) -> str:
        """The one more question that helps most; "" when none does."""
        visit = self.visit
        return next_word(self.matches, visit.answers, visit.later, visit.said, self.library)


def needs_results(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for visits that are cleared and complete. Every other visit goes on to its next page."""

    @private
    @state.restart_when_broken
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visit, library = state.read(request), catalogue.library()
        outcome = triage(visit.answers, today())
        if not isinstance(outcome, Cleared) or first_open(all_pages(visit.answers, library), visit.answers):
            return go_to(next_address(visit))
        found = Results(visit, outcome, library, rank(outcome, library, visit.later))
        return view(request, found, *args, **kwargs)

    return guarded


@needs_results
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, found: Results) -> HttpResponse:
    """The likely muscles with their reasons; choosing some makes the plan."""
    if not found.matches:
        places = found.cleared.places
        is_covered = bool(found.library.referring_to(place.zone for place in places))
        context = {"places": places, "is_everywhere": is_covered, **_held(found.cleared)}
        return render(request, "finder/no_match.html", context)
    options = [Option(match.muscle.slug, match.muscle.plain_name) for match in found.matches]
    form = ChooseForm(options, MOST_MUSCLES, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return go_to(reverse("plan:sheet"), replace(found.visit, chosen=form.cleaned_data["muscles"]))
    return render(request, "finder/results.html", _shown(found, form), status=422 if form.errors else 200)


def _shown(found: Results, form: ChooseForm) -> dict[str, object]:
    places = found.cleared.places
    pressable = {test.match.muscle.slug for test in press_tests(found.matches, found.cleared, found.library)}
    cards = [_card(match, n, places, pressable) for n, match in enumerate(found.matches)]
    covered = {place for match in found.matches for place in match.covers}
    return {
        "asked": _asked(found.word, found.library),
        "is_missed": is_missed(found.visit.later),
        "cards": list(zip(cards, form["muscles"], strict=True)),
        "symbols": symbols(*(card.figure.view for card in cards)),
        "form": form,
        "places": places,
        "unexplained": tuple(place for place in places if place not in covered),
        "most": MOST_MUSCLES,
        **_held(found.cleared),
    }


def _held(cleared: Cleared) -> dict[str, object]:
    """The places that wait for a check, and the signs that hold them."""
    signs = dict.fromkeys(finding.flag.short for finding in cleared.held)
    return {"held": cleared.held_places, "held_signs": tuple(signs)}


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A likely muscle as the results show it. `press_url`: "" where it is not to be pressed."""

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


def _card(match: Match, position: int, places: tuple[Place, ...], pressable: set[str]) -> ResultCard:
    slug = match.muscle.slug
    return ResultCard(
        id=slug,
        rank_word=match.rank_word,
        side_words=match.side_words,
        plain_name=match.muscle.plain_name,
        name=match.muscle.name,
        reasons=match.reasons,
        misfits=match.doubts,
        url=reverse("library:muscle", args=[slug]),
        press_url=reverse("finder:press", args=[slug]) if slug in pressable else "",
        is_first=position == 0,
        figure=card_figure(slug, match.point, match.sides[-1], places),
    )


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


@needs_results
@require_POST
def said(request: HttpRequest, found: Results) -> HttpResponse:
    """Take the answer to the question that stands on the results now; anything else changes nothing."""
    visit, word, reply = found.visit, found.word, request.POST.get("reply")
    if word and request.POST.get("word") == word and reply in ("yes", "no", state.SKIP):
        visit = replace(visit, said={**visit.said, word: reply})
    return go_to(reverse("finder:results"), visit)


@needs_results
@require_http_methods(["GET", "HEAD", "POST"])
def press(request: HttpRequest, found: Results, slug: str) -> HttpResponse:
    """Find one likely spot, press it once, and say what it felt like."""
    tests = press_tests(found.matches, found.cleared, found.library)
    test = next((t for t in tests if t.match.muscle.slug == slug), None)
    if test is None:
        return go_to(reverse("finder:results"))
    visit = found.visit
    data = request.POST if request.method == "POST" else None
    form = PressForm(data=data, initial={"felt": visit.pressed.get(slug)})
    if form.is_bound and form.is_valid():
        pressed = {**visit.pressed, slug: form.cleaned_data["felt"]}
        return go_to(reverse("finder:results"), replace(visit, pressed=pressed))
    figure = card_figure(slug, test.point, test.match.sides[-1], found.cleared.places)
    context = {
        "test": test,
        "tool": TOOL_WORDS[test.tool],
        "figure": figure,
        "symbols": symbols(figure.view),
        "pose": drawing(test.routine.pose),
        "pose_words": found.library.vocabulary.poses[test.routine.pose].words,
        "is_left": test.match.sides == (Side.LEFT,),
        "form": form,
        "stop": STOP_BOX,
    }
    return render(request, "finder/press.html", context, status=422 if form.errors else 200)
