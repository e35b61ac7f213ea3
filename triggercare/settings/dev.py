"""Development: works from a fresh clone. DEBUG=1 in the environment shows Django's own error pages."""

import os

from triggercare.settings.base import *  # noqa: F403  # a setting file is the sum of its base
from triggercare.settings.base import BASE_DIR
from triggercare.settings.databases import sqlite

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = "only-for-development-on-this-computer"  # noqa: S105  # production refuses to start without its own
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": sqlite(BASE_DIR / "db.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
