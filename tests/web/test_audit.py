"""The audit log tells when an entry was changed or removed."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _whole_again() -> Iterator[None]:
    """Leave no broken entry to other tests: they share the database."""
    yield
    fresh()


def fresh(*acts: str) -> list[int]:
    """Empty the log, note some acts, and return the keys of their entries."""
    from screener.web.audit.log import note  # noqa: PLC0415 - after the setup
    from screener.web.audit.models import AuditEntry  # noqa: PLC0415 - after the setup

    AuditEntry.objects.all().delete()
    return [note("ann", act, what={"lines": 3}).pk for act in acts]


def broken() -> list[int]:
    from screener.web.audit.log import broken_entries  # noqa: PLC0415 - after the setup

    return list(broken_entries())


def test_an_untouched_log_is_whole() -> None:
    fresh("one", "two", "three")
    assert broken() == []


@pytest.mark.parametrize("column", ["who", "act", "subject"])
def test_a_changed_entry_is_found(column: str) -> None:
    keys = fresh("one", "two", "three")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE audit_auditentry SET {column} = 'x' WHERE id = %s",  # noqa: S608 - a column of ours
            [keys[1]],
        )
    assert broken() == [2]


def test_a_removed_entry_is_found() -> None:
    keys = fresh("one", "two", "three")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE id = %s", [keys[1]])
    assert broken() == [2]
