"""Registers the app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The app `plan`."""

    name = "triggercare.plan"
