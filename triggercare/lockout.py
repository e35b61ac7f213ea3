"""What somebody sees after too many wrong passwords at the admin login."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def too_many_logins(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """429 as plain text. It does not say whether the account exists."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return HttpResponse(
        "Too many wrong passwords. Wait one hour, then try again.\n",
        content_type="text/plain; charset=utf-8",
        status=429,
        headers={"Retry-After": str(wait), "Cache-Control": "no-store, private"},
    )
