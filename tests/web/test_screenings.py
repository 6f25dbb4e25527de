"""What becomes of an upload: columns as somebody says, versions side by side, the same results."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from bad_files import write_bom, write_rows
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from screener.cli import commands
from screener.profile import Profile

MAGNET = "NdFeB magnet N42SH Dy"


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


def uploaded(client: Client, path: Path) -> str:
    """Upload a file; return the address of its page of columns."""
    answer = client.post("/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def screened(client: Client, columns: str, **said: str) -> str:
    """Screen what was uploaded; return the address of the result."""
    answer = client.post(columns, {"do": "screen", "date": "2026-06-30", **said})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def text_of(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def labels(client: Client, result: str) -> list[str]:
    """Return the labels of all lines, in the order of the file."""
    every = "?label=likely_affected&label=unclear&label=clear"
    lines = text_of(client.get(result + every)).split('<div id="lines"')[1]
    return re.findall(r'<span class="label (\w+)">', lines)


def test_a_column_that_is_not_used_decides_nothing(client: Client, tmp_path: Path) -> None:
    """The end user's column makes a line affected; said to be unused, the line hangs on it."""
    line = {"description": MAGNET, "ship_from": "CN", "destination": "JP", "end_user": "防衛省"}
    columns = uploaded(client, write_bom(tmp_path / "unused.csv", line))
    assert labels(client, screened(client, columns)) == ["likely_affected"]
    assert labels(client, screened(client, columns, **{"column-0-4": ""})) == ["unclear"]
    assert labels(client, screened(client, columns, **{"column-0-4": "end_user"})) == [
        "likely_affected"
    ]


def test_two_columns_can_feed_one_field(client: Client, tmp_path: Path) -> None:
    rows = [["zz", "description"], ["NdFeB magnet", "N42SH Dy"]]
    columns = uploaded(client, write_rows(tmp_path / "two.csv", rows))
    result = screened(client, columns, **{"column-0-1": "description"})
    assert "NdFeB magnet" in text_of(client.get(result))
    assert "N42SH" in text_of(client.get(result))


def test_what_was_said_of_headers_is_remembered(client: Client, tmp_path: Path) -> None:
    """Another file with the same headers needs no telling; one with others is as proposed."""
    rows = [["part_number", "vv-remembered", "quantity"], ["M-1", MAGNET, "4"]]
    columns = uploaded(client, write_rows(tmp_path / "first.csv", rows))
    screened(client, columns, **{"column-0-2": "material"})
    again = text_of(client.get(uploaded(client, write_rows(tmp_path / "second.csv", rows))))
    assert '<option value="material" selected>' in again
    others = [["part_number", "vv-others", "quantity"], ["M-1", MAGNET, "4"]]
    other = text_of(client.get(uploaded(client, write_rows(tmp_path / "third.csv", others))))
    assert '<option value="material" selected>' not in other


def test_facts_stay_when_the_file_is_read_again(client: Client, samples: Path) -> None:
    """Changing encoding or sheet keeps everything else that was said."""
    columns = uploaded(client, samples / "ev_motor_ja_cp932.csv")
    said = {"do": "read", "end_use": "pump", "ship_from": "CN", "encoding": "utf-16"}
    page = client.post(columns, said, follow=True)
    assert page.status_code == 422
    again = text_of(client.post(columns, {**said, "encoding": ""}, follow=True))
    assert 'value="pump"' in again
    assert '<option value="CN" selected>' in again


def test_a_date_that_is_none_is_refused_and_kept_in_view(client: Client, samples: Path) -> None:
    columns = uploaded(client, samples / "drone_en.xlsx")
    answer = client.post(columns, {"do": "screen", "date": "soon"})
    assert answer.status_code == 422
    assert "Write it as YYYY-MM-DD" in text_of(answer)
    assert 'value="soon"' in text_of(answer)


def test_the_next_version_shows_only_what_changed(client: Client, tmp_path: Path) -> None:
    """Lines are matched by part: one is new, one changed label, one is gone, one is the same."""
    usual = {"ship_from": "CN", "destination": "JP", "end_use": "pump for water works"}
    bolt = {"part_number": "B-1", "description": "M6 hex bolt", **usual}
    magnet = {"part_number": "M-1", "description": MAGNET, **usual}
    chair = {"part_number": "C-1", "description": "office chair", **usual}
    oxide = {"part_number": "D-1", "description": "dysprosium oxide", **usual}
    path = tmp_path / "versions.csv"
    first = screened(client, uploaded(client, write_bom(path, bolt, magnet, chair)))
    columns = uploaded(client, write_bom(path, oxide, bolt, {**magnet, "end_user": "防衛省"}))
    earlier = first.strip("/").split("/")[1]
    assert f'<option value="{earlier}" selected>' in text_of(client.get(columns))
    second = screened(client, columns, previous=earlier)
    page = text_of(client.get(second))
    assert "no longer in the list: 1" in page
    assert "office chair" in page
    changed = text_of(client.get(f"{second}?change=any"))
    assert "Lines shown: 2 of 3" in changed
    assert len(labels(client, second)) > 0
    label = text_of(client.get(f"{second}?change=label"))
    assert "Lines shown: 1 of 3" in label
    assert "M-1" in label


