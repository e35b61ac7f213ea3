"""The words of the endings: level, action, what not to do, what to say. Danger text: reading age 9.

Wording: clinical rules R09. Without a country the words say "your local emergency number" (R07).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triggercare.domain.helplines import Country, Line
from triggercare.domain.triage import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an ending tells. `level` colours the bar and stands in it as a word."""

    level: str
    bar: str
    action: str
    until_then: tuple[str, ...]
    say: str
    way_back: str
    condition: str = ""  # why a condition of the person leads here


ADVICE: Mapping[Ending, Advice] = {
    Ending.EMERGENCY: Advice(
        level="emergency",
        bar="Emergency",
        action="Call your local emergency number now. Do not drive yourself. Do not press or roll.",
        until_then=(
            "Do not wait to see if it passes.",
            "Do not press, roll, stretch or warm it.",
            "Stay with somebody. Keep your phone with you.",
        ),
        say="Say what you feel, when it began, and how old you are. Then read out the answers above.",
        way_back="",
    ),
    Ending.CRISIS: Advice(
        level="emergency",
        bar="You matter. Talk to somebody now.",
        action="If you may hurt yourself or are not safe, call your local emergency number now.",
        until_then=(),
        say="You can say: “I do not feel safe.” You do not have to explain more.",
        way_back="",
    ),
    Ending.URGENT: Advice(
        level="urgent",
        bar="Urgent",
        action="Speak to a doctor or your urgent-care line today. No routines until then.",
        until_then=(
            "Do not press, roll, stretch or warm it.",
            "If it gets worse fast, or you feel very ill, call your local emergency number.",
        ),
        say="Say when it began, what has changed, and which medicines you take. Then read out the answers above.",
        way_back="When a doctor has looked at it and says self-care is fine, start again and tick only what is new"
        " since then.",
    ),
    Ending.SOON: Advice(
        level="soon",
        bar="See someone soon",
        action="Book a check within two weeks. Leave this area alone until then, unless a clinician has said it"
        " is fine.",
        until_then=(
            "Move gently, as far as it is comfortable.",
            "If you were not sure of an answer, ask a pharmacist, nurse or doctor first.",
            "If it gets worse, or a new sign comes up, come back here and answer again.",
        ),
        say="Say when it began, what you have tried, and which medicines you take. Then read out the answers above.",
        condition="Ask first: pressing may not be right for you.",
        way_back="When a clinician has looked at it and says self-care is fine, start again and tick only what is new"
        " since then.",
    ),
    Ending.WAIT: Advice(
        level="soon",
        bar="Not today",
        action="Leave it until tomorrow. After alcohol, sedatives or strong painkillers, pain cannot tell you when"
        " to stop.",
        until_then=("Rest, and move gently as far as it is comfortable.", "Come back when it has worn off."),
        say="",
        condition="Today you may press too hard and not feel it.",
        way_back="Tomorrow, start again.",
    ),
}


LOCAL = "your local emergency number"
ADVICE_LINE = "your urgent-care line"


def called(text: str, country: Country | None) -> str:
    """The same sentence with the numbers of a country, where one was chosen (R07)."""
    if country is None:
        return text
    text = text.replace(LOCAL, country.emergency.number)
    return text.replace(ADVICE_LINE, country.advice.words) if country.advice else text


def for_country(advice: Advice, country: Country | None) -> Advice:
    """The advice with the numbers of a country."""
    return replace(
        advice,
        action=called(advice.action, country),
        until_then=tuple(called(line, country) for line in advice.until_then),
    )


def lines(ending: Ending, country: Country | None) -> tuple[Line, ...]:
    """Whom to call on this page, first the one that fits its level."""
    if country is None:
        return ()
    wanted = {
        Ending.EMERGENCY: (country.emergency,),
        Ending.CRISIS: (country.crisis, country.emergency),
        Ending.URGENT: (country.advice, country.emergency),
    }
    return tuple(line for line in wanted.get(ending, ()) if line is not None)
