"""Production: HTTPS only, everything from the environment (docs/operating.md). Says what is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

from triggercare.settings.base import *  # noqa: F403  # a setting file is the sum of its base
from triggercare.settings.databases import from_url

LEAST_SECRET = 50


def required(variable: str) -> str:
    """The variable's value; the start ends with its name when it is missing or empty."""
    value = os.environ.get(variable, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {variable}. See docs/operating.md.")
    return value


def listed(text: str) -> list[str]:
    """Comma-separated words."""
    return [word.strip() for word in text.split(",") if word.strip()]


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < LEAST_SECRET:
    raise ImproperlyConfigured(f"SECRET_KEY must have at least {LEAST_SECRET} characters.")
ALLOWED_HOSTS = listed(required("ALLOWED_HOSTS"))
DATABASES = {"default": from_url(required("DATABASE_URL"))}

TRUSTED_PROXIES = listed(os.environ.get("TRUSTED_PROXIES", "127.0.0.1"))
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Error mails go out only when somebody is named; then the way there must be named too.
ADMINS = [(address, address) for address in listed(os.environ.get("ADMIN_EMAILS", ""))]
if ADMINS:
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 10
    SERVER_EMAIL = required("SERVER_EMAIL")
