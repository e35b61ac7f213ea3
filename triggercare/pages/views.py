"""Home, guidance, danger signs, about, privacy, health and errors."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from triggercare.caching import private, public
from triggercare.domain.anatomy import Group, Urgency, group_zones
from triggercare.domain.red_flags import RED_FLAGS, RedFlag
from triggercare.library import catalogue
from triggercare.library.cards import STOP_BOX, SignGroup, group_signs, source_notes
from triggercare.library.pages import render as render_guide

COMMON_PAINS = (
    ("neck-angle", "A stiff neck", "The slope between neck and shoulder"),
    ("temple", "An ache in the temple", "Often with a tight neck"),
    ("elbow-outer", "A sore outer elbow", "Worse with a grip"),
    ("low-back", "A low back ache", "Beside the spine"),
)


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one look."""
    return render(request, "pages/home.html", {"common_pains": COMMON_PAINS})


@public
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Every page, for phones and for those who like lists."""
    return render(request, "pages/menu.html", {"guides": catalogue.guide_pages()})


@dataclass(frozen=True, slots=True)
class DangerGroup:
    """The danger signs of one part of the body, by level."""

    slug: str
    title: str
    levels: tuple[SignGroup, ...]


_PARTS: tuple[tuple[str, str, frozenset[Group]], ...] = (
    ("head", "Head, face and neck", frozenset({Group.HEAD, Group.FACE, Group.NECK})),
    ("chest", "Chest, shoulder and arm", frozenset({Group.CHEST, Group.SHOULDER, Group.ARM})),
    ("back", "Back and belly", frozenset({Group.BACK, Group.BELLY})),
    ("leg", "Hip, leg and foot", frozenset({Group.HIP, Group.LEG, Group.FOOT})),
)


def _of_part(groups: frozenset[Group]) -> tuple[RedFlag, ...]:
    """The signs that are asked for some zone of this part; a sign may belong to several parts."""
    zones = frozenset[str]().union(*(group_zones(group) for group in groups))
    return tuple(flag for flag in RED_FLAGS if flag.ask.where & zones)


@public
@require_safe
def danger_signs(request: HttpRequest) -> HttpResponse:
    """All danger signs in plain words, by place and by how soon to act."""
    anywhere = [flag for flag in RED_FLAGS if not flag.ask.where]
    emergencies = tuple(flag for flag in anywhere if flag.level is Urgency.EMERGENCY)
    others = group_signs(flag for flag in anywhere if flag.level is not Urgency.EMERGENCY)
    groups = [
        DangerGroup("anywhere", "Wherever it hurts", others),
        *(DangerGroup(slug, title, group_signs(_of_part(groups))) for slug, title, groups in _PARTS),
    ]
    context = {"groups": groups, "emergencies": emergencies, "stop": STOP_BOX}
    return render(request, "pages/danger_signs.html", context)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and is not."""
    return render(request, "pages/about.html", {"muscles": sum(len(r.muscles) for r in catalogue.regions())})


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where and for how long."""
    return render(request, "pages/privacy.html")


@public
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guidance page with its sources."""
    page = catalogue.guide_page(slug)
    if page is None:
        raise Http404
    sources = source_notes(catalogue.sources(page.sources))
    # The Markdown is our own, from checked files, and raw HTML in it is off.
    body = mark_safe(render_guide(page))  # noqa: S308
    return render(request, "pages/guide.html", {"page": page, "body": body, "sources": sources})


@private
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and a library is loaded; 503 otherwise."""
    version = catalogue.library_version()
    status = "ok" if version else "no library is loaded"
    return JsonResponse({"status": status, "library": version}, status=200 if version else 503)


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The questionnaire is nobody's search result."""
    return HttpResponse("User-agent: *\nDisallow: /my/\nDisallow: /admin/\n", content_type="text/plain")


@private
def error_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood."""
    return render(request, "errors/400.html", status=400)


@private
def error_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not allowed."""
    return render(request, "errors/403.html", status=403)


@private
def error_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not sent from our own page, or whose cookie is gone."""
    return render(request, "errors/csrf.html", status=403)


@private
def error_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing lives at this address."""
    return render(request, "errors/404.html", status=404)


@private
def error_500(request: HttpRequest) -> HttpResponse:
    """Our mistake. Renders without the database."""
    return render(request, "errors/500.html", status=500)
