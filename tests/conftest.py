"""What all tests share: the loaded library, and a browser whose complaints fail the test."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db.models.signals import post_migrate

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Django refuses database calls from a thread with an event loop, which playwright runs. Tests are one thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a browser page is a browser test; without Chromium it is skipped, in CI it fails."""
    absent = not os.path.exists(CHROMIUM) and not os.environ.get("CI")
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        if absent and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt install chromium"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the library once. Browser tests empty the tables when they end; that loads it again."""

    def load(**_: Any) -> None:
        call_command("load_library", verbosity=0, stdout=io.StringIO())

    with django_db_blocker.unblock():
        load()
    # Emptying the tables sends this signal for every app; one of them is enough.
    library = apps.get_app_config("library")
    post_migrate.connect(load, sender=library, weak=False)
    yield
    post_migrate.disconnect(load, sender=library)


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """No test reads the page of another."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, without talking to anybody."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(CHROMIUM_ARGS)}


@pytest.fixture
def complaints() -> list[str]:
    """What browsers complained about. A test that means to provoke something clears it."""
    return []


@pytest.fixture
def watch(complaints: list[str]) -> Callable[[Any], None]:
    """Listen to a browser context made by the test itself (`new_context` does it already)."""

    def listen(context: Any) -> None:
        context.on("console", lambda message: _note(complaints, message))
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        context.on("response", lambda response: _note_response(complaints, response))

    return listen


def _note(complaints: list[str], message: Any) -> None:
    """Errors and warnings; refusals by the Content-Security-Policy are errors in the console."""
    if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
        complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


def _note_response(complaints: list[str], response: Any) -> None:
    """A page may answer 422 or 404; what belongs to it may not. This says more than the console does."""
    if response.status >= 400 and response.request.resource_type != "document":
        complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def new_context(
    new_context: Callable[..., Any], watch: Callable[[Any], None], complaints: list[str]
) -> Iterator[Callable[..., Any]]:
    """Every browser context is listened to, and any complaint fails the test at its end."""

    def make(**kwargs: Any) -> Any:
        context = new_context(**kwargs)
        context.set_default_timeout(8000)
        watch(context)
        return context

    yield make
    assert complaints == []
