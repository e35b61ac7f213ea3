"""Registers the app."""

from django.apps import AppConfig


class FinderConfig(AppConfig):
    """The app `finder`."""

    name = "triggercare.finder"
