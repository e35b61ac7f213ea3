"""Numbers by country: few, sourced and fresh."""

import re
from datetime import timedelta

import pytest

from tests.people import TODAY
from triggercare.domain.helplines import COUNTRIES, Country
from triggercare.domain.triage import Ending
from triggercare.finder.endings import ADVICE, for_country, lines


def test_at_most_twenty_countries_each_once() -> None:
    assert 0 < len(COUNTRIES) <= 20
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in COUNTRIES)
    names = [country.name for country in COUNTRIES.values()]
    assert names == sorted(set(names))


@pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda country: country.code)
def test_a_number_has_a_source_and_can_be_dialled(country: Country) -> None:
    for line in filter(None, (country.emergency, country.advice, country.crisis)):
        assert re.fullmatch(r"\d[\d ]*", line.number)
        assert re.fullmatch(r"\d+", line.dial)
        assert re.match(r"https?://", line.source)
    assert all(line.name for line in (country.advice, country.crisis) if line)
    assert timedelta(0) <= TODAY - country.checked_on < timedelta(days=730)


@pytest.mark.parametrize("country", [None, *COUNTRIES.values()], ids=lambda c: c.code if c else "none")
@pytest.mark.parametrize("ending", Ending)
def test_the_action_stays_short_and_names_the_number(ending: Ending, country: Country | None) -> None:
    action = for_country(ADVICE[ending], country).action
    assert len(action.split()) < 25
    if ending in (Ending.EMERGENCY, Ending.CRISIS):
        assert (country.emergency.number if country else "your local emergency number") in action
        assert not country or country.emergency in lines(ending, country)
    if country is None:
        assert lines(ending, country) == ()
