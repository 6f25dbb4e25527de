"""Entries of the audit log; each carries the hash of the one before it."""

from django.db import models

from screener.web.fields import WrittenJSON


class AuditEntry(models.Model):
    """One act. `what` holds ids and codes, never the content of a cell."""

    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    team = models.CharField(max_length=100, blank=True)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, blank=True)
    what = WrittenJSON[dict[str, str | int]](default=dict)
    previous = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which they happened."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.who} {self.act}"
