"""Combinations that raise a level: the clinical rules, section 1.3. These and no others.

Once all items of one set in `after` have fired, the combination is asked in its own words, or, when `told`,
fires by itself. To add one, add a record to COMBINATIONS: its question and tests follow.
"""

from dataclasses import dataclass

from triggercare.domain.anatomy import Urgency
from triggercare.domain.questions import Answers
from triggercare.domain.red_flags import EVERYONE, Ask, Fact, RedFlag, Sign, Tag

ItemIds = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One raise. `flag` carries its level and words as any danger sign does; its sign's id is its own."""

    flag: RedFlag
    after: tuple[ItemIds, ...]
    told: bool = False

    @property
    def sign(self) -> Sign:
        """The one question, or what was told."""
        return self.flag.signs[0]

    def is_reached(self, fired: frozenset[str], answers: Answers) -> bool:
        """Whether the items that it needs have fired, for this person."""
        return any(items <= fired for items in self.after) and self.flag.ask.holds(answers)


def _raise(
    id_: str,
    level: Urgency,
    words: str,
    why: str,
    *after: str,
    told: bool = False,
    ask: Ask = EVERYONE,
    tag: Tag = Tag.CONSENSUS,
    not_counted: str = "",
) -> Combination:
    """`after`: item ids joined by "+"; any one of these sets is enough."""
    sign = Sign(id=id_, words=words, not_counted=not_counted)
    flag = RedFlag(id=id_[:3], level=level, short=words, why=why, signs=(sign,), ask=ask, tag=tag)
    return Combination(flag=flag, after=tuple(frozenset(items.split("+")) for items in after), told=told)


_CLOT = "Together, these can mean a clot in the lung."
_BLOOD = "Together, these can mean that an infection is in the blood."
_CORD = "Together, these can mean that the nerves or the spinal cord are in danger."

COMBINATIONS: tuple[Combination, ...] = (
    _raise(
        "C01a",
        Urgency.EMERGENCY,
        "You told us of a swollen or aching limb, and of short breath or pain when you breathe in.",
        _CLOT,
        "G09+G02",
        "G09+G23",
        told=True,
    ),
    _raise(
        "C01b",
        Urgency.EMERGENCY,
        "With the pain when you breathe in: do you feel faint, does your heart race, are you pregnant or within 6"
        " weeks of a birth, do you take the pill or hormone tablets, is there cancer or an earlier clot? Or, in the"
        " last 4 weeks, an operation, a plaster, bed rest or a trip over 4 hours?",
        _CLOT,
        "G23",
    ),
    _raise("C02a", Urgency.EMERGENCY, "Are you so ill that you can hardly get up?", _BLOOD, "G11"),
    _raise(
        "C02b",
        Urgency.EMERGENCY,
        "You told us of signs of an infection, and of weakness, numbness or pain in both legs.",
        _CORD,
        "G11+G12",
        "G11+B01",
        told=True,
    ),
    _raise(
        "C02c",
        Urgency.EMERGENCY,
        "Do you have chemotherapy, no spleen, or sickle cell disease?",
        "With one of these, a fever can turn bad fast.",
        "G11",
        "G27",
    ),
    _raise(
        "C02d",
        Urgency.EMERGENCY,
        "Do you have cramps in your side so bad that you cannot keep still?",
        "With an infection, this can mean a blocked kidney.",
        "G11",
        "B02",
    ),
    _raise(
        "C03a",
        Urgency.EMERGENCY,
        "Did the weakness begin, or get clearly worse, in the last 3 days?",
        _CORD,
        "G12",
        not_counted="strength that has slowly gone over a week or more",
    ),
    _raise(
        "C03b",
        Urgency.EMERGENCY,
        "You told us of weakness, and of a new bone pain after cancer.",
        _CORD,
        "G12+G13",
        told=True,
    ),
    _raise("C03c", Urgency.EMERGENCY, "Did both legs get weak within the last 2 weeks?", _CORD, "G12"),
    _raise("C03d", Urgency.EMERGENCY, "Does numbness climb upward?", _CORD, "G12"),
    _raise(
        "C04a",
        Urgency.URGENT,
        "You told us of pain that never lets up, together with another sign of illness.",
        "Together, these need a check sooner.",
        "G15+G11",
        "G15+G13",
        "G15+G14",
        told=True,
    ),
    _raise(
        "C04b",
        Urgency.URGENT,
        "You told us of a fever with a cold or cough, and of an age or a condition that makes it riskier.",
        "At 65 and over, when pregnant or with a weak immune system, a fever needs a check sooner.",
        "G27",
        told=True,
        ask=Ask(any_of=(Fact.AGE_65, Fact.PREGNANT, Fact.WEAK_IMMUNE)),
    ),
    _raise(
        "C04c",
        Urgency.URGENT,
        "Do you smoke, or did you smoke for years?",
        "With deep shoulder pain, the lung needs a check sooner.",
        "S04",
    ),
    _raise(
        "C04d",
        Urgency.URGENT,
        "Along with the burning: fever, shivers, pain in your side, or are you pregnant?",
        "The infection may have reached the kidney.",
        "A04",
    ),
    _raise(
        "C05a",
        Urgency.EMERGENCY,
        "Hot joint: do you have a fever or shivers with it?",
        "A joint can be infected.",
        "G16",
    ),
    _raise(
        "C05b",
        Urgency.EMERGENCY,
        "Hot skin: are you very unwell, does it spread by the hour, is the pain far worse than it looks, is skin"
        " purple or black, or is it round an eye?",
        "An infection of the skin can go deep.",
        "G16",
    ),
    _raise(
        "C06a",
        Urgency.EMERGENCY,
        "With the yellow skin or eyes: fever, being sick, belly pain or confusion?",
        "Together, these can mean a bad infection of the bile duct or liver.",
        "G25",
    ),
    _raise(
        "C07a",
        Urgency.EMERGENCY,
        "Has your sight changed in any way, even for a moment?",
        "Sight can be lost if the arteries of the head are swollen.",
        "H05",
        "C07b",
    ),
    _raise(
        "C07b",
        Urgency.URGENT,
        "Are both shoulders or both hips stiff, and do you have a new headache, a sore temple or scalp, or a jaw that"
        " tires as you chew?",
        "Swollen arteries can cause this, and treatment should not wait.",
        "G17",
        ask=Ask(all_of=(Fact.AGE_50,)),
    ),
    _raise(
        "C08a",
        Urgency.EMERGENCY,
        "Is anybody at home confused, faint or short of breath?",
        "Fumes in the home can do this.",
        "H08",
    ),
    _raise(
        "C08b",
        Urgency.EMERGENCY,
        "Can you not put any weight on that leg?",
        "The bone may be broken through.",
        "T05",
    ),
)
