"""What logs and error mails may say: where it went wrong, never what a person told.

Every handler writes a cleaned copy of its record: no address below /my/, no query string, no message of
an exception, no request. Clean here, so that no line of code elsewhere has to think of it.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from django.utils.log import AdminEmailHandler

# To the end of the text: an address is decoded in logs, so it may hold spaces.
_PRIVATE_ADDRESS = re.compile(r"/my\b.*", re.IGNORECASE | re.DOTALL)
_QUERY = re.compile(r"\?.*", re.DOTALL)
_SECURITY = "django.security."


def redact(text: str) -> str:
    """The text without private addresses and query strings."""
    return _QUERY.sub("", _PRIVATE_ADDRESS.sub("/my/…", text))


def message_of(record: logging.LogRecord) -> str:
    """What a record may say. Objects, such as exceptions, are named by their class alone."""
    if record.name.startswith(_SECURITY) and not record.args:
        # Django logs the exception's own words here; the logger's name tells its kind.
        return record.name.removeprefix(_SECURITY)
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    try:
        return redact(record.msg % _arguments(record.args) if record.args else record.msg)
    except (TypeError, ValueError, KeyError):
        return redact(record.msg)


def _arguments(arguments: tuple[object, ...] | Mapping[str, object] | None) -> Any:
    if isinstance(arguments, Mapping):
        return {key: _argument(value) for key, value in arguments.items()}
    return tuple(_argument(value) for value in arguments or ())


def _argument(value: object) -> object:
    return value if isinstance(value, str | int | float) else type(value).__name__


def frames_of(error: BaseException) -> str:
    """The classes of an error and its causes, with file, line and function of each frame."""
    return "\n".join(line for link in _chain(error) for line in _lines(link))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, the first cause first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return reversed(links)


def _lines(error: BaseException) -> Iterator[str]:
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"


def cleaned(record: logging.LogRecord) -> logging.LogRecord:
    """A copy that holds nothing private. The record itself stays whole for other handlers."""
    clean = copy.copy(record)
    clean.msg = message_of(record)
    clean.args = None
    clean.exc_text = None
    clean.stack_info = None
    clean.__dict__.pop("request", None)
    return clean


class PrivateFormatter(logging.Formatter):
    """One line for each record: time, level, logger, message, status; then the frames of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """The cleaned record as text."""
        clean = cleaned(record)
        status = f" [{record.status_code}]" if hasattr(record, "status_code") else ""
        text = f"{self.formatTime(clean)} {clean.levelname} {clean.name}: {clean.msg}{status}"
        error = clean.exc_info[1] if clean.exc_info else None
        return f"{text}\n{frames_of(error)}" if error else text


class PrivateReporter:
    """The body of an error mail: frames only. Takes the place of Django's report of request and locals."""

    def __init__(
        self,
        request: object,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | str | None,
        tb: TracebackType | None,
        is_email: bool = False,
    ) -> None:
        self.error = exc_value if isinstance(exc_value, BaseException) else None

    def get_traceback_text(self) -> str:
        """The frames, or nothing."""
        return frames_of(self.error) if self.error else ""


class PrivateAdminEmailHandler(AdminEmailHandler):
    """Mails a cleaned record to ADMINS, when there are any."""

    def __init__(self) -> None:
        super().__init__(reporter_class="triggercare.privacy.PrivateReporter")

    def emit(self, record: logging.LogRecord) -> None:
        """Django builds subject and body from the record it is given, so it is given a clean one."""
        super().emit(cleaned(record))
