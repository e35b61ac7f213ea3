"""Loading refuses broken files with a clear list, and writes everything or nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from triggercare.domain.anatomy import FIXTURES
from triggercare.library import models
from triggercare.library.content import ContentError, read_content
from triggercare.library.loading import load

MUSCLE = "muscles/levator-scapulae.toml"
Edit = Callable[[str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real files, to break."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace a text in the muscle file once; the text must be there."""

    def replace(old: str, new: str) -> None:
        path = folder / MUSCLE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def problems(folder: Path) -> list[str]:
    """What loading says about the folder; [] when all is well."""
    try:
        read_content(folder)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_real_files_have_no_problem() -> None:
    assert problems(FIXTURES) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('plain_name = "', "plain_name = 3 # ", "plain_name: Expected `str`, got `int`"),
        (
            'essential = ["neck-angle", "back-of-neck"]',
            'essential = ["neck-angel"]',
            "did you mean 'neck-angle'?",
        ),
        (
            '"lluch-2015"',
            '"lluch-2051"',
            "frequency_sources: 'lluch-2051' is not known; did you mean 'lluch-2015'?",
        ),
        ("summary = ", "sumary = ", "summary: is missing"),
        ("summary = ", "sumary = ", "sumary: is not a known field; did you mean 'summary'?"),
        ("{hold-most-tender}", "Hold still for 45 seconds.", "routines[1]"),
        ("{hold-most-tender}", "{hold-most-tendre}", "routines[1]"),
        ('region = "neck"', 'region = "nek"', "region: 'nek' is not known; did you mean 'neck'?"),
        (
            'essential = ["neck-angle", "back-of-neck"]',
            'essential = ["crown", "crown"]',
            "essential: names a zone twice",
        ),
        ('kind = "press"', 'kind = "crack"', "routines[1].kind"),
        (
            'view = "back", zone = "neck-angle"',
            'view = "sole", zone = "neck-angle"',
            "allowed: back, front, left, right",
        ),
        ('view = "back", zone = "neck-angle"', 'view = "above", zone = "neck-angle"', "marker.view"),
        ("at = [0.35, 0.55]", "at = [0.35, 1.55]", "points[1].marker.at: must be two shares from 0 to 1"),
        (
            'zone = "neck-angle", at',
            'zone = "neck-angel", at',
            "points[1].marker.zone: 'neck-angel' is not known",
        ),
        ("This strap runs", "You have a knot. This strap runs", "summary: must not say 'You have'"),
        ('easier = "Lie', 'easier = "Be safe: lie', "routines[1].easier: must not say 'safe'"),
        ("pain_aim = [2, 3]", "pain_aim = [6, 8]", "D1"),
        ('on = ["neck-angle"]', 'on = ["throat"]', "throat"),
        ('act = "urgent"', 'act = "soon"', "look_alikes[1].act: must be at least urgent, as G12 is"),
        ("number = 1", "number = 7", "points[1].number: must be 1"),
        ('name = "Levator scapulae"', 'name = "Soleus"', "'Soleus' is described in"),
        ('latin_name = "', 'slug = "x"\nlatin_name = "', "slug: is the file's name"),
        ("[anatomy]", "[anatomy", "is not valid TOML"),
        (
            'causes = ["long-screen-work"',
            'causes = ["long-screen-wrk"',
            "causes: 'long-screen-wrk' is not known",
        ),
        (
            'pose = "sit-hand-top-of-shoulder"',
            'pose = "headstand"',
            "routines[1].pose: 'headstand' is not known",
        ),
    ],
)
def test_a_broken_muscle_file_is_named_with_its_field(
    folder: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    edit(old, new)
    found = problems(folder)
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("muscles/") for problem in found)


def test_every_problem_is_reported_at_once(folder: Path, edit: Edit) -> None:
    edit('plain_name = "', "plain_name = 3 # ")
    edit('kind = "press"', 'kind = "crack"')
    (folder / "muscles" / "soleus.toml").write_bytes('name = "Müskel"'.encode("latin-1"))
    (folder / "vocabulary.toml").write_text("movements = 3 =", encoding="utf-8")
    found = problems(folder)
    assert any("plain_name" in problem for problem in found)
    assert any("routines[1].kind" in problem for problem in found)
    assert any(problem.startswith("muscles/soleus.toml: must be UTF-8 text") for problem in found)
    assert any(problem.startswith("vocabulary.toml: is not valid TOML") for problem in found)


