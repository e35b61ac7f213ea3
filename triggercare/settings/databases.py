"""The two databases. SQLite by default; PostgreSQL where many people read at once."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;"


def sqlite(file: Path | str) -> dict[str, Any]:
    """WAL lets readers go on while one writes; IMMEDIATE avoids "database is locked" between writers."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": PRAGMAS},
    }


def postgresql(**where: Any) -> dict[str, Any]:
    """A pool for each server process. Pooling refuses persistent connections, hence no CONN_MAX_AGE.

    A worker never waits for a connection in use, only for a database that is away: then two seconds are
    enough before the visitor is told what to do.
    """
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 2}},
        **where,
    }


def from_url(url: str) -> dict[str, Any]:
    """postgresql://user:password@host:5432/name, or sqlite:////folder/file."""
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if parts.scheme == "sqlite" and name:
        return sqlite(name)
    if parts.scheme in ("postgres", "postgresql") and name:
        return postgresql(
            NAME=name,
            USER=unquote(parts.username or ""),
            PASSWORD=unquote(parts.password or ""),
            HOST=unquote(parts.hostname or ""),
            PORT=str(parts.port or ""),
        )
    # The value may hold a password: it is never repeated.
    raise ImproperlyConfigured(
        "DATABASE_URL must look like postgresql://user:password@host:5432/name or sqlite:////folder/file."
    )
