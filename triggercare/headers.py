"""Response headers that Django does not set itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

# The site uses none of a device's sensors; a page that was tampered with cannot either.
NOT_USED = "accelerometer browsing-topics camera geolocation gyroscope magnetometer microphone payment usb"
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED.split())


def permissions_policy(get_response: Handler) -> Handler:
    """Middleware: switch off device features, and refuse to be loaded by other sites."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
