"""Does a result still hold? It is made anew from its own input, profile, date and rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from screener.errors import InputError
from screener.model import Label
from screener.pipeline import Screener, open_source, screen_workbook
from screener.profile import Profile
from screener.record.files import read_record, record_beside
from screener.results.explain import Explainer
from screener.results.reading import read_results
from screener.results.records import ResultRecord, as_json, records
from screener.rulepack.load import Pack


class InputMissing(InputError):
    """The file that a result was made from is not found."""

    code = "input-missing"
    problem = {
        "en": "{result}: the file it was made from, {file}, is neither beside it nor here.",
        "ja": "{result}: 元のファイル {file} が同じフォルダーにも現在のフォルダーにもありません。",
        "zh": "{result}: 同一文件夹和当前文件夹中均无原文件 {file}。",
    }
    way_out = {
        "en": "Name the file, or the folder that holds it: --input PATH",
        "ja": "ファイルまたはそのフォルダーを指定してください: --input PATH",
        "zh": "请指定该文件或其所在文件夹: --input PATH",
    }


class Standing(StrEnum):
    """How a result stands after it was made anew."""

    SAME = "same"
    HOLDS = "holds"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line that comes out otherwise: labels (``None``: no such line), and the keys that differ.

    A line of which only the words differ keeps its label and its questions.
    """

    sheet: str
    row: int
    before: Label | None
    after: Label | None
    keys: tuple[str, ...]

    @property
    def is_decisive(self) -> bool:
        """Whether the label, or what it hangs on, is another."""
        return self.before is not self.after or not {"questions", "settled_by"}.isdisjoint(
            self.keys
        )


@dataclass(frozen=True, slots=True)
class Verification:
    """What making a result anew has shown; `changed` names what it was made with and is not now.

    `changed` holds pairs (then, now) under ``input``, ``record``, ``rules`` and ``program``.
    """

    file: str
    lines: int
    standing: Standing
    changed: dict[str, tuple[str, str]]
    differences: tuple[LineDifference, ...]


def verify(
    result: Path, pack: Pack, given: Path | None = None, kept: Path | None = None
) -> Iterator[Verification]:
    """Make every screening of a result anew, and compare.

    Args:
        result: The result; its input is looked for beside it, and here.
        pack: The rules to make it anew with.
        given: The input, or the folder that holds it, where it lies elsewhere.
        kept: The record of answers and decisions, where it is not beside the input.

    Raises:
        InputMissing: The input is not found.
        InputError: The result or its input cannot be read.
    """
    found = read_results(result)
    left = result.read_text(encoding="utf-8").splitlines()
    for _, group in groupby(found, key=lambda one: (one["file"], str(one["screening"]))):
        then = list(group)
        written, left = left[: len(then)], left[len(then) :]
        source = _source(result, then[0]["file"], given)
        now = list(_made_anew(then[0], source, kept or record_beside(source), pack))
        yield _compared(then, now, pack, same=written == list(map(as_json, now)))


def _source(result: Path, name: str, given: Path | None) -> Path:
    if given is not None and given.is_file():
        return given
    for folder in (given,) if given is not None else (result.parent, Path()):
        if (folder / name).is_file():
            return folder / name
    raise InputMissing(result=result, file=name)


def _made_anew(then: ResultRecord, source: Path, kept: Path, pack: Pack) -> Iterator[ResultRecord]:
    made_with = then["screening"]
    profile = Profile.model_validate(made_with["profile"])
    late = pack.info.review_by + timedelta(days=1) if made_with["past_review"] else None
    record = read_record(kept) if made_with["record_sha256"] else None
    screener = Screener(pack, profile, today=late, record=record)
    screening = screen_workbook(open_source(source, profile), screener)
    return records(screening, Explainer(pack, made_with["language"]))


def _compared(
    then: Sequence[ResultRecord], now: Sequence[ResultRecord], pack: Pack, *, same: bool
) -> Verification:
    differences = tuple(_differences(then, now))
    changed = dict(_changed(then[0], now[0] if now else None, pack))
    if same:
        standing = Standing.SAME
    elif any(one.is_decisive for one in differences) or "input" in changed:
        standing = Standing.DIFFERS
    else:
        standing = Standing.HOLDS
    return Verification(then[0]["file"], len(then), standing, changed, differences)


def _changed(
    then: ResultRecord, now: ResultRecord | None, pack: Pack
) -> Iterator[tuple[str, tuple[str, str]]]:
    before, after = then["screening"], now["screening"] if now else None
    if after is not None and before["input_sha256"] != after["input_sha256"]:
        yield "input", (before["input_sha256"], after["input_sha256"])
    if after is not None and before["record_sha256"] != after["record_sha256"]:
        yield "record", (before["record_sha256"] or "-", after["record_sha256"] or "-")
    if then["rule_pack"]["sha256"] != pack.sha256:
        old = then["rule_pack"]
        yield "rules", (f"{old['version']} {old['sha256']}", f"{pack.info.version} {pack.sha256}")
    if before["program"] != version("screener"):
        yield "program", (before["program"], version("screener"))


def _differences(
    then: Sequence[ResultRecord], now: Sequence[ResultRecord]
) -> Iterator[LineDifference]:
    before, after = _by_place(then), _by_place(now)
    for place in dict.fromkeys([*before, *after]):
        old, new = before.get(place), after.get(place)
        keys = tuple(_unlike(old, new)) if old and new else ()
        if keys or old is None or new is None:
            yield LineDifference(place[0], place[1], _label(old), _label(new), keys)


#: What is the same for a whole file, and told once.
_OF_THE_FILE = frozenset({"screening", "rule_pack"})


def _unlike(old: ResultRecord, new: ResultRecord) -> Iterable[str]:
    one, other = dict(old), dict(new)
    return [name for name in one if name not in _OF_THE_FILE and one[name] != other[name]]


def _by_place(found: Sequence[ResultRecord]) -> dict[tuple[str, int, int], ResultRecord]:
    """Return records by sheet, row and number in the row: tables may stand beside each other."""
    seen: dict[tuple[str, int], int] = {}
    placed: dict[tuple[str, int, int], ResultRecord] = {}
    for record in found:
        place = record["sheet"], record["row"]
        seen[place] = seen.get(place, 0) + 1
        placed[*place, seen[place]] = record
    return placed


def _label(record: ResultRecord | None) -> Label | None:
    return Label(record["label"]) if record else None
