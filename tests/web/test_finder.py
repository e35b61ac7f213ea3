"""The questionnaire over HTTP: journeys, bad input, and that nobody gets around a danger question."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from tests.people import CALF, DANGER, ELBOW, FIVE, LOW_BACK, STIFF_NECK, Person
from triggercare.domain.anatomy import FIXTURES, Place, zones
from triggercare.domain.questionnaire import all_pages
from triggercare.domain.questions import Answers, Page
from triggercare.domain.triage import Ending
from triggercare.finder import state
from triggercare.finder.forms import NONE, shown
from triggercare.library.content import read_content

LIBRARY = read_content(FIXTURES).library
pytestmark = pytest.mark.django_db


def answers_of(client: Client) -> Answers:
    """What the client's cookie holds."""
    data = signing.loads(client.cookies[state.COOKIE].value, salt=state.SALT)
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in data["answers"].items()}
    return Answers(values)


def page_at(client: Client, slug: str) -> Page:
    """The page of this slug for these answers."""
    answers = answers_of(client) if state.COOKIE in client.cookies else Answers()
    return next(page for page in all_pages(answers, LIBRARY) if page.slug == slug)


def form_data(page: Page, person: Person) -> dict[str, object]:
    """What the browser of this person sends for a page."""
    data: dict[str, object] = {"shown": shown(page)}
    for question in page.questions:
        value = person.answer(question)
        if value == () and question.none_label:
            value = (NONE,)
        data[question.slug] = list(value) if isinstance(value, tuple) else str(value)
    return data


def walk(client: Client, person: Person, until: str = "") -> str:
    """Answer whatever comes next; the slug of the page where it ends."""
    slug = _slug(client.get("/my/")["Location"])
    for _ in range(20):
        if slug in (until, "check", *Ending):
            return slug
        response = client.post(f"/my/{slug}/", form_data(page_at(client, slug), person))
        assert response.status_code == 303, response.content.decode()
        slug = _slug(response["Location"])
    raise AssertionError("the journey does not end")


def _slug(address: str) -> str:
    return address.removeprefix("/my/").strip("/").partition("?")[0]


@pytest.mark.parametrize("person", FIVE[:4], ids=lambda person: person.name)
def test_a_benign_pain_ends_with_a_plan(client: Client, person: Person) -> None:
    assert walk(client, person) == "check"
    html = client.get("/my/results/").content.decode()
    chosen = re.findall(r'name="muscles" value="([\w-]+)"', html)[:2]
    response = client.post("/my/results/", {"muscles": chosen})
    assert (response.status_code, response["Location"]) == (303, "/my/plan/")
    sheet = client.get("/my/plan/").content.decode()
    assert "Stop at once if you feel" in sheet
    assert sheet.index("Stop at once") < sheet.index("sheet-flow")


def test_an_emergency_sends_nobody_to_the_dentist(client: Client) -> None:
    """Advice of a less urgent sign does not stand beside a more urgent action."""
    swollen = {
        "where": ("cheekbone:right",),
        "worst": "same",
        "signs": ("eye-face-jaw",),
        "H06": "yes",
        "movements": (),
    }
    dental = replace(STIFF_NECK, says={**STIFF_NECK.says, **swollen})
    assert walk(client, dental) == "urgent"
    assert "dentist" in client.get("/my/urgent/").content.decode()
    client.cookies.clear()
    assert walk(client, replace(dental, says={**dental.says, "G16b": "yes", "C05b": "yes"})) == "emergency"
    assert "Call a dentist" not in client.get("/my/emergency/").content.decode()


def test_danger_ends_on_its_own_page_with_the_action_first(client: Client) -> None:
    assert walk(client, DANGER) == "emergency"
    html = client.get("/my/emergency/").content.decode()
    assert html.index("Emergency") < html.index("Call your local emergency number now") < html.index("Why")
    assert "Check my pain" not in html


@pytest.mark.parametrize("address", ["check", "results", "plan", "where", "tools", "emergency", "soon"])
def test_a_page_out_of_order_goes_back_to_the_first_open_one(client: Client, address: str) -> None:
    response = client.get(f"/my/{address}/")
    assert (response.status_code, response["Location"]) == (303, "/my/now/")
    response = client.post(f"/my/{address}/", {"where": ["temple:left"]})
    assert response.status_code in (303, 405)


def test_after_an_emergency_nothing_personal_can_be_reached(client: Client) -> None:
    walk(client, DANGER)
    for address in ("check", "results", "plan", "where", "health", "soon"):
        assert client.get(f"/my/{address}/")["Location"] == "/my/emergency/"
    page = page_at(client, "where")
    assert client.post("/my/where/", form_data(page, STIFF_NECK))["Location"] == "/my/emergency/"


