"""What is kept of the rules between calls: used where it can be trusted, never needed."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screener import compiled
from screener.matching import LineReader
from screener.pipeline import line_of
from screener.rulepack.cases import case_line, load_line_cases
from screener.rulepack.item_cases import load_item_cases

DAY = date(2026, 6, 30)
MAGNET = line_of({"description": "SmCo magnet", "end_user": "防衛装備庁", "ship_from": "CN"})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[LineReader]:
    """Count the readers that are made from the rules themselves."""
    found: list[LineReader] = []

    def make(pack: compiled.Pack) -> LineReader:
        found.append(LineReader(pack))
        return found[-1]

    monkeypatch.setattr(compiled, "make_reader", make)
    return found


def _kept(cache: Path) -> Path:
    (found,) = cache.iterdir()
    return found


def test_what_was_kept_finds_the_same(tmp_path: Path, made: list[LineReader]) -> None:
    """The cases beside the rules go through every part of the matching."""
    first = compiled.load_reader(cache=tmp_path / "cache")
    second = compiled.load_reader(cache=tmp_path / "cache")
    assert made == [first]
    assert second.pack.id == first.pack.id
    root = first.pack.root
    lines = [case_line(case)[0] for found in load_line_cases(root).values() for case in found.cases]
    items = [case.bom_line() for found in load_item_cases(root).values() for case in found.cases]
    assert len(lines) + len(items) > 1000
    for line in (MAGNET, *lines, *items):
        assert second.read(line, DAY) == first.read(line, DAY)


def _cut_off(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:1000])


def _foreign(kept: Path) -> None:
    """Such a file would run a command, if it were read as any file of its kind."""
    harm = kept.parent.with_name("harm")
    kept.write_bytes(f"cos\nsystem\n(S'touch {harm}'\ntR.".encode())


def _open_to_others(kept: Path) -> None:
    kept.chmod(0o666)


def _folder_open_to_others(kept: Path) -> None:
    kept.parent.chmod(0o777)


def _deleted(kept: Path) -> None:
    kept.unlink()


def _linked(kept: Path) -> None:
    kept.rename(kept.parent.with_name("elsewhere"))
    kept.symlink_to(kept.parent.with_name("elsewhere"))


@pytest.mark.parametrize(
    "spoil", [_cut_off, _foreign, _open_to_others, _folder_open_to_others, _deleted, _linked]
)
def test_what_cannot_be_trusted_is_made_anew(
    tmp_path: Path, made: list[LineReader], spoil: Callable[[Path], None]
) -> None:
    cache = tmp_path / "cache"
    first = compiled.load_reader(cache=cache)
    spoil(_kept(cache))
    second = compiled.load_reader(cache=cache)
    assert made == [first, second]
    assert second.read(MAGNET, DAY) == first.read(MAGNET, DAY)
    assert not (tmp_path / "harm").exists()


def test_other_rules_are_other_files_and_old_ones_go(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.compiled").write_bytes(b"old")
        os.utime(tmp_path / f"{number}.compiled", (number, number))
    compiled.load_reader(cache=tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"4.compiled", "5.compiled", "6.compiled"} < names
    assert len(names) == 4


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    found = compiled.load_reader(cache=tmp_path / "cache")
    assert found.read(MAGNET, DAY).item.matches
