"""Characters that a database cannot keep, and text that is longer than a column: no page fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_files import write_bom
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

LINE = {"description": "NdFeB magnet N42SH Dy", "ship_from": "CN", "destination": "JP"}
ODD = ["a\0b", "\ud800", "x" * 5_000, "𠮷" * 300, "'; DROP TABLE screenings_line; --", "%_\\"]


@pytest.fixture
def client() -> Client:
    return Client(
        headers={"host": "127.0.0.1", "accept-language": "en"}, raise_request_exception=False
    )


@pytest.fixture
def result(client: Client, tmp_path: Path) -> str:
    """Return the address of a result."""
    sent = write_bom(tmp_path / "odd.csv", LINE).read_bytes()
    columns = client.post("/", {"file": SimpleUploadedFile("odd.csv", sent)}).headers["Location"]
    return str(client.post(columns, {"do": "screen", "date": "2026-06-30"}).headers["Location"])


@pytest.mark.parametrize("odd", ODD)
def test_odd_text_is_kept_found_or_refused(client: Client, result: str, odd: str) -> None:
    odd = odd.encode("utf-8", "replace").decode()
    for name in ("find", "supplier", "question", "entry", "label", "change", "page", "sheet"):
        assert client.get(result, {name: odd}).status_code in {200, 422}, name
    assert client.get("/lookup/", {"text": odd, "name": odd}).status_code < 500
    page = client.get(f"{result}?label=unclear").content.decode()
    line = f"{result}lines/{page.split('/lines/')[1].split('/')[0]}/"
    for path, said in (
        ("answer/", {"question": "FACT-end_user", "words": odd, "document": odd}),
        ("decide/", {"label": "unclear", "reason": odd, "document": odd}),
        ("decide/", {"label": "clear", "reason": "y", "justification": odd}),
        ("decide/", {"label": odd, "reason": "x", "justification": odd}),
        ("comment/", {"text": odd}),
        ("assign/", {"assignee": odd, "due": odd}),
        ("withdraw/", {"entry": odd}),
    ):
        assert client.post(line + path, said).status_code < 500, path
    columns = {"do": "screen", "date": odd, "end_user": odd, "end_use": odd, "previous": odd}
    assert client.post(f"{result}columns/", columns).status_code < 500
    sent = SimpleUploadedFile(f"{odd[:300]}.csv", b"description\nmagnet\n")
    assert client.post("/", {"file": sent}).status_code < 500
    assert client.post("/sign-in/", {"username": odd, "password": odd}).status_code < 500
    assert list(unfit()) == []


def unfit() -> Iterator[str]:
    """Yield the columns that hold what PostgreSQL would refuse: SQLite takes everything."""
    from django.apps import apps  # noqa: PLC0415 - after the setup

    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.get_internal_type() not in {"CharField", "TextField", "FileField"}:
                continue
            for value in model._base_manager.values_list(field.name, flat=True):
                text = value if isinstance(value, str) else ""
                if "\0" in text or len(text) > (field.max_length or len(text)):
                    yield f"{field}: {text[:80]!r}"
