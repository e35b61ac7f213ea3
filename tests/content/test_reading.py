"""Plain words: the reading grade of what patients read, measured.

Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. A grade of 6
is a reading age of about 11, a grade of 4 one of about 9.
"""

import re
from collections.abc import Iterable

import pyphen
import pytest

from triggercare.domain.anatomy import FIXTURES, Muscle
from triggercare.domain.limits import AFTER, STOP_NOW
from triggercare.domain.questions import HEALTH_NETS, NOW_NETS, SIGN_NETS
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.finder.endings import ADVICE
from triggercare.library.content import read_content

CONTENT = read_content(FIXTURES)
HYPHENS = pyphen.Pyphen(lang="en_GB")


def grade(texts: Iterable[str]) -> float:
    """The grade of these texts together; each ends a sentence."""
    sentences = [s for text in texts for s in re.split(r"[.!?:;]+\s|\n\n", text + " ") if re.search(r"\w", s)]
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z’']+", sentence)]
    syllables = sum(len(HYPHENS.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def prose(muscle: Muscle) -> list[str]:
    """What a patient reads and does on a muscle's page."""
    routines = [text for r in muscle.routines for text in (*r.steps, r.feel, r.beneath, r.easier)]
    points = [text for p in muscle.points for text in (p.where, p.find_it)]
    return [muscle.summary, *muscle.feels_like, *muscle.habits, *muscle.see_someone_if, *points, *routines]


@pytest.mark.parametrize("slug", sorted(CONTENT.library.muscles))
def test_a_muscle_page_reads_at_age_eleven(slug: str) -> None:
    assert grade(prose(CONTENT.library.muscles[slug])) <= 6


@pytest.mark.parametrize("slug", sorted(CONTENT.pages))
def test_a_guidance_page_reads_at_age_eleven(slug: str) -> None:
    body = re.sub(r"\[@[\w-]+\]|[|#*\-]", " ", CONTENT.pages[slug].body)
    assert grade([body]) <= 6


def test_danger_text_reads_at_age_nine() -> None:
    assert grade(sign.words for flag in RED_FLAGS for sign in flag.signs) <= 5
    assert grade([*STOP_NOW, *AFTER]) <= 4
    assert grade(text for a in ADVICE.values() for text in (a.action, a.say, *a.until_then)) <= 4.5


def test_look_alikes_read_at_age_nine() -> None:
    assert grade(look.tell for m in CONTENT.library.muscles.values() for look in m.look_alikes) <= 5


def test_net_boxes_are_short() -> None:
    assert max(len(net.label.split()) for net in (*NOW_NETS, *SIGN_NETS, *HEALTH_NETS)) <= 20