def test_the_web_gives_the_same_bytes_as_the_command_line(
    client: Client, samples: Path, tmp_path: Path
) -> None:
    """The JSONL of a sample, screened by the profile that the page wrote."""
    from screener.web.screenings.models import Screening  # noqa: PLC0415 - after the setup

    source = samples / "radar_module_zh.xlsx"
    said = {"ship_from": "CN", "destination": "JP", "end_user": "防衛装備庁"}
    result = screened(client, uploaded(client, source), **said)
    answer = client.get(f"{result}download/jsonl/zh/")
    kept = Screening.objects.get(pk=result.strip("/").split("/")[1])
    profile = tmp_path / "profile.yaml"
    profile.write_text(Profile.model_validate(kept.profile).as_json(), encoding="utf-8")
    options = ["--format", "jsonl", "--out", "-", "--language", "zh", "--profile", str(profile)]
    printed = CliRunner().invoke(commands, ["screen", str(source), *options])
    assert b"".join(answer) == printed.stdout_bytes


def test_a_deleted_screening_leaves_nothing(client: Client, samples: Path) -> None:
    from django.conf import settings  # noqa: PLC0415 - after the setup

    columns = uploaded(client, samples / "drone_en.xlsx")
    result = screened(client, columns)
    kept = Path(settings.MEDIA_ROOT) / result.strip("/").split("/")[1]
    assert kept.is_dir()
    client.post(f"{result}delete/")
    assert not kept.exists()
    assert client.get(result).status_code == 404


@pytest.mark.parametrize("find", ["magnet", "ＭＡＧＮＥＴ", "magnet n48h"])
def test_lines_are_found_by_words_of_any_width(client: Client, samples: Path, find: str) -> None:
    result = screened(client, uploaded(client, samples / "drone_en.xlsx"))
    page = text_of(client.get(result, {"label": ["unclear", "clear"], "find": find}))
    assert "SD4-MG-02" in page
    assert "SD4-AF-01" not in page


def test_exposure_counts_the_latest_version_of_each_list(client: Client, tmp_path: Path) -> None:
    """A supplier's lines of a list that was replaced are not counted again."""
    line = {"description": MAGNET, "ship_from": "CN", "destination": "JP", "end_user": "防衛省"}
    path = tmp_path / "exposed.csv"
    first = screened(client, uploaded(client, write_bom(path, {**line, "supplier": "Old Works"})))
    assert "Old Works" in text_of(client.get("/exposure/"))
    columns = uploaded(client, write_bom(path, {**line, "supplier": "New Works"}))
    screened(client, columns, previous=first.strip("/").split("/")[1])
    page = text_of(client.get("/exposure/"))
    assert "New Works" in page
    assert "Old Works" not in page


def test_every_download_of_the_page_is_that_file(client: Client, tmp_path: Path) -> None:
    """Each link of the result gives a file named after the upload, in its form and language."""
    line = {"description": MAGNET, "ship_from": "CN", "destination": "JP", "end_user": "防衛省"}
    result = screened(client, uploaded(client, write_bom(tmp_path / "parts.csv", line)))
    links = re.findall(rf'href="({result}download/(\w+)/(\w+)/)"', text_of(client.get(result)))
    words = {"en": "likely affected", "ja": "影響の可能性大", "zh": "很可能受影响"}
    found = set()
    for address, form, language in links:
        answer = client.get(address)
        assert f'parts.screened.{form}"' in answer.headers["Content-Disposition"]
        content = b"".join(answer)
        found.add((form, language))
        if form == "xlsx":
            sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
            cells = [str(cell) for one in sheets for row in one.values for cell in row]
            assert any(words[language] in cell for cell in cells)
        elif form != "pdf":
            wanted = words[language] if form == "html" else "likely_affected"
            assert wanted in content.decode("utf-8-sig"), address
    assert {(form, one) for form in ("xlsx", "html", "csv", "jsonl") for one in words} <= found
