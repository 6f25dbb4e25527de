"""Questionnaire workbooks: a sheet for each recipient, with cells to fill in.

Every cell is text or empty; none is a formula, and what is typed into the input cells stays text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from screener.results.workbook.book import distinct_names
from screener.results.workbook.cells import column_letters, lines_needed, writable
from screener.results.workbook.new import new_workbook
from screener.settling.questionnaire import Row
from screener.settling.texts import settling_texts
from screener.settling.wording import Wording

#: The columns of a sheet and how wide they are, in the order in which they stand.
COLUMNS = {
    "number": 5,
    "parts": 28,
    "question": 44,
    "answer": 22,
    "details": 24,
    "document": 22,
    "by": 11,
    "on": 11,
    "clause": 20,
    "ref": 13,
}
_INPUT = ("answer", "details", "document", "by", "on")
_SMALL = ("clause", "ref")
_CREATED = datetime(2026, 1, 6)  # noqa: DTZ001 - a workbook's time has no zone
_LINE_HEIGHT = 15.5
#: How many more characters of the small font fit.
_SMALLER = 1.25
_MOST_HEIGHT = 400.0
# The rows above the questions, counted from 0.
_TITLE, _TO, _PURPOSE, _SIGNED, _HEADER = 0, 1, 2, 6, 8
_HEAD_HEIGHTS = (26, 22, 18, 17, 17, 17, 22, 8)
_PAPER_A4 = 9
_LONGEST_HINT = 255
_CHOICES_WIDTH = 40

_LOOKS: Mapping[str, Mapping[str, str | int]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#0B2540"},
    "to": {"bold": True, "font_size": 12},
    "text": {"font_color": "#1F2933"},
    "header": {
        "bold": True,
        "bg_color": "#DCE6F2",
        "font_color": "#0B2540",
        "border": 1,
        "border_color": "#BFC7D1",
        "text_wrap": True,
        "valign": "vcenter",
    },
    "cell": {"border": 1, "border_color": "#BFC7D1", "text_wrap": True},
    "all": {
        "border": 1,
        "border_color": "#BFC7D1",
        "text_wrap": True,
        "bold": True,
        "bg_color": "#EEF2F7",
    },
    "small": {
        "border": 1,
        "border_color": "#BFC7D1",
        "text_wrap": True,
        "font_size": 9,
        "font_color": "#52606D",
    },
    "input": {
        "border": 1,
        "border_color": "#8A6D00",
        "text_wrap": True,
        "bg_color": "#FFF7CC",
        "num_format": "@",
        "locked": False,
    },
    "label": {"bold": True, "align": "right"},
}


def write_questionnaires(path: Path, wordings: Sequence[Wording]) -> None:
    """Write a workbook with a sheet for each questionnaire; no clock is read."""
    options = {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    offered = wordings[0].sheet("choices")
    *names, last = distinct_names([*(wording.name for wording in wordings), offered], ())
    with new_workbook(path, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        formats = {
            language: _formats(workbook, settling_texts().fonts.get(language))
            for language in {wording.questionnaire.language for wording in wordings}
        }
        sheets = [workbook.add_worksheet(name) for name in names]
        choices = _Choices(workbook.add_worksheet(last), last)
        for sheet, wording in zip(sheets, wordings, strict=True):
            _Sheet(sheet, wording, formats[wording.questionnaire.language], choices).write()


def _formats(workbook: xlsxwriter.Workbook, font: str) -> dict[str, Format]:
    return {
        name: workbook.add_format({"font_name": font, "font_size": 11, "valign": "top", **look})
        for name, look in _LOOKS.items()
    }


class _Choices:
    """The sheet that dropdowns offer from: one column for each list of choices, no more."""

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self._sheet = sheet
        self._name = name.replace("'", "''")
        self._known: dict[tuple[str, ...], str] = {}

    def of(self, texts: tuple[str, ...]) -> str:
        """Return the place of a list of choices, as a data validation names it."""
        if texts not in self._known:
            column = len(self._known)
            for row, text in enumerate(texts):
                self._sheet.write_string(row, column, writable(text))
            self._sheet.set_column(column, column, _CHOICES_WIDTH)
            letters = column_letters(column + 1)
            self._known[texts] = f"='{self._name}'!${letters}$1:${letters}${len(texts)}"
        return self._known[texts]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of a workbook while it is written."""

    sheet: Worksheet
    wording: Wording
    formats: Mapping[str, Format]
    choices: _Choices

    def write(self) -> None:
        self._page()
        self._head()
        for number, row in enumerate(self.wording.questionnaire.rows, start=1):
            self._row(_HEADER + number, number, row)

    def _page(self) -> None:
        sheet = self.sheet
        for place, width in enumerate(COLUMNS.values()):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(_HEADER + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(_PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.hide_gridlines(2)

    def _head(self) -> None:
        say = self.wording.sheet
        own = "_own" if self.wording.questionnaire.recipient.is_own else ""
        for place, height in enumerate(_HEAD_HEIGHTS):
            self.sheet.set_row(place, height)
        self._text(_TITLE, 0, say(f"title{own}"), "title")
        self._text(_TO, 0, say("to", name=self.wording.name), "to")
        self._text(_PURPOSE, 0, say(f"purpose{own}"), "text")
        for place in (1, 2, 3):
            self._text(_PURPOSE + place, 0, say(f"how_{place}"), "text")
        self._text(_SIGNED, _at("parts"), say("signed_by"), "label")
        self._text(_SIGNED, _at("question"), "", "input")
        self._text(_SIGNED, _at("answer"), say("signed_on"), "label")
        self._text(_SIGNED, _at("details"), "", "input")
        for place, name in enumerate(COLUMNS):
            text = self.wording.say(settling_texts().columns[name])
            self._text(_HEADER, place, text, "header")
        self.sheet.set_row(_HEADER, 2 * _LINE_HEIGHT + 2)

    def _row(self, place: int, number: int, row: Row) -> None:
        wording = self.wording
        texts = {
            "number": str(number),
            "parts": wording.parts(row),
            "question": wording.question(row),
            "clause": wording.clause(row),
            "ref": row.id,
        }
        look = "all" if row.covers_all else "cell"
        for column, name in enumerate(COLUMNS):
            small = "small" if name in _SMALL else look
            self._text(place, column, texts.get(name, ""), "input" if name in _INPUT else small)
        self.sheet.set_row(place, _height(texts))
        self._validate(place, row)

    def _validate(self, place: int, row: Row) -> None:
        """Offer the answers, hint at the proof, and let nothing else into the answer's cell."""
        say, wording = self.wording.sheet, self.wording
        answers = tuple(answer.text for answer in wording.asked(row).answers)
        self.sheet.data_validation(
            place,
            _at("answer"),
            place,
            _at("answer"),
            {
                "validate": "list",
                "source": self.choices.of(answers),
                "input_title": say("choose"),
                "input_message": say("choose_how"),
                "error_message": say("wrong"),
            },
        )
        self.sheet.data_validation(
            place,
            _at("document"),
            place,
            _at("document"),
            {"validate": "any", "input_message": wording.proof(row)[:_LONGEST_HINT]},
        )

    def _text(self, row: int, column: int, text: str, look: str) -> None:
        if text:
            self.sheet.write_string(row, column, writable(text), self.formats[look])
        else:
            self.sheet.write_blank(row, column, None, self.formats[look])


def _at(name: str) -> int:
    return list(COLUMNS).index(name)


def _height(texts: Mapping[str, str]) -> float:
    heights = (
        lines_needed(text, COLUMNS[name] * (_SMALLER if name in _SMALL else 1))
        * (_LINE_HEIGHT / _SMALLER if name in _SMALL else _LINE_HEIGHT)
        for name, text in texts.items()
    )
    return min(max(*heights, 2 * _LINE_HEIGHT) + 4, _MOST_HEIGHT)
