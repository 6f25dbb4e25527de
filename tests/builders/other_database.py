"""The web application of this very process on another database, for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test.utils import override_settings

from screener.web.databases import database


@contextmanager
def on_another_database(url: str, data: Path) -> Iterator[None]:
    """Use an empty database and another data folder; the commands that tests start do so, too."""
    before = connections.databases["default"]
    anew = connections.configure_settings({"default": dict(database(url, data))})["default"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCREENER_DATABASE_URL", url)
        patch.setenv("SCREENER_DATA", str(data))
        with override_settings(DATA=data, MEDIA_ROOT=data / "screenings"):
            _use(anew)
            call_command("migrate", verbosity=0)
            try:
                yield
            finally:
                _use(before)


def _use(settings: dict[str, object]) -> None:
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = settings
    ContentType.objects.clear_cache()
