"""The home plan on screen and on paper."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from triggercare.domain.anatomy import Place
from triggercare.domain.plan import Column, Move, build_plan
from triggercare.finder.results import Results, needs_results
from triggercare.finder.views import go_to, today
from triggercare.library.cards import KIND_WORDS, STOP_BOX, TOOL_WORDS, Part, RoutineCard
from triggercare.library.figures import Figure, card_figure, symbols


@needs_results
@require_safe
def sheet(request: HttpRequest, found: Results) -> HttpResponse:
    """The plan for the chosen muscles, derived afresh from the answers."""
    chosen = tuple(match for match in found.matches if match.muscle.slug in found.visit.chosen)
    if not chosen:
        return go_to(reverse("finder:results"))
    plan = build_plan(found.cleared, chosen, found.library, today())
    columns = tuple(
        _column(number, column, found.cleared.places) for number, column in enumerate(plan.columns, start=1)
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
