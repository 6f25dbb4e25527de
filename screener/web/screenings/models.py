"""What is kept of a screening: its input whole, its result as an index for lists and filters.

A verdict follows from the line, the profile, the answers and the rule pack alone. So the index
keeps labels and summaries, and what a label rests on is worked out anew when somebody asks
(`screener.web.screenings.verdicts`), by the same path as every other label.
"""

import shutil
import uuid
from datetime import date
from pathlib import Path, PurePath
from typing import Self

from django.conf import settings
from django.db import models

from screener.model import Label
from screener.web.accounts.models import Team, User
from screener.web.fields import WrittenJSON


class State(models.TextChoices):
    """How far a screening is. Only a person moves ``draft`` and ``failed`` on."""

    DRAFT = "draft"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ScreeningQuerySet(models.QuerySet["Screening"]):
    """Screenings, narrowed to those that somebody may see."""

    def visible_to(self, user: User) -> Self:
        """Return the screenings of the teams that the user belongs to."""
        return self.filter(team__memberships__user=user)


def upload_path(screening: "Screening", filename: str) -> str:
    """Return where the upload of a screening is kept: its name stays, in a folder of its own."""
    return f"{screening.pk}/source/{PurePath(filename).name}"


class Screening(models.Model):
    """One upload and what came of it.

    `profile` is the `screener.profile.Profile` that the result rests on, `draft` the one that is
    being edited. `understood` says how the file was read, as shown on the result; `spoken` is the
    language that most of it is in, where that shows; `error` is the message that a person needs,
    by language. `previous` is the version of the same parts list that this one is compared with,
    `gone` its lines that are not here any more. `fewest` says by language which fewest answers
    settle most lines. `claim` is the worker's run that may finish it: a run that was given up
    cannot write over the one that followed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="screenings")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="screenings"
    )
    created = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    upload = models.FileField(upload_to=upload_path, max_length=500)
    sha256 = models.CharField(max_length=64)
    profile = WrittenJSON[object](default=dict)
    draft = WrittenJSON[object](default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    claim = models.UUIDField(null=True, editable=False)
    done_lines = models.PositiveIntegerField(default=0)
    of_lines = models.PositiveIntegerField(default=0)
    error = WrittenJSON[dict[str, str]](default=dict)
    finished = models.DateTimeField(null=True, blank=True)
    pack_version = models.CharField(max_length=40, blank=True)
    pack_sha256 = models.CharField(max_length=64, blank=True)
    understood = WrittenJSON[object](default=dict)
    spoken = models.CharField(max_length=10, blank=True)
    affected = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)
    clear = models.PositiveIntegerField(default=0)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_versions"
    )
    gone = WrittenJSON[object](default=list)
    fewest = WrittenJSON[object](default=dict)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-created"]

    def __str__(self) -> str:
        return str(self.pk)

    def erase(self) -> None:
        """Delete the screening with its upload, its results and all that hangs on it."""
        folder = self.folder
        self.delete()
        shutil.rmtree(folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where its upload and its result files are kept."""
        return Path(settings.MEDIA_ROOT) / str(self.pk)

    @property
    def lines_counted(self) -> int:
        """How many part lines there are."""
        return self.affected + self.unclear + self.clear


class Change(models.TextChoices):
    """What is different from the previous version of a parts list."""

    NEW = "new"
    LABEL = "label"
    CELLS = "cells"


class LineQuerySet(models.QuerySet["Line"]):
    """Lines, narrowed to those that wait for somebody."""

    def unsettled(self) -> Self:
        """Leave out what is clear, and what a decision that counts is on."""
        decided = self.model.objects.filter(
            decisions__withdrawn__isnull=True, decisions__entry__gt=""
        )
        return self.exclude(label=Label.CLEAR.value).exclude(pk__in=decided.values("pk"))

    def overdue(self, today: date) -> Self:
        """Return those that wait for somebody since before today."""
        return self.unsettled().filter(due__lt=today)


class Line(models.Model):
    """One line of a screening: where it stands, what it states, what it is called.

    `part` counts lines that share a row (tables side by side). `stated` is a `screener.model.Line`
    without the facts of the profile; `summaries` the summary by language; `change` and
    `label_before` compare with the previous version; `text` is what a search looks through, folded.
    `assignee` sees to it until `due`; screening again leaves both as they are.
    """

    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=255)
    row = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    line_id = models.TextField(blank=True)
    label = models.CharField(max_length=20, choices=[(label, label) for label in Label])
    name = models.TextField(blank=True)
    part_number = models.TextField(blank=True)
    supplier = models.TextField(blank=True)
    item_status = models.CharField(max_length=20, blank=True)
    stated = WrittenJSON[object]()
    summaries = WrittenJSON[dict[str, str]]()
    change = models.CharField(max_length=5, choices=Change.choices, blank=True)
    label_before = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned",
    )
    due = models.DateField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        """In the order of the file."""

        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "sheet", "row", "part"], name="one_line_a_place"
            )
        ]
        indexes = [models.Index(fields=["screening", "label", "position"])]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.position}"


class Mark(models.Model):
    """Something by which lines can be filtered and counted.

    `weight` is the share that a question has in settling the line; `alone` says that one answer to
    it settles the line.
    """

    class Kind(models.TextChoices):
        """What a mark says of a line."""

        QUESTION = "question"
        CLAUSE = "clause"
        READING = "reading"
        ENTRY = "entry"

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="marks")
    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, related_name="marks", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=200)
    weight = models.FloatField(default=0)
    alone = models.BooleanField(default=False)

    class Meta:
        """Looked up by what is said."""

        indexes = [models.Index(fields=["screening", "kind", "value"])]

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind} {self.value}"


class RecordEntry(models.Model):
    """One entry of the record of a screening (`screener.record`): asked, answered, decided.

    Entries are only ever added; an answer is withdrawn by another entry.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="record")
    content = WrittenJSON[object]()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were added."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.pk}"


class LabelChange(models.Model):
    """A line whose label another rule pack, answer or mapping changed."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    pack_before = models.CharField(max_length=64, blank=True)
    pack_after = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.line_id} {self.before} {self.after}"
