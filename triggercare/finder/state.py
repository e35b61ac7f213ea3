"""Answers <-> one signed cookie. Nothing a person says is kept on the server.

The cookie lives below /my/ only, ends with the browser and is refused after 24 hours.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from triggercare.domain.anatomy import Place
from triggercare.domain.drawing import Later, Press
from triggercare.domain.helplines import COUNTRIES
from triggercare.domain.questions import Answers, Value

COOKIE = "answers"
PATH = "/my/"
SALT = "triggercare.finder"
VERSION = 1
MOST_BYTES = 3900
LIFETIME_SECONDS = 24 * 60 * 60
SKIP = "skip"  # a question after the results that was passed over


class BrokenState(Exception):
    """The cookie cannot be used: changed by hand, cut, too old, or of another version."""


@dataclass(frozen=True, slots=True)
class State:
    """One visit: the answers, a place marked in advance, the muscles of the plan, the country for numbers.

    `pressed`: muscle -> what pressing it felt like; `said`: word asked after the results -> yes, no or skip.
    """

    answers: Answers = Answers()
    marked: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    country: str = ""
    pressed: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def later(self) -> Later:
        """What was told after the first ranking, as the matcher reads it."""
        pressed = {muscle: Press(felt) for muscle, felt in self.pressed.items()}
        return Later(pressed, {word: reply == "yes" for word, reply in self.said.items() if reply != SKIP})


def read(request: HttpRequest) -> State:
    """The state in the request's cookie; an empty one when there is none. Raises BrokenState."""
    raw = request.COOKIES.get(COOKIE)
    if not raw:
        return State()
    try:
        data = signing.loads(raw, salt=SALT, max_age=LIFETIME_SECONDS)
        return _from_data(data)
    except (signing.BadSignature, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenState from error


def write(response: HttpResponse, state: State) -> None:
    """Put the state into the response's cookie. Raises BrokenState when it does not fit."""
    raw = signing.dumps(_to_data(state), salt=SALT, compress=True)
    if len(raw) > MOST_BYTES:
        raise BrokenState
    response.set_cookie(
        COOKIE, raw, path=PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def forget(response: HttpResponse) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _to_data(state: State) -> dict[str, Any]:
    day = state.answers.day
    return {
        "v": VERSION,
        "date": day.isoformat() if day else "",
        "marked": list(state.marked),
        "chosen": list(state.chosen),
        "country": state.country,
        "pressed": dict(state.pressed),
        "said": dict(state.said),
        "answers": {key: list(v) if isinstance(v, tuple) else v for key, v in state.answers.values.items()},
    }


def _from_data(data: Any) -> State:
    if data["v"] != VERSION:
        raise ValueError("another version")
    values = {str(key): _value(value) for key, value in data["answers"].items()}
    answers = Answers(values, date.fromisoformat(data["date"]) if data["date"] else None)
    for text in (*answers.ticked("where"), *data["marked"]):
        Place.parse(text)
    country = data.get("country", "")
    if country and country not in COUNTRIES:
        raise ValueError("unknown country")
    pressed = {str(muscle): str(Press(felt)) for muscle, felt in data.get("pressed", {}).items()}
    said = {str(word): str(reply) for word, reply in data.get("said", {}).items()}
    return State(answers, tuple(data["marked"]), tuple(data["chosen"]), country, pressed, said)


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    raise ValueError("not an answer")


def with_answers(state: State, answers: Answers) -> State:
    """The same visit with other answers; what was chosen, pressed or told for the old ones is forgotten."""
    return replace(state, answers=answers, chosen=(), pressed={}, said={})


def restart_when_broken(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose cookie cannot be read says so, forgets it and offers to start again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BrokenState:
            response = render(request, "finder/restart.html", status=400)
            forget(response)
            return response

    return guarded
