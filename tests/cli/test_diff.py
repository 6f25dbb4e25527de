"""``screener diff``: which labels changed, and which instrument, entity, reading or cell did it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run

ROOT = Path(__file__).parents[2]
HISTORY = ROOT / "samples" / "history_2026_en.csv"
BAN = "provisions/japan-export-ban.yaml"
JUNE = "entities/control-list-2026-06.yaml"
EARTHS = "catalogue/rare_earths.yaml"
TO_JAPAN = ("--destination", "JP")
HEADER = ("Line", "Part number", "Description", "Shipped from", "End user", "End use")
MAGNET = ("1", "A-1", "SmCo magnet", "CN", "横浜気象機器株式会社", "weather radar")
OXIDE = ("2", "A-2", "Dysprosium oxide 99.9%", "CN", "防衛省", "radar")
PENCIL = ("3", "A-3", "Pencils HB", "CN", "防衛省", "office")


def parts_list(path: Path, *rows: tuple[str, ...]) -> Path:
    """Write a parts list."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def changed(row: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    """Return a row with other cells, by their heading in lower case."""
    names = [name.lower().replace(" ", "_") for name in HEADER]
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


@pytest.fixture
def diff(run: Run) -> Callable[..., dict]:
    """Call the command, and read what it says to programs."""

    def called(*arguments: object) -> dict:
        done = run("diff", *arguments, "--format", "json")
        assert done.status == 0, done.err
        return json.loads(done.out)

    return called


def causes(difference: dict) -> dict[int, list[tuple[str, str]]]:
    """Return kind and id of what changed each label, by row."""
    return {
        change["after"]["row"]: [(cause["kind"], cause["id"]) for cause in change["causes"]]
        for change in difference["changes"]
        if change["kind"] == "relabelled"
    }


def test_two_dates_name_the_instrument_and_its_day(run: Run) -> None:
    """As people ask for it: which lines flipped on which day, because of what."""
    dates = ("--date", "2026-06-28", "--date", "2026-06-29")
    done = run("diff", HISTORY, *TO_JAPAN, *dates)
    assert done.status == 0
    because = "because of MOFCOM Announcement No. 27 of 2026 (2026-06-29)"
    assert f"◆ unclear → ▲ likely affected, lines: 1, {because}" in done.out
    assert "listing of Mitsubishi Precision Company, Limited" in done.out


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "2026年第27号"), ("zh", "商务部公告2026年第27号")]
)
def test_it_speaks_three_languages(run: Run, language: str, words: str) -> None:
    """Nothing of it is English then."""
    dates = ("--date", "2026-06-28", "--date", "2026-06-29")
    done = run("diff", HISTORY, *TO_JAPAN, *dates, "--language", language)
    assert words in done.out
    assert "because" not in done.out


def test_the_way_back_is_a_delisting(diff: Callable[..., dict]) -> None:
    """Given the other way round, the same listing is what ended."""
    dates = ("--date", "2026-06-29", "--date", "2026-06-28")
    found = diff(HISTORY, *TO_JAPAN, *dates)
    assert causes(found)[5] == [("listing", "mitsubishi-precision")]
    (change,) = [one for one in found["changes"] if one["after"]["row"] == 5]
    assert change["causes"][0]["after"] is None


def test_days_without_news_change_nothing(diff: Callable[..., dict]) -> None:
    """The near miss: the day after a listing."""
    found = diff(HISTORY, *TO_JAPAN, "--date", "2026-06-29", "--date", "2026-06-30")
    assert found["counts"]["relabelled"] == 0
    assert found["counts"]["unchanged"] == 16


def test_only_the_cell_that_turned_a_label_is_its_cause(
    diff: Callable[..., dict], tmp_path: Path
) -> None:
    """The end use changed as well, and the label hangs on the end user alone."""
    before = parts_list(tmp_path / "a.csv", MAGNET, OXIDE, PENCIL)
    after = parts_list(
        tmp_path / "b.csv",
        changed(MAGNET, end_user="防衛装備庁", end_use="weather radar on islands"),
        OXIDE,
        PENCIL,
    )
    found = diff(before, after, *TO_JAPAN, "--date", "2026-06-30")
    assert causes(found) == {2: [("cell", "end_user")]}
    assert found["counts"]["unchanged"] == 2


def test_two_cells_that_each_would_do_are_both_named(
    diff: Callable[..., dict], tmp_path: Path
) -> None:
    """Neither is necessary, each is enough."""
    before = parts_list(tmp_path / "a.csv", MAGNET)
    now = changed(MAGNET, end_user="防衛装備庁", end_use="missile guidance")
    after = parts_list(tmp_path / "b.csv", now)
    found = diff(before, after, *TO_JAPAN, "--date", "2026-06-30")
    assert causes(found) == {2: [("cell", "end_user"), ("cell", "end_use")]}


def test_lines_are_matched_by_what_they_are_not_where_they_stand(
    diff: Callable[..., dict], tmp_path: Path
) -> None:
    """A new row shifts all others; one part is gone."""
    before = parts_list(tmp_path / "a.csv", MAGNET, OXIDE, PENCIL)
    new = ("1", "A-9", "Copper wire 1 mm", "CN", "", "")
    after = parts_list(
        tmp_path / "b.csv", new, changed(PENCIL, line="2"), changed(MAGNET, line="3")
    )
    found = diff(before, after, *TO_JAPAN, "--date", "2026-06-30")
    kinds = {change["kind"]: change for change in found["changes"]}
    assert kinds["added"]["after"]["part"] == "Copper wire 1 mm"
    assert kinds["removed"]["before"]["part"] == "Dysprosium oxide 99.9%"
    assert found["counts"] == {
        **dict.fromkeys(("relabelled", "reasons"), 0),
        **dict.fromkeys(("added", "removed"), 1),
        "unchanged": 2,
    }


def test_a_reading_is_set_against_none_or_against_the_other(diff: Callable[..., dict]) -> None:
    """And is the cause by its name."""
    day = ("--date", "2026-06-30")
    coast = ("--reading", "AMB-ENHANCE=narrow")
    both = [
        part
        for one in ("narrow", "broad")
        for part in ("--reading", f"AMB-COASTGUARD-POLICE={one}")
    ]
    found = diff(HISTORY, *TO_JAPAN, *day, *coast, *both)
    assert causes(found)[15] == [("reading", "AMB-COASTGUARD-POLICE")]
    labels = {change["after"]["row"]: change["after"]["label"] for change in found["changes"]}
    assert labels[15] == "likely_affected"
    once = diff(HISTORY, *TO_JAPAN, *day, "--reading", "AMB-COASTGUARD-POLICE=broad")
    assert causes(once) == {15: [("reading", "AMB-COASTGUARD-POLICE")]}


def results(run: Run, folder: Path, *dates: str) -> list[Path]:
    """Screen the history on some days, and return the results."""
    found = []
    for day in dates:
        arguments = ("--date", day, "--format", "jsonl", "--out", folder / day)
        assert run("screen", HISTORY, *TO_JAPAN, *arguments).status == 0
        found.append(folder / day / "history_2026_en.screened.jsonl")
    return found


def test_two_results_say_the_same_as_two_dates(
    run: Run, diff: Callable[..., dict], tmp_path: Path
) -> None:
    """The input is not needed: a result holds every text that it was judged by."""
    days = ("2026-02-23", "2026-02-24")
    from_results = diff(*results(run, tmp_path, *days))
    from_dates = diff(HISTORY, *TO_JAPAN, "--date", days[0], "--date", days[1])
    assert from_results == from_dates
    assert causes(from_results)[3][0][0] == "rule"


def copied_rules(folder: Path) -> Path:
    """Return a copy of the shipped pack, to be changed."""
    shutil.copytree(ROOT / "rules", folder)
    return folder


def replaced(path: Path, old: str, new: str) -> None:
    """Change a text of a rule file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_two_rule_packs_name_the_entity_that_one_of_them_lacks(
    diff: Callable[..., dict], tmp_path: Path
) -> None:
    """Over a parts list: the line that it takes along."""
    pack = copied_rules(tmp_path / "pack")
    replaced(pack / JUNE, "on: 2026-06-29", "on: 2026-07-15")
    day = ("--date", "2026-06-30")
    found = diff(HISTORY, *TO_JAPAN, *day, "--rules", pack, "--rules", ROOT / "rules")
    assert causes(found) == {5: [("listing", "mitsubishi-precision")]}


