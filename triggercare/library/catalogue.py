"""Rows -> records. The only place that asks the database about the library."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec
from django.db.models import Count, Q

from triggercare.domain.anatomy import REGIONS, Frequency, Library, Muscle, Source, Vocabulary
from triggercare.domain.anatomy import Zone as ZoneRecord
from triggercare.domain.anatomy import zones as all_zones
from triggercare.library import models
from triggercare.library.pages import GuidePage


class MuscleRow(NamedTuple):
    """A muscle as a list shows it."""

    slug: str
    name: str
    plain_name: str
    latin_name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the body with its muscles and zones, as the index shows it."""

    slug: str
    label: str
    muscles: tuple[MuscleRow, ...]
    zones: tuple[ZoneRecord, ...]


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """Whether a clinician has read exactly this content."""

    reviewer: str
    reviewed_on: date
    next_review_on: date


@dataclass(slots=True)
class _Kept:
    """The library of this process, renewed when the version row changes."""

    library: Library | None = None


_kept = _Kept()


def library_version() -> str:
    """The loaded version; "" when nothing is loaded. One query."""
    return models.LibraryVersion.objects.values_list("version", flat=True).first() or ""


def library() -> Library:
    """The whole library for ranking and planning, read once per version and process."""
    version = library_version()
    if _kept.library is None or _kept.library.version != version:
        _kept.library = _read_library(version)
    return _kept.library


def _read_library(version: str) -> Library:
    row = models.LibraryVersion.objects.first()
    vocabulary = msgspec.convert(row.vocabulary, Vocabulary) if row else _NO_WORDS
    muscles = [
        msgspec.convert(record, Muscle) for record in models.Muscle.objects.values_list("record", flat=True)
    ]
    return Library(
        version=version,
        muscles={muscle.slug: muscle for muscle in muscles},
        vocabulary=vocabulary,
        sources=_sources(models.Source.objects.values_list("record", flat=True)),
    )


_NO_WORDS = Vocabulary(movements={}, symptoms={}, causes={}, poses={})


def _sources(records: Iterable[object]) -> Mapping[str, Source]:
    read = [msgspec.convert(record, Source) for record in records]
    return {source.key: source for source in read}


def regions(words: str = "") -> tuple[Region, ...]:
    """Regions head to foot with their muscles; with words, only muscles that carry all of them. One query."""
    query = Q()
    for word in words.lower().split():
        query &= Q(search_words__contains=word)
    by_region: dict[str, list[MuscleRow]] = defaultdict(list)
    rows = models.Muscle.objects.filter(query).order_by("name")
    for region, *row in rows.values_list("region", "slug", "name", "plain_name", "latin_name"):
        by_region[region].append(MuscleRow(*row))
    return tuple(
        Region(
            slug, label, tuple(by_region[slug]), tuple(z for z in all_zones().values() if z.region == slug)
        )
        for slug, label in REGIONS.items()
    )


def zones_with_words(words: str) -> tuple[ZoneRecord, ...]:
    """Zones whose label or description carries all the words. No query."""
    wanted = words.lower().split()
    return tuple(
        zone
        for zone in all_zones().values()
        if wanted
        and all(word in f"{zone.label} {zone.description} {zone.anatomical_term}".lower() for word in wanted)
    )


def muscle(slug: str) -> tuple[Muscle, str] | None:
    """A muscle and its content hash, or None. One query."""
    row = models.Muscle.objects.filter(slug=slug).values_list("record", "content_hash").first()
    return (msgspec.convert(row[0], Muscle), row[1]) if row else None


def muscle_rows(slugs: tuple[str, ...]) -> tuple[MuscleRow, ...]:
    """Short rows of these muscles, by name. One query."""
    rows = models.Muscle.objects.filter(slug__in=slugs).order_by("name")
    return tuple(MuscleRow(*row) for row in rows.values_list("slug", "name", "plain_name", "latin_name"))


def sources(keys: tuple[str, ...]) -> tuple[Source, ...]:
    """These sources in the order asked. One query."""
    found = _sources(models.Source.objects.filter(key__in=keys).values_list("record", flat=True))
    return tuple(found[key] for key in keys if key in found)


def poses() -> Mapping[str, str]:
    """The words of every pose. One query."""
    row = models.LibraryVersion.objects.first()
    return {slug: pose["words"] for slug, pose in row.vocabulary["poses"].items()} if row else {}


def vocabulary() -> Vocabulary:
    """The closed lists of words. One query."""
    row = models.LibraryVersion.objects.first()
    return msgspec.convert(row.vocabulary, Vocabulary) if row else _NO_WORDS


def review_of(slug: str, content_hash: str) -> ReviewStatus | None:
    """The newest review of exactly this content. One query."""
    row = models.Review.objects.filter(muscle_slug=slug, content_hash=content_hash).first()
    return ReviewStatus(row.reviewer, row.reviewed_on, row.next_review_on) if row else None


class ZoneMuscle(NamedTuple):
    """A muscle that sends pain to a zone, as the zone's page lists it."""

    record: Muscle
    essential: bool


_COMMON_FIRST = {
    Frequency.VERY_COMMON: 0,
    Frequency.COMMON: 1,
    None: 2,
    Frequency.OCCASIONAL: 2,
    Frequency.RARE: 3,
}


def muscles_of_region(region: str) -> tuple[Muscle, ...]:
    """The muscles of a region by name. One query."""
    records = models.Muscle.objects.filter(region=region).order_by("name").values_list("record", flat=True)
    return tuple(msgspec.convert(record, Muscle) for record in records)


def muscles_of_zone(zone: str) -> tuple[ZoneMuscle, ...]:
    """Muscles that refer to a zone: essential before spillover, more common first. One query."""
    rows = models.Muscle.objects.filter(points__referrals__zone=zone).annotate(
        essentials=Count("pk", filter=Q(points__referrals__strength="essential"))
    )
    found = [ZoneMuscle(msgspec.convert(row.record, Muscle), row.essentials > 0) for row in rows]
    return tuple(
        sorted(found, key=lambda m: (not m.essential, _COMMON_FIRST[m.record.frequency], m.record.name))
    )


def guide_pages() -> tuple[models.GuidePage, ...]:
    """All guidance pages in menu order. One query."""
    return tuple(models.GuidePage.objects.only("slug", "title", "position"))


def guide_page(slug: str) -> GuidePage | None:
    """One guidance page, or None. One query."""
    record = models.GuidePage.objects.filter(slug=slug).values_list("record", flat=True).first()
    return msgspec.convert(record, GuidePage) if record else None
