"""Answers: given in place, taken back, sent out as questionnaires and taken in again."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from bad_files import write_bom
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect
from test_screenings import MAGNET, labels, screened, text_of, uploaded

from screener.settling.sheets import COLUMNS

LINE = {"description": MAGNET, "ship_from": "CN", "destination": "JP"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


def first_line(client: Client, result: str) -> str:
    """Return the address of the first line that the result shows."""
    found = re.search(r'href="(/screenings/[^"]+/lines/\d+/)"', text_of(client.get(result)))
    assert found
    return found[1]


def test_an_answer_in_words_is_read_like_a_cell(client: Client, tmp_path: Path) -> None:
    """The end user named on the page makes the line affected; taken back, it is unclear again."""
    result = screened(client, uploaded(client, write_bom(tmp_path / "words.csv", LINE)))
    assert labels(client, result) == ["unclear"]
    line = first_line(client, result)
    given = {"question": "FACT-end_user", "words": "防衛省", "document": "mail of 1 June"}
    page = client.post(f"{line}answer/", given, follow=True)
    assert page.status_code == 200
    assert labels(client, result) == ["likely_affected"]
    assert "mail of 1 June" in text_of(page)
    entry = re.search(r'name="entry" value="([^"]+)"', text_of(page))
    assert entry
    client.post(f"{line}withdraw/", {"entry": entry[1]})
    assert labels(client, result) == ["unclear"]


def test_one_answer_can_be_for_all_lines_that_ask(client: Client, tmp_path: Path) -> None:
    """For one line it changes one label, for all of them every one; the counts follow."""
    other = {**LINE, "description": "dysprosium oxide 99.9%"}
    path = write_bom(tmp_path / "all.csv", LINE, other)
    result = screened(client, uploaded(client, path))
    line = first_line(client, result)
    given = {"question": "FACT-end_user", "words": "防衛省"}
    client.post(f"{line}answer/", given)
    assert labels(client, result) == ["likely_affected", "unclear"]
    again = screened(client, uploaded(client, path))
    client.post(f"{first_line(client, again)}answer/", {**given, "scope": "all"})
    assert labels(client, again) == ["likely_affected", "likely_affected"]
    assert '<span class="big">2</span>' in text_of(client.get(again))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"question": "FACT-end_user"}, "No answer was chosen"),
        ({"question": "FACT-end_user", "answer": "nonsense"}, "No answer was chosen"),
        ({"question": "FACT-unheard-of", "answer": "yes"}, "no longer asks that question"),
    ],
)
def test_what_is_no_answer_is_refused(
    client: Client, tmp_path: Path, given: dict[str, str], said: str
) -> None:
    result = screened(client, uploaded(client, write_bom(tmp_path / "none.csv", LINE)))
    page = client.post(f"{first_line(client, result)}answer/", given)
    assert page.status_code == 422
    assert said in text_of(page)
    assert labels(client, result) == ["unclear"]


def test_a_questionnaire_goes_out_and_comes_back(client: Client, tmp_path: Path) -> None:
    """What is filled in is taken in; what is no answer is named with its cell."""
    path = write_bom(tmp_path / "asked.csv", {**LINE, "supplier": "Acme"})
    result = screened(client, uploaded(client, path))
    packed = b"".join(client.post(f"{result}questionnaires/"))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        overview = next(name for name in archive.namelist() if "/" not in name)
        book = openpyxl.load_workbook(BytesIO(archive.read(overview)))
    columns = list(COLUMNS)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows()]
    asked = [
        row
        for row in rows
        if re.search("end user|需要者", str(row[columns.index("question")].value))
        and str(row[columns.index("ref")].value).startswith("Q-")
    ]
    assert asked
    for row in asked:
        row[columns.index("details")].value = "防衛省"
    filled = BytesIO()
    book.save(filled)
    back = SimpleUploadedFile("back.xlsx", filled.getvalue())
    page = client.post(f"{result}replies/", {"replies": back})
    assert "back.xlsx" in text_of(page)
    assert labels(client, result) == ["likely_affected"]
    wrong = SimpleUploadedFile("wrong.xlsx", b"no workbook")
    assert client.post(f"{result}replies/", {"replies": wrong}).status_code == 422


def test_the_label_changes_in_place(page: Page, site: str, tmp_path: Path) -> None:
    """In the browser the row is shown anew with its label, opened, and the counts follow."""
    page.goto(f"{site}?lang=en")
    page.locator("#file").set_input_files(write_bom(tmp_path / "place.csv", LINE))
    page.locator("button.primary").click()
    page.locator("button.primary").click()
    page.wait_for_selector("#lines")
    row = page.locator("#lines tbody tr").first
    row.locator("summary").first.click()
    question = row.locator("section.question").filter(has_text="FACT-end_user")
    question.get_by_label("or in words").fill("防衛省")
    question.get_by_role("button", name="Answer").click()
    expect(row.get_by_text("Answers given for this line")).to_be_visible()
    expect(row.locator(".label").first).to_contain_text("likely affected")
    expect(page.locator(".count .big").first).to_have_text("1")


def test_the_fewest_answers_of_the_file_stand_first(client: Client, tmp_path: Path) -> None:
    """In the language of the page; after an answer they are worked out anew."""
    other = {**LINE, "description": "dysprosium oxide 99.9%"}
    path = write_bom(tmp_path / "fewest.csv", LINE, other)
    result = screened(client, uploaded(client, path))
    assert "settle 2 of 2 unclear lines" in text_of(client.get(result))
    assert "要確認 2 行のうち 2 行" in text_of(client.get(f"{result}?lang=ja"))
    client.get(f"{result}?lang=en")
    given = {"question": "FACT-end_user", "words": "防衛省"}
    client.post(f"{first_line(client, result)}answer/", given)
    assert "settle 1 of 1 unclear lines" in text_of(client.get(result))
    client.post(f"{first_line(client, result)}answer/", given)
    last = re.findall(r'href="(/screenings/[^"]+/lines/\d+/)"', text_of(client.get(result)))[-1]
    client.post(f"{last}answer/", given)
    assert "fewest things" not in text_of(client.get(result))
