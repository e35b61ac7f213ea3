"""The admin: the library to read, reviews to write. Content itself is changed in its files."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from triggercare.library import models


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # django-stubs: generic only when checking
    """A table that is a copy of files: nobody edits it here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Muscle)
class MuscleAdmin(ReadOnly):
    """Muscles with their content hash, which a review must name."""

    list_display = ("name", "region", "content_hash")
    list_filter = ("region",)
    search_fields = ("search_words",)


@admin.register(models.Source)
class SourceAdmin(ReadOnly):
    """Citations."""

    list_display = ("key", "title", "verified")
    list_filter = ("verified",)
    search_fields = ("key", "title")


@admin.register(models.LibraryVersion)
class LibraryVersionAdmin(ReadOnly):
    """Which files are loaded."""

    list_display = ("version", "loaded_at")


@admin.register(models.Review)
class ReviewAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # django-stubs: generic only when checking
    """What licensed clinicians have read."""

    list_display = ("muscle_slug", "reviewer", "reviewed_on", "next_review_on")
