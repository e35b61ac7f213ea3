"""Registers the app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The app `library`."""

    name = "triggercare.library"
