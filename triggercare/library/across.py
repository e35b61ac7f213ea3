"""What must hold between muscle files: no two are copies, and twins know each other."""

import re
from collections.abc import Iterator, Mapping

from triggercare.domain.anatomy import Muscle, Vocabulary

LONGEST_SHARED = 8  # words of a step's sentence that two muscles may share
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Finding = tuple[str, str, str]  # muscle, field, what is expected there


def problems_across(muscles: Mapping[str, Muscle], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything that is wrong between these muscles."""
    yield from _same_names(muscles)
    yield from _same_sentences(muscles, {_key(term.words) for term in vocabulary.sentences.values()})
    yield from _one_sided_twins(muscles)
    yield from _same_patterns(muscles)


def _same_names(muscles: Mapping[str, Muscle]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for muscle in muscles.values():
        other = first.setdefault(muscle.name.casefold(), muscle.slug)
        if other != muscle.slug:
            yield muscle.slug, "name", f"{muscle.name!r} is described in {other}.toml too"


def _same_sentences(muscles: Mapping[str, Muscle], shared: set[str]) -> Iterator[Finding]:
    """Routines differ because muscles differ. What many routines need stands once, in the vocabulary."""
    first: dict[str, str] = {}
    for muscle in muscles.values():
        for index, routine in enumerate(muscle.routines, start=1):
            for sentence in (s for step in routine.steps for s in _SENTENCE.split(step)):
                key = _key(sentence)
                if len(sentence.split()) <= LONGEST_SHARED or key in shared:
                    continue
                other = first.setdefault(key, muscle.slug)
                if other != muscle.slug:
                    yield muscle.slug, f"routines[{index}].steps", f"{sentence!r} stands in {other}.toml too"


def _key(sentence: str) -> str:
    return re.sub(r"\W+", " ", sentence.casefold()).strip()


def _one_sided_twins(muscles: Mapping[str, Muscle]) -> Iterator[Finding]:
    for muscle in muscles.values():
        for twin in muscle.twins:
            other = muscles.get(twin.muscle)
            if other and muscle.slug not in {back.muscle for back in other.twins}:
                yield twin.muscle, "twins", f"must name {muscle.slug} too, which names this muscle"


def _same_patterns(muscles: Mapping[str, Muscle]) -> Iterator[Finding]:
    """The same zones and the same movements: one file too many, or a difference not yet written down."""
    first: dict[object, str] = {}
    for muscle in muscles.values():
        essential = frozenset(zone for point in muscle.points for zone in point.essential)
        spillover = frozenset(zone for point in muscle.points for zone in point.spillover)
        key = (essential, spillover, frozenset(muscle.aggravated_by))
        other = first.setdefault(key, muscle.slug)
        if other != muscle.slug:
            yield muscle.slug, "points", f"has the pattern and the movements of {other}.toml"
