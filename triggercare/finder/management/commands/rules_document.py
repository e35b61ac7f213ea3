"""manage.py rules_document: every danger sign, combination and condition as one document for clinicians to read."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.management.base import BaseCommand

from triggercare.domain.anatomy import FIXTURES
from triggercare.domain.combinations import COMBINATIONS
from triggercare.domain.precautions import PRECAUTIONS, Precaution
from triggercare.domain.questions import HEALTH_NETS, NOW_NETS, SIGN_NETS
from triggercare.domain.red_flags import RED_FLAGS, Ask, RedFlag
from triggercare.library.content import read_content

HEAD = """# The rules in force

Made from the records by `manage.py rules_document`; docs/rules.md must equal its output. For clinicians to read and correct.
**No licensed clinician has signed these rules yet.**

Tags: E trial, cohort or review; C consensus or guideline; A anatomy or reasoning, chosen to be careful.
A source with * has not been opened in its original yet; caution needs no proof.
"""


class Command(BaseCommand):
    """Print the document."""

    help = "Print all safety rules as one document."

    def handle(self, **_: Any) -> None:
        """Write it to standard output."""
        self.stdout.write(document(), ending="")


def document() -> str:
    """The whole document, ending in one line break."""
    return "\n".join([HEAD, *_signs(), *_combinations(), *_conditions()]) + "\n"


def _signs() -> Iterator[str]:
    labels = {net.slug: net.label for net in (*NOW_NETS, *SIGN_NETS)}
    yield "## Danger signs\n"
    for flag in RED_FLAGS:
        yield f"### {flag.id}: {flag.level}\n\n{flag.short}. {flag.why} {_sources(flag.sources)} [{flag.tag}]\n"
        yield f"- Asked: {_asked(flag.ask)}"
        if flag.nets:
            yield "- Behind the box: " + "; ".join(labels[net] for net in flag.nets)
        yield from _words(flag)
        if flag.do:
            yield f"- To do: {flag.do}"
        yield ""


def _words(flag: RedFlag) -> Iterator[str]:
    if flag.by_fact:
        yield "- Follows from an answer given before; nothing is asked."
        return
    for sign in flag.signs:
        narrowed = f" Asked: {_asked(sign.ask)}." if _asked(sign.ask) != "everybody" else ""
        level = flag.level_of(sign)
        raised = f" ({level})" if level is not flag.level else ""
        yield f"- {sign.id}{raised}: {sign.words}{narrowed}"
        if sign.not_counted:
            yield f"  Does not count: {sign.not_counted}."


def _asked(ask: Ask) -> str:
    places = [str(group) for group in sorted(ask.groups)] + sorted(ask.zones)
    parts = ["pain in " + ", ".join(places)] if places else []
    parts += [f"fact {fact}" for fact in ask.all_of]
    if ask.any_of:
        parts.append("one of the facts " + ", ".join(ask.any_of))
    return " and ".join(parts) or "everybody"


def _combinations() -> Iterator[str]:
    yield "## What raises a level\n"
    for combination in COMBINATIONS:
        after = " or ".join(" with ".join(sorted(items)) for items in combination.after)
        how = "told, fires by itself" if combination.told else "asked"
        yield f"- {combination.sign.id} ({combination.flag.level}, after {after}; {how}): {combination.sign.words}"
    yield ""


def _conditions() -> Iterator[str]:
    labels = {net.slug: net.label for net in HEALTH_NETS}
    yield "## Conditions of a person\n"
    for precaution in PRECAUTIONS:
        yield f"### {precaution.slug}: {precaution.rule}\n\n{precaution.words} {_sources(precaution.sources)}\n"
        yield "- Behind the box: " + (
            "; ".join(labels[net] for net in precaution.nets) or "none, a danger sign decides"
        )
        if precaution.not_counted:
            yield f"- Does not count: {precaution.not_counted}"
        yield from _manner(precaution)
        yield from (f"- {effect.action}: {effect.words}" for effect in precaution.effects)
        for effect in precaution.once_agreed or ():
            yield f"- once a clinician has agreed, {effect.action}: {effect.words}"
        yield ""


def _manner(precaution: Precaution) -> Iterator[str]:
    if precaution.ask_first:
        yield "- A clinician must agree first."
    if precaution.sits:
        yield "- We ask where it sits; left open, it counts as everywhere."
    if precaution.waits:
        yield "- Nothing is done until it is over."


@cache
def _not_opened() -> frozenset[str]:
    sources = read_content(FIXTURES).library.sources.values()
    return frozenset(source.key for source in sources if not source.verified)


def _sources(keys: tuple[str, ...]) -> str:
    marked = [key + "*" * (key in _not_opened()) for key in keys]
    return f"({', '.join(marked)})" if marked else "(no source)"