def test_a_zone_or_source_that_stands_there_twice_is_refused(folder: Path) -> None:
    for name in ("body-zones.csv", "sources.csv"):
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    found = problems(folder)
    assert any(problem.startswith("body-zones.csv: ") and "twice" in problem for problem in found)
    assert any(problem.startswith("sources.csv: ") and "twice" in problem for problem in found)


def test_an_empty_folder_is_named_file_by_file(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert [problem.partition(":")[0] for problem in found] == [
        "body-zones.csv",
        "muscles",
        "sources.csv",
        "vocabulary.toml",
    ]


@pytest.mark.django_db
class TestLoadLibrary:
    """The command, on a real database."""

    def load(self, folder: Path, *flags: str) -> str:
        out = StringIO()
        call_command("load_library", *flags, fixtures=folder, stdout=out)
        return out.getvalue()

    def test_a_second_load_changes_nothing(self, folder: Path) -> None:
        self.load(folder)
        before = models.LibraryVersion.objects.get()
        said = self.load(folder)
        assert not any(word in said for word in ("added", "changed", "removed"))
        assert models.LibraryVersion.objects.get().loaded_at == before.loaded_at

    def test_a_change_is_told_and_a_gone_muscle_is_removed(self, folder: Path, edit: Edit) -> None:
        edit('name = "Slow shrugs"', 'name = "Slow shoulder shrugs"')
        gone = folder / "muscles" / "temporalis.toml"
        gone.unlink()
        for path in (folder / "muscles").glob("*.toml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace('"temporalis", ', "").replace(', "temporalis"', ""), encoding="utf-8"
            )
        said = self.load(folder)
        assert "removed: temporalis" in said
        assert "levator-scapulae" in said
        assert not models.Muscle.objects.filter(slug="temporalis").exists()
        assert models.Routine.objects.filter(name="Slow shoulder shrugs").exists()

    def test_a_broken_file_writes_nothing(self, folder: Path, edit: Edit) -> None:
        before = list(models.Muscle.objects.values_list("slug", "content_hash"))
        edit('region = "neck"', 'region = "nek"')
        with pytest.raises(CommandError, match="nothing was written"):
            self.load(folder)
        assert list(models.Muscle.objects.values_list("slug", "content_hash")) == before

    def test_a_failure_while_writing_leaves_the_old_library(self) -> None:
        """Content that was not checked: the database itself refuses its last table, after the others."""
        before = list(models.Muscle.objects.values_list("slug", "content_hash"))
        version = models.LibraryVersion.objects.get().version
        content = read_content(FIXTURES)
        muscle = content.library.muscles["soleus"]
        point = replace(muscle.points[0], essential=("heel", "heel"))
        broken = {**content.library.muscles, "soleus": replace(muscle, points=(point,))}
        library = replace(content.library, version="another", muscles=broken)
        with pytest.raises(IntegrityError):
            load(replace(content, library=library))
        assert list(models.Muscle.objects.values_list("slug", "content_hash")) == before
        assert models.LibraryVersion.objects.get().version == version

    def test_check_writes_nothing(self, folder: Path, edit: Edit) -> None:
        version = models.LibraryVersion.objects.get().version
        edit('name = "Slow shrugs"', 'name = "Slow shoulder shrugs"')
        assert "no problem found" in self.load(folder, "--check")
        assert models.LibraryVersion.objects.get().version == version


@pytest.mark.django_db
def test_the_library_report_names_what_is_missing() -> None:
    out = StringIO()
    call_command("library_report", stdout=out)
    library = read_content(FIXTURES).library
    assert f"{len(library.muscles)} muscles" in out.getvalue()
    main = {zone for m in library.muscles.values() for p in m.points for zone in p.essential}
    assert f"zones with a main pattern: {len(main)} of 113" in out.getvalue()
    assert all(
        f"not pressed: {m.slug}" in out.getvalue() for m in library.muscles.values() if m.not_pressed_because
    )


def test_every_neck_exercise_names_who_must_not_do_it() -> None:
    """Clinical rules, section 2: an unstable neck, a torn neck artery, a fresh whiplash."""
    needed = {
        "rheumatoid-or-neck-instability-or-down-syndrome",
        "stroke-or-neck-artery-tear-ever",
        "whiplash-or-concussion-under-6-weeks",
    }
    exercises = [
        (muscle.slug, routine)
        for muscle in read_content(FIXTURES).library.muscles.values()
        for routine in muscle.routines
        if routine.kind in ("stretch", "strengthen") and routine.pose.startswith("neck-")
    ]
    assert exercises
    assert [(slug, r.name) for slug, r in exercises if not needed <= set(r.avoid_if)] == []


STEP = "Stand still beside the table and count the birds outside the window."


def test_two_muscles_may_not_share_a_long_sentence(folder: Path) -> None:
    for slug in ("soleus", "levator-scapulae"):
        path = folder / "muscles" / f"{slug}.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("steps = [\n", f'steps = [\n  "{STEP}",\n', 1), encoding="utf-8")
    assert [p for p in problems(folder) if "stands in levator-scapulae.toml too" in p]
    vocabulary = folder / "vocabulary.toml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(
        text.replace("[sentences]\n", f'[sentences]\nbirds-counted = "{STEP}"\n'), encoding="utf-8"
    )
    assert problems(folder) == []


def test_two_files_may_not_hold_the_same_pattern(folder: Path) -> None:
    text = (folder / MUSCLE).read_text(encoding="utf-8")
    twin = text.replace('name = "Levator scapulae"', 'name = "Levator scapulae again"')
    (folder / "muscles" / "levator-again.toml").write_text(twin, encoding="utf-8")
    assert any("has the pattern and the movements of levator-again.toml" in p for p in problems(folder))


def test_twins_name_each_other(folder: Path, edit: Edit) -> None:
    edit("[anatomy]", '[[twins]]\nmuscle = "platysma"\ntell = "It lies elsewhere."\n\n[anatomy]')
    assert problems(folder) == [
        "muscles/platysma.toml: twins: must name levator-scapulae too, which names this muscle"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[no_main_pattern]\n", '[no_main_pattern]\ncrown = "Why not."\n', "crown: a muscle has this zone"),
        ("armpit = ", "armpits = ", "armpits: is not a known zone"),
    ],
)
def test_a_reason_for_no_zone_or_for_a_zone_with_a_muscle_is_refused(
    folder: Path, old: str, new: str, said: str
) -> None:
    path = folder / "vocabulary.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert any(said in problem for problem in problems(folder))