def test_a_result_of_unknown_rules_is_compared_and_says_what_was_not_tried(
    run: Run, diff: Callable[..., dict], tmp_path: Path
) -> None:
    """Its differences are listed; named by --rules, they are tried."""
    pack = copied_rules(tmp_path / "pack")
    (pack / "provisions" / "watch-list-review.yaml").unlink()
    shutil.rmtree(pack / "cases")
    arguments = (*TO_JAPAN, "--date", "2026-06-30", "--format", "jsonl")
    for name, rules in (("old", pack), ("new", ROOT / "rules")):
        out = tmp_path / name
        assert run("screen", HISTORY, *arguments, "--rules", rules, "--out", out).status == 0
    both = [tmp_path / name / "history_2026_en.screened.jsonl" for name in ("old", "new")]
    untold = diff(*both)
    assert {change["tested"] for change in untold["changes"] if change["causes"]} == {False}
    told = diff(*both, "--rules", pack)
    assert causes(told)[6] == [("rule", "watch-list-review")]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ((BAN, "effect: prohibited", "effect: note"), "rule"),
        ((BAN, "from: 2026-01-06", "from: 2026-03-06"), "rule"),
        ((BAN, "  - leaves_china\n", "  - leaves_china\n  - item_is_listed\n"), "rule"),
        ((BAN, ", end_use_is_military,", ","), "rule"),
        (("conditions/end_user_is_us_forces.yaml", "is: [us_forces]", "is: [joint]"), "condition"),
        ((JUNE, "- id: mitsubishi-precision", "- id: someone"), "entity"),
        ((JUNE, "on: 2026-06-29", "on: 2026-07-29"), "entity"),
        ((EARTHS, "exact: [Samarium metal, ", "exact: ["), "entry"),
        (("cases/lines/japan-export-ban.yaml", "label: unclear", "label: clear"), "case"),
    ],
)
def test_a_pack_that_says_less_is_called_out(
    run: Run, tmp_path: Path, change: tuple[str, str, str], what: str
) -> None:
    """Effect, window, condition, part of a condition, listing, word, case."""
    pack = copied_rules(tmp_path / "pack")
    file, old, new = change
    replaced(pack / file, old, new)
    found = run("diff", "--rules", ROOT / "rules", pack, "--format", "json", "--exit-code")
    assert found.status == 1
    weaker = [one for one in json.loads(found.out)["changes"] if one["weakens"] != "no"]
    assert what in {one["what"] for one in weaker}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("provisions/watch-list-review.yaml", "effect: review", "effect: prohibited"),
        (BAN, "from: 2026-01-06", "from: 2026-01-05"),
        (BAN, "  - reaches_japan\n", ""),
        (JUNE, "on: 2026-06-29", "on: 2026-06-28"),
        (EARTHS, "exact: [Samarium metal, ", "exact: [Sm lumps, Samarium metal, "),
        (BAN, "A dual-use item leaves China", "Something leaves China"),
    ],
)
def test_a_pack_that_says_more_or_says_it_otherwise_is_not(
    run: Run, tmp_path: Path, file: str, old: str, new: str
) -> None:
    """The near misses: the same places, the other way."""
    pack = copied_rules(tmp_path / "pack")
    replaced(pack / file, old, new)
    found = run("diff", ROOT / "rules", pack, "--exit-code")
    assert found.status == 0, found.out
    assert "Not weaker:" in found.out


def test_equal_packs_say_the_same(run: Run) -> None:
    """No change is invented."""
    found = run("diff", ROOT / "rules", ROOT / "rules", "--language", "zh")
    assert (found.status, found.out.splitlines()[-1]) == (0, "两个规则包内容相同。")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (HISTORY,),
        (HISTORY, HISTORY, HISTORY),
        (HISTORY, ROOT / "rules"),
        (HISTORY, "--date", "2026-01-05", "--date", "2026-01-06", "--date", "2026-01-07"),
    ],
)
def test_nothing_to_compare_is_said(run: Run, arguments: tuple[object, ...]) -> None:
    """With what to give instead."""
    done = run("diff", *arguments)
    assert done.status == 2
    assert "Error" in done.err
