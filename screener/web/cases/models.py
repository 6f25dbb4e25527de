"""Decisions and comments; none of them ever changes a label."""

from django.conf import settings
from django.db import models

from screener.model import Label
from screener.web.fields import WrittenJSON
from screener.web.screenings.models import Line


class Decision(models.Model):
    """What somebody decided of a line, beside its label.

    With four eyes a decided ``clear`` counts only once somebody else approved it. One that counts
    stands in the record of the screening too: `entry` is its id there. A decision is withdrawn,
    never deleted. `label_then` is the label that it was taken on, and `grounds` are what that label
    rested on: when they change, the decision is out of date.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="decisions")
    label = models.CharField(max_length=20, choices=[(label, label) for label in Label])
    justification = models.CharField(max_length=40)
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="approvals"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    document = models.TextField(blank=True)
    label_then = models.CharField(max_length=20, blank=True)
    grounds = WrittenJSON[dict[str, str]](default=dict)
    withdrawn = models.DateTimeField(null=True, blank=True)
    entry = models.CharField(max_length=40, blank=True)

    class Meta:
        """The newest first."""

        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.line_id} {self.label}"

    @property
    def waits(self) -> bool:
        """Whether it counts only once somebody else approves it."""
        return not self.entry and self.withdrawn is None


class Comment(models.Model):
    """What somebody wrote beside a line."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    class Meta:
        """As in a conversation."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Assignment(models.Model):
    """Who was to see to a line, and until when: one row for each time that somebody said so."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="assignments")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which it was said."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.line_id} {self.to_id}"
