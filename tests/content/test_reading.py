"""Plain words: the reading grade of what patients read, measured (library/reading.py)."""

import re

import pytest

from triggercare.domain.anatomy import FIXTURES
from triggercare.domain.limits import AFTER, STOP_NOW
from triggercare.domain.questions import HEALTH_NETS, NOW_NETS, SIGN_NETS
from triggercare.domain.red_flags import RED_FLAGS
from triggercare.finder.endings import ADVICE
from triggercare.library.content import read_content
from triggercare.library.reading import grade, prose

CONTENT = read_content(FIXTURES)


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
