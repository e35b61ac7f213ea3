"""Files -> records, or every problem found. The one place that reads fixtures/.

`read_content(folder)` returns a whole `Content` or raises `ContentError` with all problems: file, field,
what was expected. Nothing is ever half read.
"""

import csv
import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from triggercare.domain.anatomy import (
    REGIONS,
    Anatomy,
    Cause,
    DryNeedling,
    Kind,
    Library,
    LookAlike,
    Marker,
    Muscle,
    Pose,
    Routine,
    Source,
    Term,
    TriggerPoint,
    Twin,
    Vocabulary,
    Zone,
    read_zones,
)
from triggercare.domain.limits import problems_of
from triggercare.domain.precautions import PRECAUTIONS
from triggercare.domain.questions import START
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.library.across import problems_across
from triggercare.library.pages import GuidePage, read_page
from triggercare.library.reading import problems_of_reading

Record = TypeVar("Record")
# Clinical rules WR2 and WR5: words that promise, frighten, blame or diagnose.
WORDS_NOT_USED = re.compile(
    r"\b(you have|you've got|cures?|proven|safe|safely|toxins?|dissolves?|crumbling|bad posture|no pain,? no gain"
    r"|weak core|sufferers?|all clear|guaranteed?)\b",
    re.IGNORECASE,
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: the file, the field in it, and what was expected there."""

    file: str
    field: str
    expected: str

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.field}: {self.expected}" if self.field else f"{self.file}: {self.expected}"
        )


class ContentError(Exception):
    """The content cannot be used. `problems` lists all that is wrong, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Content:
    """All of fixtures/, checked."""

    zones: Mapping[str, Zone]
    library: Library
    pages: Mapping[str, GuidePage]


def read_content(folder: Path) -> Content:
    """Read and check everything below `folder`. Raises ContentError with every problem found."""
    problems: list[Problem] = []
    zones = _read_zone_file(folder, problems)
    sources = _read_sources(folder, problems)
    vocabulary = _read_vocabulary(folder, problems)
    muscles = _read_muscles(folder, vocabulary, problems)
    pages = _read_pages(folder, sources, problems)
    for muscle in muscles.values():
        problems.extend(_check_muscle(muscle, muscles, zones, sources, vocabulary))
    problems.extend(_wrongly_unexplained(muscles, zones, vocabulary))
    across = (*problems_across(muscles, vocabulary), *problems_of_reading(muscles))
    problems.extend(Problem(f"muscles/{slug}.toml", field, expected) for slug, field, expected in across)
    if problems:
        raise ContentError(problems)
    library = Library(version=_fingerprint(folder), muscles=muscles, vocabulary=vocabulary, sources=sources)
    return Content(zones, library, pages)


def _fingerprint(folder: Path) -> str:
    """A short name for exactly these files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _read_text(path: Path, folder: Path, problems: list[Problem]) -> str | None:
    name = str(path.relative_to(folder))
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.append(Problem(name, "", "this file is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, "", f"must be UTF-8 text; byte {error.start + 1} is not"))
    except OSError as error:
        problems.append(Problem(name, "", f"cannot be read: {error.strerror}"))
    return None


def _read_toml(path: Path, folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    text = _read_text(path, folder, problems)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(str(path.relative_to(folder)), "", f"is not valid TOML: {error}"))
        return None


def _read_zone_file(folder: Path, problems: list[Problem]) -> Mapping[str, Zone]:
    path = folder / "body-zones.csv"
    if _read_text(path, folder, problems) is None:
        return {}
    try:
        return read_zones(path)
    except ValueError as error:
        problems.append(Problem(path.name, "", str(error)))
        return {}


def _read_sources(folder: Path, problems: list[Problem]) -> Mapping[str, Source]:
    path = folder / "sources.csv"
    text = _read_text(path, folder, problems)
    found: dict[str, Source] = {}
    for number, row in enumerate(csv.DictReader((text or "").splitlines()), start=2):
        record: dict[str, Any] = {key: value or "" for key, value in row.items() if key}
        record["verified"] = {"yes": True, "no": False}.get(record.get("verified", ""), "neither yes nor no")
        where = f"row {number}"
        source = _convert(record, Source, path.name, where, problems)
        if source is not None and source.key in found:
            problems.append(Problem(path.name, where, f"the key {source.key!r} stands there twice"))
        elif source is not None:
            found[source.key] = source
    return found


_SECTIONS: Mapping[str, type[Any]] = {
    "movements": Term,
    "symptoms": Term,
    "causes": Cause,
    "poses": Pose,
    "sentences": Term,
    "no_main_pattern": Term,
}


def _read_vocabulary(folder: Path, problems: list[Problem]) -> Vocabulary:
    data = _read_toml(folder / "vocabulary.toml", folder, problems) or {}
    read: dict[str, dict[str, Any]] = {}
    for section, record in _SECTIONS.items():
        terms: dict[str, Any] = {}
        for slug, value in data.get(section, {}).items():
            entry = {"words": value} if isinstance(value, str) else value
            term = _convert({"slug": slug, **entry}, record, "vocabulary.toml", f"{section}.{slug}", problems)
            if term is not None:
                terms[slug] = term
        read[section] = terms
    starts = {option.slug for option in START}
    for cause in read["causes"].values():
        _known((cause.start,), starts, "vocabulary.toml", f"causes.{cause.slug}.start", problems.append)
    return Vocabulary(**read)


def _read_muscles(folder: Path, vocabulary: Vocabulary, problems: list[Problem]) -> Mapping[str, Muscle]:
    paths = sorted((folder / "muscles").glob("*.toml"))
    if not paths:
        problems.append(Problem("muscles", "", "must hold at least one muscle file"))
    found: dict[str, Muscle] = {}
    for path in paths:
        data = _read_toml(path, folder, problems)
        if data is None:
            continue
        name = str(path.relative_to(folder))
        if not SLUG.fullmatch(path.stem):
            problems.append(
                Problem(name, "", "the file name must be a slug: small letters, digits and single hyphens")
            )
        _write_out(data, vocabulary)
        muscle = _muscle(data, path.stem, name, problems)
        if muscle is not None:
            found[muscle.slug] = muscle
    return found


def _write_out(data: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Put the sentences of the vocabulary where steps name them: {slug-of-the-sentence}."""
    routines = data.get("routines")
    for routine in routines if isinstance(routines, list) else []:
        steps = routine.get("steps") if isinstance(routine, dict) else None
        if isinstance(steps, list):
            routine["steps"] = [
                _SHARED.sub(lambda m: _sentence(m, vocabulary), step) if isinstance(step, str) else step
                for step in steps
            ]


def _sentence(found: re.Match[str], vocabulary: Vocabulary) -> str:
    term = vocabulary.sentences.get(found[1])
    return term.words if term else found[0]


_SHARED = re.compile(r"\{([a-z]+(?:-[a-z]+)+)\}")  # a hyphen: placeholders of the dose have none
_TABLES: Mapping[str, type[Any]] = {
    "anatomy": Anatomy,
    "dry_needling": DryNeedling,
    "points": TriggerPoint,
    "look_alikes": LookAlike,
    "routines": Routine,
    "twins": Twin,
}


def _muscle(data: dict[str, Any], slug: str, file: str, problems: list[Problem]) -> Muscle | None:
    """Convert section by section, so that one mistake does not hide the others."""
    if "slug" in data:
        problems.append(Problem(file, "slug", "is the file's name and is not repeated inside"))
    before = len(problems)
    record = {**data, "slug": slug}
    for key, kind in _TABLES.items():
        if isinstance(data.get(key), dict):
            record[key] = _convert(data[key], kind, file, key, problems)
        elif isinstance(data.get(key), list):
            record[key] = [
                _convert(item, kind, file, f"{key}[{index}]", problems)
                for index, item in enumerate(data[key], start=1)
            ]
    if len(problems) > before:
        flat = {key: value for key, value in record.items() if key not in _TABLES}
        present = [key for key in _TABLES if key in data]
        _convert_fields(flat, Muscle, file, "", problems, ignore=frozenset(present))
        return None
    return _convert(record, Muscle, file, "", problems)


def _convert(
    data: Any, record: type[Record], file: str, where: str, problems: list[Problem]
) -> Record | None:
    """Data as a record, or None with every wrong field noted."""
    before = len(problems)
    if not isinstance(data, dict):
        problems.append(Problem(file, where, "must be a table of named fields"))
        return None
    values = _convert_fields(data, record, file, where, problems)
    return record(**values) if len(problems) == before else None


def _convert_fields(
    data: Mapping[str, Any],
    record: type[Any],
    file: str,
    where: str,
    problems: list[Problem],
    ignore: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Each field converted by itself; unknown and missing names are noted with the nearest known one."""
    values: dict[str, Any] = {}
    known = {f.name: f for f in fields(record)}
    prefix = f"{where}." if where else ""
    for key in data:
        if key not in known:
            problems.append(Problem(file, prefix + key, f"is not a known field{_nearest(key, known)}"))
    for name, spec in known.items():
        if name in ignore:
            continue
        if name not in data:
            if spec.default is MISSING and spec.default_factory is MISSING:
                problems.append(Problem(file, prefix + name, "is missing"))
            continue
        value = data[name]
        try:
            values[name] = msgspec.convert(value, spec.type)
        except msgspec.ValidationError as error:
            problems.append(Problem(file, prefix + name, str(error)))
            continue
        if isinstance(value, str) and not value.strip() and spec.default is MISSING and record is not Source:
            problems.append(Problem(file, prefix + name, "must not be empty"))
    return values


def _nearest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def _known(
    words: Iterable[str], known: Iterable[str], file: str, where: str, report: Callable[[Problem], None]
) -> None:
    known = set(known)
    for word in words:
        if word not in known:
            report(Problem(file, where, f"{word!r} is not known{_nearest(word, known)}"))


def _check_muscle(
    muscle: Muscle,
    muscles: Mapping[str, Muscle],
    zones: Mapping[str, Zone],
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
) -> Iterator[Problem]:
    """Whether all that a muscle names exists, and whether it keeps the clinical rules."""
    file = f"muscles/{muscle.slug}.toml"
    found: list[Problem] = []

    def known(words: Iterable[str], names: Iterable[str], where: str) -> None:
        _known(words, names, file, where, found.append)

    known((muscle.region,), REGIONS, "region")
    known(muscle.related, muscles, "related")
    known((twin.muscle for twin in muscle.twins), muscles, "twins")
    known(muscle.aggravated_by, vocabulary.movements, "aggravated_by")
    known(muscle.symptoms, vocabulary.symptoms, "symptoms")
    known(muscle.causes, vocabulary.causes, "causes")
    known(muscle.frequency_sources, sources, "frequency_sources")
    for index, point in enumerate(muscle.points, start=1):
        where = f"points[{index}]"
        known(point.essential, zones, f"{where}.essential")
        known(point.spillover, zones, f"{where}.spillover")
        known((*point.sources, *point.checked_against), sources, f"{where}.sources")
        if point.number != index:
            found.append(Problem(file, f"{where}.number", f"must be {index}: points are numbered in order"))
        if not point.essential:
            found.append(Problem(file, f"{where}.essential", "needs at least one zone"))
        if overlap := set(point.essential) & set(point.spillover):
            found.append(Problem(file, f"{where}.spillover", f"{sorted(overlap)} cannot be essential too"))
        for name in ("essential", "spillover"):
            slugs = getattr(point, name)
            if len(set(slugs)) < len(slugs):
                found.append(Problem(file, f"{where}.{name}", "names a zone twice"))
        if point.marker is not None:
            found.extend(_check_marker(point.marker, zones, file, f"{where}.marker"))
    for index, look_alike in enumerate(muscle.look_alikes, start=1):
        found.extend(_check_look_alike(look_alike, file, f"look_alikes[{index}]"))
    for index, routine in enumerate(muscle.routines, start=1):
        where = f"routines[{index}]"
        known((routine.pose,), vocabulary.poses, f"{where}.pose")
        known(routine.on, zones, f"{where}.on")
        known(routine.avoid_if, (p.slug for p in PRECAUTIONS), f"{where}.avoid_if")
        known(routine.sources, sources, f"{where}.sources")
        pose = vocabulary.poses.get(routine.pose)
        found.extend(Problem(file, where, problem) for problem in problems_of(routine, pose))
    found.extend(Problem(file, "routines", problem) for problem in _missing_routines(muscle))
    found.extend(_wording(msgspec.to_builtins(muscle), file, ""))
    found.extend(
        Problem(file, name, "needs at least one entry")
        for name in ("points", "look_alikes", "habits", "feels_like", "aggravated_by", "see_someone_if")
        if not getattr(muscle, name)
    )
    yield from found


def _wrongly_unexplained(
    muscles: Mapping[str, Muscle], zones: Mapping[str, Zone], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Zones said to be no muscle's main pattern that are one, or are no zones. The report names those that lack."""
    main = {zone for muscle in muscles.values() for point in muscle.points for zone in point.essential}
    for zone in vocabulary.no_main_pattern:
        if zone in main:
            yield Problem(
                "vocabulary.toml", f"no_main_pattern.{zone}", "a muscle has this zone: take the line out"
            )
        elif zone not in zones:
            yield Problem("vocabulary.toml", f"no_main_pattern.{zone}", "is not a known zone")


def _wording(value: Any, file: str, where: str) -> Iterator[Problem]:
    """Words that the site does not use, in any text below `value`."""
    match value:
        case str():
            if found := WORDS_NOT_USED.search(value):
                yield Problem(file, where, f"must not say {found[0]!r} (clinical rules, WR2 and WR5)")
        case dict():
            for key, item in value.items():
                yield from _wording(item, file, f"{where}.{key}" if where else str(key))
        case list() | tuple():
            for index, item in enumerate(value, start=1):
                yield from _wording(item, file, f"{where}[{index}]")


def _check_marker(marker: Marker, zones: Mapping[str, Zone], file: str, where: str) -> Iterator[Problem]:
    """The X must stand on a zone that shows in its view."""
    zone = zones.get(marker.zone)
    if zone is None:
        yield Problem(file, f"{where}.zone", f"{marker.zone!r} is not known{_nearest(marker.zone, zones)}")
    elif marker.view not in zone.views:
        allowed = ", ".join(zone.views)
        yield Problem(
            file, f"{where}.view", f"{marker.zone} does not show in {marker.view!r}; allowed: {allowed}"
        )
    if not all(0 <= share <= 1 for share in marker.at):
        yield Problem(file, f"{where}.at", "must be two shares from 0 to 1: across from the middle, and down")


def _check_look_alike(look_alike: LookAlike, file: str, where: str) -> Iterator[Problem]:
    """A look-alike is never less urgent than the danger sign that it repeats."""
    if not look_alike.flag:
        return
    flags = {flag.id: flag for flag in RED_FLAGS}
    if look_alike.flag not in flags:
        yield Problem(file, f"{where}.flag", f"{look_alike.flag!r} is not a danger sign of the rules")
    elif look_alike.act.rank < flags[look_alike.flag].level.rank:
        yield Problem(
            file, f"{where}.act", f"must be at least {flags[look_alike.flag].level}, as {look_alike.flag} is"
        )


def _missing_routines(muscle: Muscle) -> Iterator[str]:
    """Every muscle has a pressing routine, a stretch or movement and a strengthening one, or says why not."""
    kinds = {routine.kind for routine in muscle.routines}
    pressed = bool(kinds & {Kind.PRESS, Kind.ROLL})
    if pressed == bool(muscle.not_pressed_because):
        yield "needs a pressing or rolling routine, or else not_pressed_because (not both)"
    if not kinds & {Kind.STRETCH, Kind.EASE}:
        yield "needs a stretch or an easy movement"
    if (Kind.STRENGTHEN in kinds) == bool(muscle.not_strengthened_because):
        yield "needs a strengthening routine, or else not_strengthened_because (not both)"


def _read_pages(
    folder: Path, sources: Mapping[str, Source], problems: list[Problem]
) -> Mapping[str, GuidePage]:
    found: dict[str, GuidePage] = {}
    for path in sorted((folder / "pages").glob("*.md")):
        text = _read_text(path, folder, problems)
        if text is None:
            continue
        name = str(path.relative_to(folder))
        head, body = read_page(text)
        if head is None:
            problems.append(Problem(name, "", "must begin with TOML between two lines of +++"))
            continue
        try:
            data = tomllib.loads(head)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(name, "", f"the part between +++ is not valid TOML: {error}"))
            continue
        page = _convert({**data, "slug": path.stem, "body": body}, GuidePage, name, "", problems)
        if page is not None:
            _known(page.sources, sources, name, "sources", problems.append)
            problems.extend(_wording(page.body, name, "body"))
            found[page.slug] = page
    return found