def test_a_mistaken_tick_can_be_taken_back(client: Client) -> None:
    walk(client, DANGER)
    assert 'href="/my/closer-now/"' in client.get("/my/emergency/").content.decode()
    page = page_at(client, "closer-now")
    says = {**DANGER.says, "G04a": "no"}
    response = client.post("/my/closer-now/", form_data(page, replace(DANGER, says=says)))
    assert response["Location"] == "/my/where/"


@pytest.mark.parametrize("slug", ["now", "where", "you", "start", "pain", "health", "signs", "tools"])
def test_an_empty_answer_is_an_error_and_never_a_no(client: Client, slug: str) -> None:
    walk(client, STIFF_NECK, until=slug)
    before = client.cookies[state.COOKIE].value
    response = client.post(f"/my/{slug}/", {"shown": shown(page_at(client, slug))})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="problem"' in html
    assert "This field is required" not in html
    assert client.cookies[state.COOKIE].value == before
    assert client.get("/my/results/")["Location"] == f"/my/{slug}/"


def test_the_closer_look_needs_every_line(client: Client) -> None:
    person = replace(STIFF_NECK, says={**STIFF_NECK.says, "signs": ("weak-numb",)})
    walk(client, person, until="closer-signs")
    page = page_at(client, "closer-signs")
    data = form_data(page, person)
    del data[page.questions[0].slug]
    response = client.post("/my/closer-signs/", data)
    assert response.status_code == 422
    assert "Question 1: choose yes, no or not sure." in response.content.decode()


def test_none_with_others_is_asked_again_with_ticks_kept(client: Client) -> None:
    walk(client, STIFF_NECK, until="now")
    response = client.post("/my/now/", {"shown": shown(page_at(client, "now")), "now": [NONE, "breath-now"]})
    html = response.content.decode()
    assert response.status_code == 422
    assert "not both" in html
    assert len(re.findall(r"<input[^>]* checked", html)) == 2


@pytest.mark.parametrize(
    "data",
    [
        {"now": ["forged"]},
        {"now": ["none", "none; drop table"]},
        {"now": [f"x{n}" for n in range(900)]},
        {"now": "\x00"},
        {"now": ["🦵"]},
    ],
    ids=["forged", "injected", "many", "nul", "emoji"],
)
def test_forged_choices_are_refused(client: Client, data: dict[str, object]) -> None:
    client.get("/my/")
    response = client.post("/my/now/", {**data, "shown": shown(page_at(client, "now"))})
    assert response.status_code == 422
    assert client.get("/my/where/")["Location"] == "/my/now/"


def test_ten_thousand_values_are_refused(client: Client) -> None:
    client.get("/my/")
    response = client.post("/my/now/", {"now": [f"x{n}" for n in range(10_000)]})
    assert response.status_code == 400
    assert "could not read that" in response.content.decode()


@pytest.mark.parametrize("age", ["-3", "200", "abc", "4.5", "", "9" * 5000])
def test_an_impossible_age_is_asked_again(client: Client, age: str) -> None:
    walk(client, STIFF_NECK, until="you")
    data = {"age": age, "sport": "no", "shown": shown(page_at(client, "you"))}
    response = client.post("/my/you/", data)
    assert response.status_code == 422
    assert "Enter your age in years, as a number from 0 to 120." in response.content.decode()


def test_a_side_on_a_midline_zone_is_refused(client: Client) -> None:
    walk(client, STIFF_NECK, until="where")
    response = client.post("/my/where/", {"where": ["crown:left"], "shown": shown(page_at(client, "where"))})
    assert response.status_code == 422


