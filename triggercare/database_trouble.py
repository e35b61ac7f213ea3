"""A database that cannot be reached is no fault of the visitor: say so, and what to do in danger."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.log import log_response


class DatabaseTroubleMiddleware:
    """Turns a database error of a view into 503. The template needs no database and no other template."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer database errors; leave all others to Django."""
        if not isinstance(exception, DatabaseError | InterfaceError):
            return None
        response = HttpResponse(
            render_to_string("503.html"),
            status=503,
            headers={"Retry-After": "30", "Cache-Control": "no-store, private"},
        )
        log_response(
            "Database trouble: %s", request.path, response=response, request=request, exception=exception
        )
        return response
