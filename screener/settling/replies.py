"""Reading questionnaires that came back: half-filled, re-sorted, renamed, with edited headings.

A row is known by its reference alone. Columns are known by their headings in any language, and
where a heading was edited, by where the column stood beside the reference.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from screener.errors import InputError
from screener.intake import open_workbook
from screener.intake.cells import Sheet
from screener.results.workbook.cells import column_letters
from screener.rulepack.texts import Text
from screener.settling.sheets import COLUMNS
from screener.settling.texts import settling_texts
from screener.text.folding import fold_text

_REFERENCE = re.compile(r"Q-[0-9a-f]{8,16}(-\d+)?")
_ANSWERED = ("answer", "details")


class NoQuestionnaire(InputError):
    """A file holds no rows of a questionnaire."""

    code = "no-questionnaire"
    problem = {
        "en": "{file} holds no questionnaire: no cell has a reference such as Q-1a2b3c4d5e.",
        "ja": "{file} に質問票がありません（Q-1a2b3c4d5e のような参照番号がありません）。",
        "zh": "{file} 中没有问询表（未找到如 Q-1a2b3c4d5e 的参考编号）。",
    }
    way_out = {
        "en": "Give the workbook that `screener ask` wrote, with its column of references.",
        "ja": "screener ask が書いたブックを、参照番号の列を残したまま指定してください。",
        "zh": "请提供 screener ask 写出的工作簿，并保留参考编号列。",
    }


@dataclass(frozen=True, slots=True)
class Reply:
    """One row that came back, as it was typed; `cells` tells where each of its texts stands."""

    file: str
    sheet: str
    row: int
    ref: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return what a column says, or an empty string."""
        return self.texts.get(name, "")

    @property
    def is_empty(self) -> bool:
        """Whether nobody answered."""
        return not any(self.text(name) for name in _ANSWERED)


def read_replies(path: Path, *, confined: bool = False) -> tuple[Reply, ...]:
    """Read the rows of a questionnaire workbook, filled or not.

    `confined` has any file read in a process of its own with limits, not only what may need it.

    Raises:
        InputError: The file cannot be read, or holds no questionnaire.
    """
    workbook = open_workbook(path, confined=confined)
    found = tuple(reply for sheet in workbook.sheets for reply in _of_sheet(path.name, sheet))
    if not found:
        raise NoQuestionnaire(file=path)
    return found


def _of_sheet(file: str, sheet: Sheet) -> Iterator[Reply]:
    signed = _signature(sheet)
    columns: Mapping[str, int] = {}
    for number, cells in enumerate(sheet.rows, start=1):
        reference = next(
            (place for place, text in enumerate(cells) if _REFERENCE.fullmatch(text.strip())), None
        )
        if reference is None:
            columns = _headings(cells) or columns
            continue
        places = {**_usual_places(reference, columns), **columns}
        texts = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
        yield Reply(
            file=file,
            sheet=sheet.name,
            row=number,
            ref=cells[reference].strip(),
            texts={**texts, **{name: texts.get(name) or said for name, said in signed.items()}},
            cells={name: f"{column_letters(place + 1)}{number}" for name, place in places.items()},
        )


def _headings(cells: tuple[str, ...] | list[str]) -> dict[str, int]:
    """Return the columns that a row names, if it is the row of headings."""
    known = _known_headings()
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        name = known.get(fold_text(text))
        if name:
            found.setdefault(name, place)
    return found if len(found) > 1 else {}


def _usual_places(reference: int, columns: Mapping[str, int]) -> dict[str, int]:
    """Return where columns without a known heading stand, if nobody moved them."""
    names = list(COLUMNS)
    taken = set(columns.values())
    places = {name: reference - names.index("ref") + names.index(name) for name in names}
    return {name: at for name, at in places.items() if at >= 0 and at not in taken}


def _signature(sheet: Sheet) -> dict[str, str]:
    """Return who signed a whole sheet, and when."""
    labels = {
        folded: name
        for name, key in (("by", "signed_by"), ("on", "signed_on"))
        for folded in _every(settling_texts().sheet[key])
    }
    found: dict[str, str] = {}
    for cells in sheet.rows:
        if any(_REFERENCE.fullmatch(text.strip()) for text in cells):
            continue
        for place, text in enumerate(cells):
            name = labels.get(fold_text(text))
            said = next((cell.strip() for cell in cells[place + 1 :] if cell.strip()), "")
            if name and said and fold_text(said) not in {*labels, *_known_headings()}:
                found.setdefault(name, said)
    return found


@cache
def _known_headings() -> Mapping[str, str]:
    texts = settling_texts().columns
    return {folded: name for name, text in texts.items() for folded in _every(text)}


def _every(text: Text) -> tuple[str, ...]:
    return tuple(fold_text(text.get(language)) for language in ("en", "ja", "zh"))
