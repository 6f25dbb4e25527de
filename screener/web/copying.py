"""All rows of one database in another: a backup is a file of SQLite, whatever is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction

from screener.web.databases import file_database

DEFAULT = "default"
_FILE = "a file"
_AT_ONCE = 2_000


@contextmanager
def database_file(path: Path) -> Iterator[str]:
    """Open a database in a file, brought up to date or made; yields its name for Django."""
    found = connections.configure_settings({DEFAULT: dict(file_database(path))})
    connections.databases[_FILE] = found[DEFAULT]
    try:
        # Into the file itself, not beside it: it is read or moved as one.
        with connections[_FILE].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
        call_command("migrate", database=_FILE, interactive=False, verbosity=0)
        yield _FILE
    finally:
        connections[_FILE].close()
        del connections[_FILE]
        del connections.databases[_FILE]


def holds_something(target: str) -> bool:
    """Tell whether a database holds more than it was made with."""
    made_with = {"contenttypes", "auth"}
    own = [model for model in apps.get_models() if model._meta.app_label not in made_with]
    return any(model._base_manager.using(target).exists() for model in own)


def copy_rows(source: str, target: str) -> None:
    """Copy every row, as it was at one moment, into a database that holds nothing."""
    models = apps.get_models(include_auto_created=True)
    with transaction.atomic(using=source), transaction.atomic(using=target):
        if connections[source].vendor == "postgresql":
            with connections[source].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # What the database was made with is in the source, too, perhaps under other numbers.
        ContentType.objects.using(target).all().delete()
        for model in models:
            for row in model._base_manager.using(source).iterator(_AT_ONCE):
                # As it is: nothing is dated anew.
                row.save_base(raw=True, force_insert=True, using=target)
        _count_on(target)


def _count_on(target: str) -> None:
    """Have the next row of each table get the next number."""
    connection = connections[target]
    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
