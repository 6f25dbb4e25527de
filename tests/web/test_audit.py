"""The audit log tells when an entry was changed, removed, or cut off its end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

WRITERS = 8


@pytest.fixture(autouse=True)
def _whole_again(engine: str) -> Iterator[None]:
    """Leave no broken entry to other tests: they share the database."""
    assert engine
    yield
    fresh()


def end_file() -> Path:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    return Path(settings.DATA) / "audit_end"


def fresh(*acts: str) -> list[int]:
    """Empty the log, note some acts, and return the keys of their entries."""
    from screener.web.audit.log import note  # noqa: PLC0415 - after the setup
    from screener.web.audit.models import AuditEntry  # noqa: PLC0415 - after the setup

    AuditEntry.objects.all().delete()
    end_file().unlink(missing_ok=True)
    return [note("ann", act, what={"lines": 3}).pk for act in acts]


def changed(sql: str, *values: object) -> None:
    """Change the log as somebody does who gets at the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def checked(*noted: str) -> tuple[tuple[int, ...], int, bool]:
    """Return the broken entries, how many are missing at the end, and whether the log is whole."""
    from screener.web.audit.log import check  # noqa: PLC0415 - after the setup

    found = check(noted)
    return found.broken, len(found.missing), found.whole


def last() -> str:
    from screener.web.audit.log import check  # noqa: PLC0415 - after the setup

    return check().last


def test_an_untouched_log_is_whole() -> None:
    fresh("one", "two", "three")
    assert checked(last()) == ((), 0, True)


def test_an_empty_log_is_whole() -> None:
    fresh()
    assert checked() == ((), 0, True)


@pytest.mark.parametrize("column", ["who", "act", "subject", "previous", "sha256"])
def test_a_changed_entry_is_found(column: str) -> None:
    keys = fresh("one", "two", "three")
    changed(f"UPDATE audit_auditentry SET {column} = 'x' WHERE id = %s", keys[1])  # noqa: S608 - a column of ours
    assert checked()[0][0] == 2


def test_a_removed_entry_is_found() -> None:
    keys = fresh("one", "two", "three")
    changed("DELETE FROM audit_auditentry WHERE id = %s", keys[1])
    assert checked() == ((2,), 0, False)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_log_whose_end_was_cut_off_is_found(kept: int) -> None:
    """What is left is whole in itself; the data folder knows how it ended."""
    keys = fresh("one", "two", "three")
    changed("DELETE FROM audit_auditentry WHERE id >= %s", keys[kept])
    assert checked() == ((), 1, False)


def test_a_cut_that_was_written_over_is_found() -> None:
    """Another entry in the place of the last does not hide it from whoever noted its hash."""
    from screener.web.audit.log import note  # noqa: PLC0415 - after the setup

    keys = fresh("one", "two", "three")
    noted = last()
    changed("DELETE FROM audit_auditentry WHERE id = %s", keys[2])
    note("mallory", "nothing")
    assert checked() == ((), 0, True)
    assert checked(noted) == ((), 1, False)


def test_a_log_whose_end_is_known_from_nowhere_is_told() -> None:
    fresh("one")
    end_file().unlink()
    assert checked() == ((), 0, False)


def test_what_is_undone_leaves_no_entry() -> None:
    from django.db import transaction  # noqa: PLC0415 - after the setup

    from screener.web.audit.log import note  # noqa: PLC0415 - after the setup

    fresh("one")

    def undone() -> None:
        with transaction.atomic():
            note("ann", "two")
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    assert checked(last()) == ((), 0, True)
    assert end_file().read_text().split()[1] == last()


def test_many_write_at_once() -> None:
    """Nobody's entry is lost or refused, and the chain is whole."""
    from screener.web.audit.log import note  # noqa: PLC0415 - after the setup
    from screener.web.audit.models import AuditEntry  # noqa: PLC0415 - after the setup

    def write(name: int) -> None:
        try:
            for act in ("one", "two", "three"):
                note(str(name), act)
        finally:
            connection.close()

    fresh()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert AuditEntry.objects.count() == 3 * WRITERS
    assert checked(last()) == ((), 0, True)
