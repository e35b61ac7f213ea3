"""The home plan on screen and on paper."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from triggercare.caching import private
from triggercare.domain.anatomy import Place
from triggercare.domain.matching import rank
from triggercare.domain.plan import Column, Move, build_plan
from triggercare.domain.questionnaire import all_pages, first_open
from triggercare.domain.triage import Cleared, triage
from triggercare.finder import state
from triggercare.finder.views import go_to, next_address, today
from triggercare.library import catalogue
from triggercare.library.cards import KIND_WORDS, STOP_BOX, TOOL_WORDS, Part, RoutineCard
from triggercare.library.figures import Figure, card_figure, symbols


@private
@require_safe
@state.restart_when_broken
def sheet(request: HttpRequest) -> HttpResponse:
    """The plan for the chosen muscles, derived afresh from the answers."""
    visit = state.read(request)
    library = catalogue.library()
    outcome = triage(visit.answers, today())
    if not isinstance(outcome, Cleared) or first_open(all_pages(visit.answers, library), visit.answers):
        return go_to(next_address(visit))
    chosen = tuple(
        match for match in rank(outcome, library, visit.later) if match.muscle.slug in visit.chosen
    )
    if not chosen:
        return go_to(reverse("finder:results"))
    plan = build_plan(outcome, chosen, library, today())
    columns = tuple(
        _column(number, column, outcome.places) for number, column in enumerate(plan.columns, start=1)
    )
    shared = symbols(*(column.figure.view for column in columns))
    context = {"plan": plan, "columns": columns, "symbols": shared, "stop": STOP_BOX}
    return render(request, "plan/sheet.html", context)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The moves for one muscle as the sheet shows them."""

    title: str
    name: str
    side: str
    where: str
    not_pressed_because: str
    figure: Figure
    moves: tuple[RoutineCard, ...]


def _column(number: int, column: Column, places: tuple[Place, ...]) -> ColumnView:
    match = column.match
    figure_id = f"figure-{number}"
    return ColumnView(
        title=match.muscle.plain_name[:1].upper() + match.muscle.plain_name[1:],
        name=match.muscle.name,
        side=column.side,
        where=match.point.where,
        not_pressed_because=match.muscle.not_pressed_because,
        figure=card_figure(figure_id, match.point, match.sides[-1], places),
        moves=tuple(_card(f"move-{number}-{i}", move) for i, move in enumerate(column.moves, start=1)),
    )


def _card(id_: str, move: Move) -> RoutineCard:
    routine = move.routine
    return RoutineCard(
        id=id_,
        kind_word=KIND_WORDS[routine.kind],
        name=routine.name,
        tool_word=TOOL_WORDS[move.tool],
        pose="",
        steps=move.steps,
        dose=tuple(Part(*pair) for pair in move.dose),
        feel=routine.feel,
        beneath=routine.beneath,
        easier=routine.easier,
        harder=routine.harder,
        changes=move.changes,
    )
