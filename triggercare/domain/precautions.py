"""Conditions of a person that change or forbid a routine: the clinical rules, section 2.

One `Precaution` record a condition; `decide` applies them to one routine. To add one, add a record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from triggercare.domain.anatomy import Dose, Kind, Posture, Pose, Routine, Tool


class Rule(StrEnum):
    """The three words of section 2."""

    STOP = "stop"
    SKIP = "skip"
    LIGHT = "light"


class Action(StrEnum):
    """What one effect does to a routine."""

    DROP = "drop"
    LIGHTEN = "lighten"  # 3/10 at most, half the time, hands or soft ball only
    NOTE = "note"  # keep it, with a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a condition does to the routines that it meets. Each None means: any.

    `zones` are compared with the zones where the routine's tool or hand goes (`Routine.on`).
    `words` finish the sentence "Left out / changed: ..." and are read by the patient.
    """

    action: Action
    words: str
    kinds: frozenset[Kind] | None = None
    tools: frozenset[Tool] | None = None
    zones: frozenset[str] | None = None
    postures: frozenset[Posture] | None = None
    on_belly: bool = False  # only poses that lie on the belly
    flat_on_back: bool = False
    head_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Precaution:
    """One condition. `net`: the health box it hangs on; "" when another answer gives it.

    `asked_by_net`: ticking the box is the whole answer. `ask_first`: level "soon" until a clinician agrees.
    `waits`: nothing is to be done but to wait (alcohol, fever). `sits`: it belongs to a place of the body.
    """

    slug: str
    name: str
    words: str
    rule: Rule
    net: str
    effects: tuple[Effect, ...]
    not_counted: str = ""
    asked_by_net: bool = False
    ask_first: bool = False
    waits: bool = False
    sits: bool = False
    sources: tuple[str, ...] = ()
