"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975).

0.39 words a sentence + 11.8 syllables a word - 15.59. A grade of 6 is a reading age of about 11, one of 4 about 9.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from statistics import median

import pyphen

from triggercare.domain.anatomy import Muscle
from triggercare.library.across import Finding

HARDEST = 8  # grade of the patient prose of one muscle
HARDEST_DANGER = 5  # of its look-alikes together
_SENTENCE = re.compile(r"[.!?:;]+\s|\n\n")
_WORD = re.compile(r"[A-Za-z’']+")


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word)) + 1


def grade(texts: Iterable[str]) -> float:
    """The grade of these texts together; each ends a sentence. 0 for no text."""
    sentences = [s for text in texts for s in _SENTENCE.split(text + " ") if re.search(r"\w", s)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def prose(muscle: Muscle) -> tuple[str, ...]:
    """What a patient reads and does on a muscle's page. Its Latin name stands in none of it."""
    routines = [text for r in muscle.routines for text in (*r.steps, r.feel, r.beneath, r.easier)]
    points = [text for p in muscle.points for text in (p.where, p.find_it)]
    twins = [twin.tell for twin in muscle.twins]
    return (
        muscle.summary,
        *muscle.feels_like,
        *muscle.habits,
        *muscle.see_someone_if,
        *points,
        *routines,
        *twins,
    )


def problems_of_reading(muscles: Mapping[str, Muscle]) -> Iterable[Finding]:
    """Muscles that are too hard to read."""
    for muscle in muscles.values():
        if (found := grade(prose(muscle))) > HARDEST:
            yield muscle.slug, "", f"reads at grade {found:.1f}; at most {HARDEST}"
        if (found := grade(look.tell for look in muscle.look_alikes)) > HARDEST_DANGER:
            yield muscle.slug, "look_alikes", f"read at grade {found:.1f}; at most {HARDEST_DANGER}"


def report(muscles: Mapping[str, Muscle]) -> str:
    """The grades of all muscles in one line."""
    grades = {slug: grade(prose(muscle)) for slug, muscle in muscles.items()}
    hardest = max(grades, key=lambda slug: grades[slug])
    danger = grade(look.tell for muscle in muscles.values() for look in muscle.look_alikes)
    return (
        f"reading grade of the muscles: median {median(grades.values()):.1f}, hardest {grades[hardest]:.1f}"
        f" ({hardest}); look-alikes {danger:.1f}"
    )
