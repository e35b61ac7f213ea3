"""The home plan on screen and on paper."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from triggercare.caching import private
from triggercare.domain.matching import rank
from triggercare.domain.plan import Column, Move, build_plan
from triggercare.domain.questionnaire import all_pages, first_open
from triggercare.domain.triage import Cleared, triage
from triggercare.finder import state
from triggercare.finder.views import go_to, next_address, today
from triggercare.library import catalogue
from triggercare.library.cards import KIND_WORDS, STOP_BOX, TOOL_WORDS, Part, RoutineCard


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
    chosen = tuple(match for match in rank(outcome, library) if match.muscle.slug in visit.chosen)
    if not chosen:
        return go_to(reverse("finder:results"))
    plan = build_plan(outcome, chosen, library, today())
    columns = tuple(_column(number, column) for number, column in enumerate(plan.columns, start=1))
    return render(request, "plan/sheet.html", {"plan": plan, "columns": columns, "stop": STOP_BOX})


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The moves for one muscle as the sheet shows them."""

    title: str
    name: str
    side: str
    where: str
    not_pressed_because: str
    moves: tuple[RoutineCard, ...]


def _column(number: int, column: Column) -> ColumnView:
    plain = column.muscle.plain_name
    return ColumnView(
        title=plain[:1].upper() + plain[1:],
        name=column.muscle.name,
        side=column.side,
        where=column.where,
        not_pressed_because=column.muscle.not_pressed_because,
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
