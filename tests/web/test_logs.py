"""The log of the server tells where something failed, and quotes no cell."""

import io
import logging

import pytest
from django.test import Client


@pytest.fixture
def logged() -> io.StringIO:
    """Return what the server's own handler writes from now on."""
    (handler,) = (
        one
        for one in logging.getLogger().handlers
        if type(one.formatter).__module__ == "screener.web.logs"
    )
    written = io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    return written


def failing(*_: object, **__: object) -> None:
    try:
        int("SECRET-PART-7")
    except ValueError as error:
        raise RuntimeError("SECRET-PART-8") from error


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/lookup/?text=SECRET-PART-9", "screener.web.lookup.views.reader"),
        ("/api/lookup/item?text=SECRET-PART-9", "screener.web.api.endpoints.reader"),
    ],
)
def test_a_failure_is_logged_without_the_cell_that_caused_it(
    monkeypatch: pytest.MonkeyPatch, logged: io.StringIO, address: str, place: str
) -> None:
    monkeypatch.setattr(place, failing)
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    assert client.get(address).status_code == 500
    said = logged.getvalue()
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "in failing" in said
    # A line of code may show the word that this file holds, never what was raised or asked.
    lines = [line for line in said.splitlines() if not line.startswith("    ")]
    assert not [line for line in lines if "SECRET" in line]
    assert "SECRET-PART-9" not in said
