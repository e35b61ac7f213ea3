"""Addresses of the questionnaire, all below /my/. A page's address is its slug."""

from django.urls import path, register_converter

from triggercare.domain.triage import Ending
from triggercare.finder import results, views

app_name = "finder"


class EndingConverter:
    """The addresses of the pages on which a questionnaire can stop."""

    regex = "|".join(Ending)

    def to_python(self, value: str) -> Ending:
        """The ending of this address."""
        return Ending(value)

    def to_url(self, value: Ending) -> str:
        """The address of this ending."""
        return str(value)


register_converter(EndingConverter, "ending")

urlpatterns = [
    path("", views.start, name="start"),
    path("check/", views.check, name="check"),
    path("results/", results.results, name="results"),
    path("results/said/", results.said, name="said"),
    path("press/<slug:slug>/", results.press, name="press"),
    path("start-again/", views.start_again, name="start_again"),
    path("<ending:ending>/", views.ending, name="ending"),
    path("<slug:slug>/", views.page, name="page"),
]
