"""The library to read: index, muscle, zone. Public pages, the same for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from triggercare.caching import FOR_EVER, public
from triggercare.domain.anatomy import (
    REGIONS,
    Evidence,
    Frequency,
    Muscle,
    Place,
    Routine,
    Side,
    TriggerPoint,
    Urgency,
    Vocabulary,
    Zone,
    zones,
)
from triggercare.domain.doses import fill, strip
from triggercare.domain.questions import NOW_NETS
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.library import catalogue
from triggercare.library.bodymap import VIEWS, body_view, right_is
from triggercare.library.cards import (
    KIND_WORDS,
    LEVEL_WORDS,
    STOP_BOX,
    TOOL_WORDS,
    Part,
    RoutineCard,
    SignGroup,
    group_signs,
    merge_signs,
    source_notes,
)
from triggercare.library.figures import Figure, point_figures, symbols, zone_figure
from triggercare.library.marking import map_data, place_regions
from triggercare.library.overview import overviews
from triggercare.library.poses import drawing
from triggercare.library.thumbnails import thumbnail

FREQUENCY_WORDS: Mapping[Frequency | None, str] = {
    Frequency.VERY_COMMON: "Very common",
    Frequency.COMMON: "Common",
    Frequency.OCCASIONAL: "Now and then",
    Frequency.RARE: "Rare",
    None: "Not known",
}
EVIDENCE_WORDS: Mapping[Evidence, str] = {
    Evidence.EXPERT_MAP: "Expert map: traditional teaching, little tested",
    Evidence.PROVOKED_IN_STUDY: "Brought on by pressing in a study",
    Evidence.CASE_SERIES: "Described in a series of patients",
}


@dataclass(frozen=True, slots=True)
class CheckLink:
    """A way into the questionnaire with a place marked."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A trigger point with its zones in words."""

    point: TriggerPoint
    essential: tuple[Zone, ...]
    spillover: tuple[Zone, ...]
    evidence: str
    notes: tuple[int, ...]
    cross_checked: tuple[int, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LookAlikeView:
    """A look-alike with its level in words."""

    what: str
    tell: str
    act: Urgency
    level_word: str


@dataclass(frozen=True, slots=True)
class TwinView:
    """A muscle whose pain feels nearly the same, and what parts the two."""

    muscle: catalogue.MuscleRow
    tell: str


@dataclass(frozen=True, slots=True)
class CheckFirst:
    """The card above every routine of the library: danger signs first."""

    title: str
    intro: str
    groups: tuple[SignGroup, ...]
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class ZoneMuscleView:
    """A muscle on the page of a place; `number` is the one in the picture."""

    number: int
    muscle: Muscle
    frequency_word: str


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All muscles by region; a search by lay word, name, Latin name or place."""
    words = request.GET.get("q", "").strip()[:80]
    regions = tuple(region for region in catalogue.regions(words) if region.muscles)
    context = {
        "words": words,
        "regions": regions,
        "places": catalogue.zones_with_words(words),
        "count": sum(len(region.muscles) for region in regions),
        "all_regions": () if words else catalogue.regions(),
        "version": catalogue.library_version(),
    }
    return render(request, "library/index.html", context)


@public
@require_safe
def muscle(request: HttpRequest, slug: str) -> HttpResponse:
    """One muscle, complete."""
    found = catalogue.muscle(slug)
    if found is None:
        raise Http404
    record, content_hash = found
    sources = catalogue.sources(_keys(record))
    numbers = {source.key: number for number, source in enumerate(sources, start=1)}
    words = catalogue.vocabulary()
    others = (*record.related, *(twin.muscle for twin in record.twins))
    rows = {row.slug: row for row in catalogue.muscle_rows(others)}
    points = tuple(_point_view(point, numbers) for point in record.points)
    context = {
        "muscle": record,
        "facts": _facts(record),
        "anatomy": _anatomy(record),
        "worse": [words.movements[word].words for word in record.aggravated_by],
        "symptoms": [words.symptoms[word].words for word in record.symptoms],
        "causes": [words.causes[word].words for word in record.causes],
        "related": [rows[other] for other in record.related],
        "twins": [TwinView(rows[twin.muscle], twin.tell) for twin in record.twins],
        "points": points,
        "symbols": symbols(*(figure.view for point in points for figure in point.figures)),
        "version": catalogue.library_version(),
        "look_alikes": _look_alikes(record),
        "routines": tuple(
            _routine_card(number, routine, words, numbers)
            for number, routine in enumerate(record.routines, start=1)
        ),
        "check_first": _check_first(frozenset(record.places_of_pain)),
        "check_links": _check_links(zones()[record.places_of_pain[0]]),
        "stop": STOP_BOX,
        "sources": source_notes(sources),
        "review": catalogue.review_of(slug, content_hash),
    }
    return render(request, "library/muscle.html", context)


@public
@require_safe
def zone(request: HttpRequest, slug: str) -> HttpResponse:
    """Pain in one place: muscles that may cause it, and that place's danger signs."""
    found = zones().get(slug)
    if found is None:
        raise Http404
    muscles = catalogue.muscles_of_zone(slug)
    rows = tuple(_zone_muscle(number, m) for number, m in enumerate(muscles, start=1))
    place = str(Place(slug, found.sides[-1]))
    pictures = overviews((m.record for m in muscles), [place], only=slug)
    figure = zone_figure(slug)
    context = {
        "zone": found,
        "figure": figure,
        "overviews": pictures,
        "symbols": symbols(figure.view, *(picture.view for picture in pictures)),
        "main": rows[: sum(m.essential for m in muscles)],
        "wider": rows[sum(m.essential for m in muscles) :],
        "check_first": _check_first(frozenset({slug})),
        "check_links": _check_links(found),
        "version": catalogue.library_version(),
    }
    return render(request, "library/zone.html", context)


@public
@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """All trigger points of a region on the body, each leading to its muscle."""
    if slug not in REGIONS:
        raise Http404
    muscles = catalogue.muscles_of_region(slug)
    pictures = overviews(muscles)
    context = {
        "label": REGIONS[slug],
        "muscles": muscles,
        "overviews": pictures,
        "symbols": symbols(*(picture.view for picture in pictures)),
        "zones": tuple(zone for zone in zones().values() if zone.region == slug),
        "version": catalogue.library_version(),
    }
    return render(request, "library/region.html", context)


@partial(public, kept=FOR_EVER)
@require_safe
def picture(request: HttpRequest, version: str, slug: str) -> HttpResponse:
    """The small picture of a muscle. The address changes with the library, so browsers may keep it."""
    found = catalogue.muscle(slug)
    if found is None or version != catalogue.library_version():
        raise Http404
    return HttpResponse(thumbnail(found[0]), content_type="image/webp")


@public
@require_safe
def body_map(request: HttpRequest) -> HttpResponse:
    """The body map to try without the questionnaire; every place leads to its page."""
    context = {"regions": place_regions("place"), "map_data": map_data()}
    return render(request, "library/body_map.html", context)


@public
@require_safe
def body_view_svg(request: HttpRequest, name: str) -> HttpResponse:
    """One view of the body with its zones as shapes, for the script of the picture."""
    if name not in VIEWS:
        raise Http404
    view = body_view(name)
    context = {"view": view, "shade": static(f"bodymap/{name}-shade.webp"), "right_is": right_is(view)}
    return render(request, "library/body_view.svg", context, content_type="image/svg+xml")


def _zone_muscle(number: int, item: catalogue.ZoneMuscle) -> ZoneMuscleView:
    frequency = item.record.frequency
    word = FREQUENCY_WORDS[frequency] + " in this muscle" if frequency else ""
    return ZoneMuscleView(number, item.record, word)


def _facts(record: Muscle) -> tuple[Part, ...]:
    places = [zones()[zone].label for point in record.points for zone in point.essential]
    return (
        Part("Mainly felt", ", ".join(dict.fromkeys(places)).capitalize()),
        Part("How common", FREQUENCY_WORDS[record.frequency]),
        Part("Part of the body", REGIONS[record.region]),
    )


def _anatomy(record: Muscle) -> tuple[Part, ...]:
    anatomy = record.anatomy
    return (
        Part("From", anatomy.origin),
        Part("To", anatomy.insertion),
        Part("What it does", anatomy.action),
        Part("Nerve", anatomy.nerve),
    )


def _keys(record: Muscle) -> tuple[str, ...]:
    """Every source key of a muscle, in the order in which the page shows them."""
    keys = [*record.frequency_sources]
    for point in record.points:
        keys += [*point.sources, *point.checked_against]
    for routine in record.routines:
        keys += routine.sources
    return tuple(dict.fromkeys(keys))


def _numbers(keys: tuple[str, ...], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[key] for key in keys if key in numbers)


def _point_view(point: TriggerPoint, numbers: Mapping[str, int]) -> PointView:
    return PointView(
        point,
        tuple(zones()[zone] for zone in point.essential),
        tuple(zones()[zone] for zone in point.spillover),
        EVIDENCE_WORDS[point.evidence],
        _numbers(point.sources, numbers),
        _numbers(point.checked_against, numbers),
        point_figures(f"point-{point.number}", point),
    )


def _routine_card(
    number: int, routine: Routine, words: Vocabulary, numbers: Mapping[str, int]
) -> RoutineCard:
    """A routine with its general dose: for reading, fitted to nobody."""
    return RoutineCard(
        id=f"routine-{number}",
        kind_word=KIND_WORDS[routine.kind],
        name=routine.name,
        tool_word=TOOL_WORDS[routine.tool],
        pose=words.poses[routine.pose].words,
        picture=drawing(routine.pose),
        steps=tuple(fill(step, routine.dose) for step in routine.steps),
        dose=tuple(Part(*pair) for pair in strip(routine.dose, routine.kind)),
        feel=routine.feel,
        beneath=routine.beneath,
        easier=routine.easier,
        harder=routine.harder,
        notes=_numbers(routine.sources, numbers),
    )


def _check_first(places: frozenset[str]) -> CheckFirst:
    """The danger signs of these places below the emergencies that hold everywhere, most urgent first."""
    local = group_signs(flag for flag in RED_FLAGS if flag.ask.where & places)
    anywhere = SignGroup(
        Urgency.EMERGENCY, LEVEL_WORDS[Urgency.EMERGENCY], tuple(net.label for net in NOW_NETS)
    )
    return CheckFirst(
        title="Check first",
        intro="Leave all self-care alone if one of these is true.",
        groups=merge_signs(anywhere, local),
        url=reverse("pages:danger_signs"),
        link="All danger signs",
    )


def _look_alikes(record: Muscle) -> tuple[LookAlikeView, ...]:
    """Most urgent first."""
    ordered = sorted(record.look_alikes, key=lambda look: -look.act.rank)
    return tuple(LookAlikeView(look.what, look.tell, look.act, LEVEL_WORDS[look.act]) for look in ordered)


def _check_links(zone: Zone) -> tuple[CheckLink, ...]:
    start = reverse("finder:start")
    words = {
        Side.LEFT: "It hurts on my left",
        Side.RIGHT: "It hurts on my right",
        Side.MIDDLE: "Check this pain",
    }
    return tuple(CheckLink(words[side], f"{start}?place={Place(zone.slug, side)}") for side in zone.sides)
