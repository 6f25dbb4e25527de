"""The restriction's history, replayed on one parts list: a table that a person reads and signs.

Each day is one on which an instrument changed what the same goods may do; the day after the last
is there because a suspension ends with that day. ``python tests/golden/history.py --update`` writes
the table anew: read every line of the difference, with the instruments beside it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from screener.differences import Change, Side, compare
from screener.differences.words import DifferenceWords
from screener.matching import LineReader
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile, ProfileFacts
from screener.results.explain import Explainer
from screener.results.records import ResultRecord, records
from screener.rulepack.load import Pack, load_pack

SIGNED = Path(__file__).with_name("history.yaml")
SAMPLE = Path(__file__).parents[2] / "samples" / "history_2026_en.csv"

#: The day before the restriction, the three days that widened it, the end of the suspension.
DAYS = ("2026-01-05", "2026-01-06", "2026-02-24", "2026-06-29", "2026-11-10", "2026-11-11")


#: The rule whose failing condition is named where a line is clear.
BAN = "japan-export-ban"


@cache
def pack() -> Pack:
    """The shipped rules."""
    return load_pack()


@cache
def _reader() -> LineReader:
    return LineReader(pack())


@cache
def on(day: str) -> Side:
    """The results of the list on one day."""
    profile = Profile(facts=ProfileFacts(destination="JP", date=day))
    screener = Screener(pack(), profile, reader=_reader())
    screening = screen_workbook(open_source(SAMPLE, profile), screener)
    return Side(tuple(records(screening, Explainer(pack(), "en"))), pack())


def lines(day: str) -> list[dict[str, str]]:
    """What the list gives on one day."""
    return [
        {"row": str(one["row"]), "label": one["label"], "because": "; ".join(_because(one))}
        for one in on(day).records
    ]


def _because(record: ResultRecord) -> Iterator[str]:
    """Name the clauses that hold, the questions that are open, or the condition that fails."""
    if record["label"] == "unclear":
        yield ", ".join(question["id"] for question in record["questions"]) or "review"
    prohibited = [one for one in record["reasons"] if one["effect"] == "prohibited"]
    if record["label"] == "likely_affected":
        held = (one for one in prohibited if one["truth"] == "true")
        yield from (f"{one['rule']} ({one['instrument']} §{one['clause']})" for one in held)
    review = (one for one in record["reasons"] if one["effect"] == "review")
    yield from (f"{one['rule']} ({one['instrument']})" for one in review if one["truth"] == "true")
    if record["label"] == "clear":
        ban = next(one for one in prohibited if one["rule"] == BAN)
        failed = (one["condition"] for one in ban["conditions"] if one["truth"] == "false")
        yield f"not {next(failed, 'in force')}"


def steps() -> Iterator[dict[str, object]]:
    """What changed from each day to the next, and what changed it."""
    words = DifferenceWords(Explainer(pack(), "en"))
    for earlier, later in pairwise(DAYS):
        changed = compare(on(earlier), on(later)).of("relabelled")
        assert all(change.tested for change in changed)
        yield {
            "from": earlier,
            "to": later,
            "changes": [_change(change, words) for change in changed],
        }


def _change(change: Change, words: DifferenceWords) -> dict[str, object]:
    assert change.before
    assert change.after
    return {
        "row": str(change.after["row"]),
        "labels": f"{change.before['label']} → {change.after['label']}",
        "causes": [words.cause(cause) for cause in change.causes],
    }


def signed() -> dict[str, list[dict[str, object]]]:
    """The table as it was read and signed."""
    text = SIGNED.read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes nothing but strings


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    parts = {str(one["row"]): one["line"]["description"] for one in on(DAYS[0]).records}
    yield f"# samples/{SAMPLE.name} on each day of the restriction's history; see history.py."
    yield "days:"
    for day in DAYS:
        yield f"- day: {day}"
        yield "  lines:"
        for line in lines(day):
            start = f"{{row: {line['row'] + ',':<3} label: {line['label'] + ',':<16}"
            yield f"  - {start} because: {_quoted(line['because'])}}}  # {parts[line['row']]}"
    yield "steps:"
    for step in steps():
        yield f"- from: {step['from']}"
        yield f"  to: {step['to']}"
        changes = step["changes"]
        assert isinstance(changes, list)
        yield "  changes:" if changes else "  changes: []"
        for change in changes:
            yield f"  - row: {change['row']}"
            yield f"    labels: {change['labels']}"
            yield "    causes:"
            yield from (f"    - {_quoted(cause)}" for cause in change["causes"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", required=True)
    parser.parse_args()
    SIGNED.write_text("\n".join(table()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{SIGNED}\n")


if __name__ == "__main__":
    main()
