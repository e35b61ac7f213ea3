"""The tables that are asked of. They are a copy of fixtures/, written by `load_library` alone.

A muscle's prose is its validated record (JSON); the other tables carry relations, lists and search.
Reviews are the exception: they live here only, and name the hash of exactly what was read.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q


class Zone(models.Model):
    """A patch of the body map."""

    slug = models.SlugField(primary_key=True)
    label = models.CharField(max_length=80)
    region = models.SlugField()
    description = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label


class Source(models.Model):
    """A citation. Not verified: its original has not been opened."""

    key = models.SlugField(primary_key=True)
    title = models.TextField()
    verified = models.BooleanField()
    record = models.JSONField()

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class Muscle(models.Model):
    """A muscle: what lists and search need as columns, everything as its record."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    plain_name = models.CharField(max_length=120)
    latin_name = models.CharField(max_length=120)
    region = models.SlugField()
    search_words = models.TextField()
    record = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class TriggerPoint(models.Model):
    """A numbered tender spot of a muscle."""

    muscle = models.ForeignKey(Muscle, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    where = models.TextField()

    class Meta:
        ordering = ("muscle", "number")
        constraints = [
            models.UniqueConstraint(fields=("muscle", "number"), name="point_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="point_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.muscle_id} {self.number}"


class Referral(models.Model):
    """A zone where a point is felt."""

    class Strength(models.TextChoices):
        ESSENTIAL = "essential"
        SPILLOVER = "spillover"

    point = models.ForeignKey(TriggerPoint, on_delete=models.CASCADE, related_name="referrals")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="referrals")
    strength = models.CharField(max_length=9, choices=Strength)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("point", "zone"), name="referral_once"),
            models.CheckConstraint(
                condition=Q(strength__in=("essential", "spillover")), name="referral_strength_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} -> {self.zone_id}"


class Routine(models.Model):
    """A routine of a muscle, as the admin lists it."""

    muscle = models.ForeignKey(Muscle, on_delete=models.CASCADE, related_name="routines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    tool = models.CharField(max_length=12)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("muscle", "position")
        constraints = [models.UniqueConstraint(fields=("muscle", "position"), name="routine_position_once")]

    def __str__(self) -> str:
        return self.name


class GuidePage(models.Model):
    """A guidance page as its validated record."""

    slug = models.SlugField(primary_key=True)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    record = models.JSONField()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.title


class LibraryVersion(models.Model):
    """The one row that says which files are loaded, and the vocabulary that came with them."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.CharField(max_length=16)
    vocabulary = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_library_version")]

    def __str__(self) -> str:
        return self.version


class Review(models.Model):
    """A licensed clinician has read one muscle. It counts only while the content is unchanged."""

    muscle_slug = models.SlugField()
    content_hash = models.CharField(max_length=64)
    reviewer = models.CharField(max_length=120, help_text="Name and profession, as it may be shown.")
    reviewed_on = models.DateField()
    next_review_on = models.DateField(help_text="At most 24 months later.")

    class Meta:
        ordering = ("-reviewed_on",)
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("reviewed_on")), name="next_review_after_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.muscle_slug}, {self.reviewed_on}"