@pytest.mark.parametrize(
    ("slug", "edits", "said"),
    [
        (
            "quadratus-lumborum-superficial",
            [('on = ["low-back"]', 'on = ["low-back-spine"]')],
            "low-back-spine",
        ),
        (
            "quadratus-lumborum-superficial",
            [('on = ["low-back"]', 'on = ["flank"]')],
            "flank may be pressed only with",
        ),
        ("soleus", [("{calf-not-pressed}", "Sit down.")], "must ask about a swollen, warm or red calf"),
        ("soleus", [('on = ["calf', 'on = ["knee-back", "calf')], "nothing may press knee-back"),
        (
            "piriformis",
            [("down the leg", "somewhere"), ("{hold-not-down-leg}", "Hold still.")],
            "must stop for pain or tingling down the leg",
        ),
        ("piriformis", [('on = ["buttock"', 'on = ["groin"')], "nothing may press groin"),
        (
            "gracilis",
            [("lower third", "upper third"), ("above the knee", "below the groin")],
            "must say that it stays in the",
        ),
        ("levator-scapulae", [('tool = "hands"', 'tool = "foam-roller"')], "P1: a foam roller may not go on"),
    ],
)
def test_a_routine_against_the_rules_of_its_place_is_refused(
    folder: Path, slug: str, edits: list[tuple[str, str]], said: str
) -> None:
    path = folder / "muscles" / f"{slug}.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text or len(edits) > 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    found = problems(folder)
    assert any(said in problem and problem.startswith(f"muscles/{slug}.toml") for problem in found), found


def test_a_roller_on_the_low_back_is_refused(folder: Path) -> None:
    path = folder / "muscles" / "soleus.toml"
    text = path.read_text(encoding="utf-8")
    assert 'tool = "foam-roller"' in text
    for zone in ("calf-upper", "calf-lower"):
        text = text.replace(f'"{zone}"]', '"low-back"]')
    path.write_text(text, encoding="utf-8")
    assert any("P1: a foam roller may not go on low-back" in problem for problem in problems(folder))


@pytest.mark.django_db
def test_every_zone_has_a_muscle_or_a_reason() -> None:
    out = StringIO()
    call_command("library_report", stdout=out)
    told = [line for line in out.getvalue().splitlines() if line.startswith("no main pattern: ")]
    assert told
    assert not [line for line in told if "no reason is written down" in line]
