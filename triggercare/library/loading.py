"""Writes checked content into the tables, whole or not at all, and says what changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import transaction

from triggercare.domain.anatomy import Muscle
from triggercare.library import models
from triggercare.library.content import Content


@dataclass(frozen=True, slots=True)
class Change:
    """What a load did to one kind of thing: slugs, sorted."""

    kind: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def record_of(value: object) -> Any:
    """A frozen record as plain JSON values, equal to what the database gives back."""
    return msgspec.json.decode(msgspec.json.encode(value))


def hash_of(record: Any) -> str:
    """The hash that a review is bound to: of exactly this content."""
    return hashlib.sha256(msgspec.json.encode(record, order="sorted")).hexdigest()


@transaction.atomic
def load(content: Content) -> tuple[Change, ...]:
    """Make the tables equal to the files. The same content a second time changes nothing."""
    library = content.library
    sources = {key: record_of(source) for key, source in library.sources.items()}
    muscles = {slug: record_of(muscle) for slug, muscle in library.muscles.items()}
    pages = {slug: record_of(page) for slug, page in content.pages.items()}
    changes = (
        _compare("source", sources, dict(models.Source.objects.values_list("key", "record"))),
        _compare("muscle", muscles, dict(models.Muscle.objects.values_list("slug", "record"))),
        _compare("page", pages, dict(models.GuidePage.objects.values_list("slug", "record"))),
    )
    vocabulary = record_of(library.vocabulary)
    current = models.LibraryVersion.objects.filter(version=library.version).exists()
    if current and not any(change.added or change.changed or change.removed for change in changes):
        return changes
    _replace_all(content, sources, muscles, pages)
    models.LibraryVersion.objects.update_or_create(
        id=1, defaults={"version": library.version, "vocabulary": vocabulary}
    )
    return changes


def _compare(kind: str, new: Mapping[str, Any], old: Mapping[str, Any]) -> Change:
    return Change(
        kind,
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(key for key in new.keys() & old.keys() if new[key] != old[key])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def _replace_all(
    content: Content, sources: Mapping[str, Any], muscles: Mapping[str, Any], pages: Mapping[str, Any]
) -> None:
    """Empty the copied tables and fill them again: short, and nothing stale can stay."""
    for table in (models.Muscle, models.Source, models.GuidePage, models.Zone):
        table.objects.all().delete()
    models.Zone.objects.bulk_create(
        models.Zone(
            slug=zone.slug,
            label=zone.label,
            region=zone.region,
            description=zone.description,
            position=position,
        )
        for position, zone in enumerate(content.zones.values())
    )
    models.Source.objects.bulk_create(
        models.Source(key=key, title=record["title"], verified=record["verified"], record=record)
        for key, record in sources.items()
    )
    models.GuidePage.objects.bulk_create(
        models.GuidePage(slug=slug, title=record["title"], position=record["order"], record=record)
        for slug, record in pages.items()
    )
    models.Muscle.objects.bulk_create(
        _muscle_row(content.library.muscles[slug], record) for slug, record in muscles.items()
    )
    _write_relations(content)


def _muscle_row(muscle: Muscle, record: Any) -> models.Muscle:
    words = (muscle.name, muscle.plain_name, muscle.latin_name, *muscle.also_known_as)
    return models.Muscle(
        slug=muscle.slug,
        name=muscle.name,
        plain_name=muscle.plain_name,
        latin_name=muscle.latin_name,
        region=muscle.region,
        search_words=" ".join(words).lower(),
        record=record,
        content_hash=hash_of(record),
    )


def _write_relations(content: Content) -> None:
    muscles = content.library.muscles.values()
    points = models.TriggerPoint.objects.bulk_create(
        models.TriggerPoint(muscle_id=muscle.slug, number=point.number, where=point.where)
        for muscle in muscles
        for point in muscle.points
    )
    ids = {(point.muscle_id, point.number): point.pk for point in points}
    models.Referral.objects.bulk_create(
        models.Referral(point_id=ids[muscle.slug, point.number], zone_id=zone, strength=strength)
        for muscle in muscles
        for point in muscle.points
        for strength, zones in (("essential", point.essential), ("spillover", point.spillover))
        for zone in zones
    )
    models.Routine.objects.bulk_create(
        models.Routine(
            muscle_id=muscle.slug, position=position, kind=routine.kind, tool=routine.tool, name=routine.name
        )
        for muscle in muscles
        for position, routine in enumerate(muscle.routines, start=1)
    )
