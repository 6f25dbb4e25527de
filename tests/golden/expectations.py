"""What each sample must give, as a table that a person reads and signs.

``python tests/golden/expectations.py --update`` writes the tables anew after a change of rules or
code: read every line of the difference before it is committed.
"""

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from screener.model import ScreenedLine
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile, ProfileFacts
from screener.rulepack.load import load_pack

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SAMPLES = sorted(path for path in (HERE.parents[1] / "samples").iterdir() if path.is_file())

#: The facts that the lines of the samples leave out; the same as in ``make screen``.
FACTS = {"ship_from": "CN", "destination": "JP", "date": "2026-06-30"}

Row = dict[str, str]


def expected(sample: Path) -> list[Row]:
    """Read the table of a sample."""
    text = (EXPECTED / f"{sample.name}.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings
    assert content["facts"] == FACTS
    return list(content["rows"])


@cache
def screener() -> Screener:
    """The screener of all samples."""
    return Screener(load_pack(), Profile(facts=ProfileFacts(**FACTS)))


def found(sample: Path) -> list[Row]:
    """Screen a sample."""
    workbook = open_source(sample, screener().profile)
    return [_row(line) for line in screen_workbook(workbook, screener()).lines]


def _row(screened: ScreenedLine) -> Row:
    item = screened.findings.item
    codes = [match.control_code for match in item.matches]
    row = {
        "row": str(screened.line.row),
        "label": screened.verdict.label.value,
        "item": item.status.value,
        "code": codes[0] if codes else "-",
        "part": screened.line.text("description"),
    }
    user = screened.line.text("end_user")
    return {**row, "end_user": user} if user else row


def table(sample: Path) -> Iterator[str]:
    """Yield the lines of a sample's table, aligned."""
    yield f"# What samples/{sample.name} must give, row by row; see expectations.py."
    yield f"facts: {{{', '.join(f'{name}: {text}' for name, text in FACTS.items())}}}"
    yield "rows:"
    for row in found(sample):
        start = (
            f"- {{row: {row['row'] + ',':<4} label: {row['label'] + ',':<16} "
            f"item: {row['item'] + ',':<20} code: {row['code'] + ',':<11}"
        )
        texts = [f"{name}: {_quoted(row[name])}" for name in ("part", "end_user") if name in row]
        yield f"{start} {', '.join(texts)}}}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", required=True)
    parser.parse_args()
    EXPECTED.mkdir(exist_ok=True)
    for sample in SAMPLES:
        path = EXPECTED / f"{sample.name}.yaml"
        path.write_text("\n".join(table(sample)) + "\n", encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
