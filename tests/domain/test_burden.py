"""A typical pain is asked little."""

import pytest

from triggercare.domain.anatomy import Library
from triggercare.domain.burden import (
    MOST_BOXES,
    MOST_DANGER_PAGES,
    MOST_PAGES,
    MOST_WORDS,
    TYPICAL,
    burdens,
)


@pytest.mark.parametrize("name", TYPICAL)
def test_a_typical_pain_meets_few_pages_boxes_and_words(name: str, library: Library) -> None:
    (burden,) = (burden for burden in burdens(library) if burden.name == name)
    assert burden.pages <= MOST_PAGES
    assert burden.danger_pages <= MOST_DANGER_PAGES
    assert 0 < burden.boxes <= MOST_BOXES
    assert 0 < burden.words <= MOST_WORDS
