"""Files that cannot be screened: a clear page says what is wrong and how to go on."""

from pathlib import Path

import pytest
from bad_files import write_protected, write_rows
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


def sent(client: Client, name: str, content: bytes) -> tuple[int, str]:
    """Upload a file; return the status and the text of the page where that ends."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_protected_workbook_says_to_remove_the_password(client: Client, tmp_path: Path) -> None:
    content = write_protected(tmp_path / "secret.xlsx").read_bytes()
    status, text = sent(client, "secret.xlsx", content)
    assert status == 422
    assert "secret.xlsx: the workbook is protected with a password" in text
    assert "<title>Error:" in text.replace("\n", "")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.xlsx", b"", "file-empty"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "not-a-spreadsheet"),
        ("broken.xlsx", b"PK\x03\x04" + bytes(200), "file-damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(
    client: Client, name: str, content: bytes, said: str
) -> None:
    """The page names the file and the fault, and asks for another file."""
    status, text = sent(client, name, content)
    assert status == 422
    assert said in text
    assert name in text
    assert 'type="file"' in text


def test_a_file_above_the_limit_is_refused_with_both_sizes(client: Client) -> None:
    status, text = sent(client, "huge.csv", bytes(settings.MAX_UPLOAD + 1))
    assert status == 422
    assert "up to 20 MB" in text


def test_no_file_at_all_asks_for_one(client: Client) -> None:
    answer = client.post("/")
    assert answer.status_code == 422
    assert "No file was chosen" in answer.content.decode()


def test_a_refused_file_is_not_kept(client: Client, tmp_path: Path) -> None:
    """Neither as a screening nor on the disk."""
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    before = Screening.objects.count()
    kept = {path.name for path in Path(settings.MEDIA_ROOT).glob("*")}
    sent(client, "secret.xlsx", write_protected(tmp_path / "secret.xlsx").read_bytes())
    assert Screening.objects.count() == before
    assert {path.name for path in Path(settings.MEDIA_ROOT).glob("*")} == kept


def test_a_sheet_without_a_header_shows_its_first_rows(client: Client, tmp_path: Path) -> None:
    """The upload stays; the row that is named as the header is read."""
    rows = [["zzqx", "bbvw"], ["kkjj", "ppll"], ["magnet NdFeB", "4"]]
    content = write_rows(tmp_path / "plain.csv", rows).read_bytes()
    answer = client.post("/", {"file": SimpleUploadedFile("plain.csv", content)})
    address = answer.headers["Location"]
    page = client.get(address)
    assert page.status_code == 422
    assert "kkjj" in page.content.decode()
    again = client.post(address, {"do": "read", "header_row": "1"}, follow=True)
    assert again.status_code == 200
    assert "zzqx" in again.content.decode()