def broken_cookies() -> dict[str, str]:
    """Cookies that cannot be used, by what is wrong with them."""

    def signed(data: object) -> str:
        return signing.dumps(data, salt=state.SALT, compress=True)

    good = signed({"v": 1, "date": "", "marked": [], "chosen": [], "answers": {}})
    return {
        "tampered": good[:-3] + "abc",
        "cut": good[: len(good) // 2],
        "other version": signed({"v": 0, "date": "", "marked": [], "chosen": [], "answers": {}}),
        "not a state": signed([1, 2, 3]),
        "unknown place": signed(
            {"v": 1, "date": "", "marked": [], "chosen": [], "answers": {"where": ["tail"]}}
        ),
        "strange value": signed({"v": 1, "date": "", "marked": [], "chosen": [], "answers": {"age": None}}),
        "strange day": signed({"v": 1, "date": "soon", "marked": [], "chosen": [], "answers": {}}),
        "oversized": "x" * 9000,
    }


@pytest.mark.parametrize("kind", broken_cookies())
@pytest.mark.parametrize("address", ["/my/", "/my/now/", "/my/results/", "/my/plan/", "/my/emergency/"])
def test_a_broken_cookie_starts_again_with_a_clear_page(client: Client, kind: str, address: str) -> None:
    client.cookies[state.COOKIE] = broken_cookies()[kind]
    response = client.get(address)
    assert response.status_code == 400
    assert "We have to start again" in response.content.decode()
    assert client.get("/my/now/").status_code == 200


def test_an_old_cookie_starts_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(client, CALF)
    monkeypatch.setattr(state, "LIFETIME_SECONDS", -1)
    assert client.get("/my/results/").status_code == 400


def test_every_place_and_every_tick_fit_into_one_cookie(client: Client) -> None:
    walk(client, STIFF_NECK, until="where")
    page = page_at(client, "where")
    from triggercare.finder.forms import PickPlaces

    every = [slug for slug, _ in PickPlaces(label="x").choices]
    response = client.post("/my/where/", {"where": every, "shown": shown(page)})
    assert response["Location"] == "/my/you/"
    assert len(client.cookies[state.COOKIE].value) < state.MOST_BYTES


def test_two_tabs_never_skip_a_danger_box(client: Client) -> None:
    """One tab shows the signs for a calf; the other moves the pain to the head; then the first answers."""
    walk(client, CALF, until="signs")
    old = form_data(page_at(client, "signs"), CALF)
    moved = {"where": ["temple:left"], "shown": shown(page_at(client, "where"))}
    assert client.post("/my/where/", moved).status_code == 303
    response = client.post("/my/signs/", old)
    assert response.status_code == 422
    html = response.content.decode()
    assert "The questions have changed" in html
    assert "headache" in html
    assert client.get("/my/results/")["Location"] == "/my/signs/"


def test_back_and_reload_keep_the_answers(client: Client) -> None:
    walk(client, LOW_BACK)
    html = client.get("/my/you/").content.decode()
    assert 'value="52"' in html
    html = client.get("/my/now/").content.decode()
    assert re.search(r'value="none"[^>]*checked', html)


def test_check_shows_each_answer_with_a_change_link_that_comes_back(client: Client) -> None:
    walk(client, STIFF_NECK)
    html = client.get("/my/check/").content.decode()
    for words in ("Back of the neck, right side", "34", "Turning your head", "A tennis ball"):
        assert words in html
    assert html.count("review-change") >= 12
    says = {**STIFF_NECK.says, "age": 35}
    response = client.post("/my/you/", form_data(page_at(client, "you"), replace(STIFF_NECK, says=says)))
    assert response["Location"] == "/my/check/"


@pytest.mark.parametrize(
    ("address", "change", "asks_again"),
    [
        ("pain", {"intensity": 7}, True),
        ("pain", {"intensity": 6}, False),
        ("pain", {"intensity": 2}, False),
        ("worse", {"symptoms": ("stiff-neck", "dull-headache")}, True),
        ("worse", {"symptoms": ()}, False),
    ],
)
def test_more_pain_or_a_new_symptom_asks_for_danger_again(
    client: Client, address: str, change: dict[str, Any], asks_again: bool
) -> None:
    walk(client, STIFF_NECK)
    changed = replace(STIFF_NECK, says={**STIFF_NECK.says, **change})
    response = client.post(f"/my/{address}/", form_data(page_at(client, address), changed))
    assert response["Location"] == ("/my/now/" if asks_again else "/my/check/")
    assert (client.get("/my/results/").status_code == 200) is not asks_again
    if asks_again:
        walk(client, changed)
        assert client.get("/my/results/").status_code == 200


def test_start_again_forgets_everything(client: Client) -> None:
    walk(client, STIFF_NECK)
    assert client.get("/my/start-again/").status_code == 200
    assert client.get("/my/check/").status_code == 200
    client.post("/my/start-again/")
    assert client.cookies[state.COOKIE].value == ""
    client.cookies.clear()
    assert client.get("/my/check/")["Location"] == "/my/now/"


def test_a_link_of_the_library_marks_its_place(client: Client) -> None:
    client.get("/my/?place=temple:right")
    page = page_at(client, "now")
    client.post("/my/now/", form_data(page, STIFF_NECK))
    html = client.get("/my/where/").content.decode()
    assert re.search(r'value="temple:right"[^>]*checked', html)
    assert client.get("/my/?place=tail:up").status_code == 303


def test_more_than_three_muscles_are_refused(client: Client) -> None:
    walk(client, replace(STIFF_NECK, says={**STIFF_NECK.says, "where": ("temple:left",)}))
    html = client.get("/my/results/").content.decode()
    slugs = re.findall(r'name="muscles" value="([\w-]+)"', html)
    response = client.post("/my/results/", {"muscles": slugs[:4]})
    assert response.status_code == 422
    assert "at most 3" in response.content.decode()
    assert client.post("/my/results/", {"muscles": []}).status_code == 422
    assert client.post("/my/results/", {"muscles": ["tail"]}).status_code == 422


def test_pain_nearly_everywhere_has_a_page_that_says_so(client: Client) -> None:
    places = [str(Place(zone.slug, side)) for zone in zones().values() for side in zone.sides]
    walk(client, replace(CALF, says={**CALF.says, "where": tuple(places[::3]), "worst": "same"}))
    html = client.get("/my/results/").content.decode()
    assert "Nothing here fits well" in html
    assert "cannot explain so many" in html


def test_a_condition_whose_place_is_left_open_is_shown_as_everywhere(client: Client) -> None:
    says = {**STIFF_NECK.says, "health": ("veins-swollen-limb",), "varicose-veins": "yes"}
    walk(client, replace(STIFF_NECK, says=says), until="check")
    html = client.get("/my/check/").content.decode()
    assert "Where? Varicose veins" in html
    assert "Everywhere" in html


def test_the_cookie_stays_below_the_questionnaire(client: Client) -> None:
    walk(client, STIFF_NECK)
    cookie = client.cookies[state.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/my/",
        True,
        "Lax",
        "",
    )


def test_a_form_from_elsewhere_is_refused_kindly() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/my/")
    response = client.post("/my/now/", {"now": [NONE]})
    assert response.status_code == 403
    assert "Please send that again" in response.content.decode()


def results_of(client: Client) -> str:
    return client.get("/my/results/").content.decode()


def muscles_of(html: str) -> list[str]:
    return re.findall(r'name="muscles" value="([\w-]+)"', html)


def test_pressing_changes_the_order_and_is_a_reason(client: Client) -> None:
    walk(client, ELBOW)
    first = re.findall(r'href="/my/press/([\w-]+)/"', results_of(client))
    assert first
    address = f"/my/press/{first[-1]}/"
    html = client.get(address).content.decode()
    assert "5 to 10 seconds" in html
    assert "5 out of 10 or less" in html
    assert "Stop at once if you feel" in html
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"felt": "bliss"}).status_code == 422
    assert client.post(address, {"felt": "mine"})["Location"] == "/my/results/"
    html = results_of(client)
    assert muscles_of(html)[0] == first[-1]
    assert "it brought on your pain" in html
    chosen = client.post("/my/results/", {"muscles": [first[-1]]})
    assert chosen["Location"] == "/my/plan/"
    assert client.get("/my/plan/").status_code == 200


