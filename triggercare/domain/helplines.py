"""Whom to call, by country. At most 20 countries, each number from an official page, read on `checked_on`.

An absent line means that we have not read its number on an official page, not that there is none. To add a number,
open the page that says it. Every number is checked again within 24 months (clinical rules, R07 and WR7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

READ = date(2026, 11, 25)


@dataclass(frozen=True, slots=True)
class Line:
    """One number to call. `source`: the official page that says it. `name`: "" for the emergency number."""

    number: str
    source: str
    name: str = ""
    note: str = ""

    @property
    def dial(self) -> str:
        """The number as a tel: link takes it."""
        return self.number.replace(" ", "")

    @property
    def words(self) -> str:
        """What the number is and the number itself."""
        return self.name if self.number in self.name else f"{self.name or 'Emergency'}: {self.number}"


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country. `code`: ISO 3166-1, two letters."""

    code: str
    name: str
    emergency: Line
    advice: Line | None = None
    crisis: Line | None = None
    checked_on: date = READ


_ALL = (
    Country(
        "AU",
        "Australia",
        Line("000", "https://healthdirect.gov.au/what-care-do-i-need"),
        crisis=Line(
            "13 11 14",
            "https://www.lifeline.org.au/About-Lifeline/Want-to-know-more-about-Lifeline-/Lifeline-Information",
            name="Lifeline",
        ),
    ),
    Country(
        "AT",
        "Austria",
        Line("144", "http://www.wien.gv.at/rettung/notruf.html", note="The ambulance."),
        advice=Line(
            "1450", "https://teweb.bmg.gv.at/1450-die-gesundheitsnummer/", name="Gesundheitsberatung 1450"
        ),
        crisis=Line(
            "142",
            "https://rtr.at/TKP/was_wir_tun/telekommunikation/konsumentenservice/information/informationen_fuer_konsumenten/TKKS_Notrufe.de.html",
            name="Telefonseelsorge",
        ),
    ),
    Country("BE", "Belgium", Line("112", "https://www.sos112.be/en/how-to-call-emergency-numbers.html")),
    Country(
        "CA",
        "Canada",
        Line(
            "911",
            "https://www.canada.ca/en/public-health/services/suicide-prevention/government-canada-doing-help-prevent-suicide.html",
        ),
    ),
    Country(
        "FI",
        "Finland",
        Line("112", "https://infofinland.fi/en/health/emergencies"),
        advice=Line(
            "116 117", "https://stm.fi/en/urgent-and-emergency-health-services", name="Medical Helpline"
        ),
        crisis=Line(
            "09 2525 0111", "http://mieli.fi/helpline", name="MIELI Crisis Helpline", note="In Finnish."
        ),
    ),
    Country(
        "FR",
        "France",
        Line(
            "15",
            "https://www.service-public.fr/particuliers/vosdroits/F33954",
            note="The medical emergency line. 112 works too.",
        ),
        crisis=Line(
            "3114",
            "https://www.service-public.fr/particuliers/actualites/A15206",
            name="Numéro national de prévention du suicide",
        ),
    ),
    Country(
        "DE",
        "Germany",
        Line(
            "112",
            "https://verwaltungsportal.hessen.de/leistung?leistung_id=B100019_102837939&regschl=010550018018",
        ),
        advice=Line(
            "116 117",
            "https://verwaltungsportal.hessen.de/leistung?leistung_id=B100019_102837939&regschl=010550018018",
            name="Ärztlicher Bereitschaftsdienst",
        ),
        crisis=Line(
            "0800 111 0 111",
            "https://www.telefonseelsorge-dueren.de/details-2333/woche-fuer-das-leben-suizidpraevention.html",
            name="TelefonSeelsorge",
        ),
    ),
    Country(
        "IE",
        "Ireland",
        Line("112", "https://www2.hse.ie/emergencies/when-to-call-112-or-999/", note="999 works too."),
        crisis=Line(
            "116 123",
            "https://merrionstreet.ie/en/news-room/releases/world_suicide_prevention_day_10_september_2020.html",
            name="Samaritans",
        ),
    ),
    Country(
        "NL",
        "Netherlands",
        Line("112", "https://www.politie.nl/nieuws/2021/februari/11/08-als-elke-seconde-telt.html"),
    ),
    Country(
        "NZ",
        "New Zealand",
        Line(
            "111",
            "https://www.govt.nz/browse/crime-and-justice/crimes-and-emergencies/111-emergency-service/",
        ),
        advice=Line(
            "0800 611 116",
            "https://www.health.govt.nz/your-health/services-and-support/health-care-services/healthline/common-questions-about-healthline",
            name="Healthline",
        ),
    ),
    Country(
        "NO",
        "Norway",
        Line(
            "113",
            "https://bodo.kommune.no/soke_tjenester/oss/vis-skjul-artikler-oss/akutt-endring-i-helsetilstand",
            note="The ambulance.",
        ),
        advice=Line(
            "116 117",
            "https://www.helsenorge.no/en/foreigners-in-norway/refugees-and-asylum-seekers/where-to-get-help/",
            name="Legevakt (out-of-hours doctor)",
            note="The doctor on duty.",
        ),
    ),
    Country(
        "SG",
        "Singapore",
        Line(
            "995",
            "https://www.scdf.gov.sg/home/about-us/information-on-ems/scdf-emergency-medical-services",
            note="The ambulance.",
        ),
        crisis=Line(
            "1771",
            "https://www.moh.gov.sg/newsroom/national-mindline-1771-to-provide--round-the-clock-support-for-mental-health",
            name="national mindline 1771",
        ),
    ),
    Country(
        "SE",
        "Sweden",
        Line("112", "https://www.1177.se/stockholm/om-1177/nar-du-ringer-1177/nar-du-ringer-1177/"),
        advice=Line(
            "1177",
            "https://www.1177.se/stockholm/om-1177/nar-du-ringer-1177/nar-du-ringer-1177/",
            name="1177",
        ),
    ),
    Country(
        "CH",
        "Switzerland",
        Line(
            "144",
            "https://stadt-zuerich.ch/web/de/stadtleben/notfall/notrufe/notruf-144.html",
            note="The ambulance.",
        ),
        crisis=Line(
            "143", "https://www.bag-blueprint.ch/die-dargebotene-hand-tel-143", name="Die Dargebotene Hand"
        ),
    ),
    Country(
        "GB",
        "United Kingdom",
        Line("999", "https://www.swast.nhs.uk/when-to-call-999"),
        advice=Line(
            "111", "https://wmas.nhs.uk/999-or-111/", name="NHS 111", note="In England, Scotland and Wales."
        ),
        crisis=Line(
            "116 123", "https://www.samaritans.org/how-we-can-help/contact-samaritan/", name="Samaritans"
        ),
    ),
    Country(
        "US",
        "United States",
        Line("911", "https://www.fcc.gov/consumer-information"),
        crisis=Line("988", "https://www.samhsa.gov/find-help/988/faqs", name="988 Suicide & Crisis Lifeline"),
    ),
)
COUNTRIES: Mapping[str, Country] = {country.code: country for country in _ALL}