def test_three_misses_lead_back_to_the_danger_questions(client: Client) -> None:
    walk(client, ELBOW)
    for _ in range(6):
        html = results_of(client)
        if "Three spots, and none was it" in html:
            break
        pressable = re.findall(r'href="/my/press/([\w-]+)/"', html)
        left = [slug for slug in pressable if f"{slug}!" not in pressed_so_far(client)]
        client.post(f"/my/press/{left[0]}/", {"felt": "nothing"})
    assert "Three spots, and none was it" in html
    assert 'href="/my/now/"' in html


def pressed_so_far(client: Client) -> str:
    data = signing.loads(client.cookies[state.COOKIE].value, salt=state.SALT)
    return "".join(f"{slug}!" for slug in data["pressed"])


def test_pressing_is_only_for_likely_muscles_of_somebody_cleared(client: Client) -> None:
    assert client.get("/my/press/supinator/")["Location"] == "/my/now/"
    walk(client, ELBOW)
    assert client.get("/my/press/soleus/")["Location"] == "/my/results/"
    assert client.get("/my/press/tail/")["Location"] == "/my/results/"


def test_one_more_question_is_answered_skipped_and_forgotten_with_the_rest(client: Client) -> None:
    open_elbow = replace(ELBOW, says={**ELBOW.says, "movements": ()})
    walk(client, open_elbow)
    asked = []
    while found := re.search(r'name="word" value="([\w-]+)"', results_of(client)):
        asked.append(found[1])
        reply = {"word": found[1], "reply": "skip" if len(asked) == 1 else "yes"}
        assert client.post("/my/results/said/", reply)["Location"] == "/my/results/"
    assert 0 < len(asked) <= 3
    assert len(set(asked)) == len(asked)
    before = results_of(client)
    client.post("/my/results/said/", {"word": "chew", "reply": "yes"})
    client.post("/my/results/said/", {"word": asked[0], "reply": "maybe"})
    assert muscles_of(results_of(client)) == muscles_of(before)
    walk_again = {**open_elbow.says, "age": 46}
    client.post("/my/you/", form_data(page_at(client, "you"), replace(open_elbow, says=walk_again)))
    assert 'name="word"' in results_of(client)


def test_a_question_after_the_results_needs_them(client: Client) -> None:
    assert client.post("/my/results/said/", {"word": "grip", "reply": "yes"})["Location"] == "/my/now/"
    walk(client, ELBOW)
    assert client.get("/my/results/said/").status_code == 405
