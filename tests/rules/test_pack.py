"""The laws of the rule folder, its strict reading, and the hash that names its content."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.rulepack.cases import LineCase, load_line_cases
from screener.rulepack.check import check_pack, parts_of
from screener.rulepack.law import Condition, Fact, Rule, UnderReading
from screener.rulepack.load import content_hash, load_pack, shipped_rules
from screener.rulepack.reading import RuleFileError, read_model

RULES = shipped_rules()
PACK = load_pack(RULES)
CASES = load_line_cases(RULES)

RULE = RULES / "provisions" / "japan-export-ban.yaml"
CONDITION = RULES / "conditions" / "leaves_china.yaml"
FACT = RULES / "facts" / "origin.yaml"


def _readings_in_conditions() -> Iterator[tuple[str, str]]:
    for condition in PACK.law.conditions.values():
        for part in parts_of(condition.when):
            if isinstance(part, UnderReading):
                yield from ((part.reading, token) for token in part.under)


READINGS = sorted(set(_readings_in_conditions()))


def _cases(name: str) -> list[LineCase]:
    return CASES[name].cases if name in CASES else []


def test_no_file_of_the_pack_contradicts_another() -> None:
    """Every name that a rule file mentions exists, and each prohibition has its cases."""
    assert check_pack(PACK, CASES) == []


@pytest.mark.parametrize("label", ["likely_affected", "unclear", "clear"])
@pytest.mark.parametrize(
    "rule", [name for name, rule in PACK.law.rules.items() if rule.effect.value == "prohibited"]
)
def test_a_prohibition_has_cases_of_every_label(rule: str, label: str) -> None:
    """A hit, a near miss and a doubtful line stand beside each prohibition."""
    assert label in {case.label.value for case in _cases(rule)}


@pytest.mark.parametrize(("ambiguity", "reading"), READINGS)
def test_a_reading_in_a_condition_has_a_case_that_settles_it(ambiguity: str, reading: str) -> None:
    """Each reading that decides something has a case in which a company settles on it."""
    assert any(case.readings.get(ambiguity) == reading for case in _cases(ambiguity))


@pytest.mark.parametrize("ambiguity", sorted({ambiguity for ambiguity, _ in READINGS}))
def test_an_open_reading_has_a_case_that_asks_for_it(ambiguity: str) -> None:
    """Each open reading makes some line unclear, and is named as a question there."""
    assert any(ambiguity in case.questions for case in _cases(ambiguity))


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_file_of_cases_is_called_after_what_it_is_about(name: str) -> None:
    """The file's name, its ``about``, and a rule or ambiguity are one."""
    assert CASES[name].about == name
    assert name in PACK.law.rules or name in PACK.ambiguities


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_question_that_a_case_wants_can_be_asked(name: str) -> None:
    """A question is a fact, a parameter or a documented ambiguity."""
    fields = {f"FACT-{fact.field}" for fact in PACK.law.facts.values()}
    wanted = {question for case in _cases(name) for question in case.questions}
    assert all(
        question in fields or question in PACK.ambiguities or question.startswith("PARAM-")
        for question in wanted
    )


@pytest.mark.parametrize("name", sorted(PACK.law.conditions))
def test_a_condition_is_used(name: str) -> None:
    """A condition that no rule reaches decides nothing, and does not stay."""
    nodes = [rule.when for rule in PACK.law.rules.values()]
    nodes += [condition.when for condition in PACK.law.conditions.values()]
    assert name in {part for node in nodes for part in parts_of(node) if isinstance(part, str)}


@pytest.mark.parametrize("name", sorted(PACK.law.facts))
def test_an_answer_gives_values_that_the_fact_has(name: str) -> None:
    """An answer without a value of its fact would settle nothing."""
    fact = PACK.law.facts[name]
    given = {value for answer in fact.answers.values() for value in answer.values}
    assert given
    assert given <= set(fact.values)


def _texts() -> Iterator[tuple[str, str, str]]:
    for rule in PACK.law.rules.values():
        for text in (rule.title, rule.because):
            yield from (
                (rule.id, "en", text.en),
                (rule.id, "ja", text.ja),
                (rule.id, "zh", text.zh),
            )
    for condition in PACK.law.conditions.values():
        says = condition.says
        for text in (condition.title, says.true, says.false, says.unknown):
            name = condition.id
            yield from ((name, "en", text.en), (name, "ja", text.ja), (name, "zh", text.zh))


#: Words that promise what a screening cannot: certainty, safety, permission.
PROMISES = {
    "en": ("safe", "guarantee", "certainly", "compliant", "legally permitted", "no risk"),
    "ja": ("安全です", "保証", "確実に", "適法", "問題ありません"),
    "zh": ("安全无虞", "保证", "肯定", "合规", "没有问题"),
}


@pytest.mark.parametrize(("name", "language", "text"), list(_texts()))
def test_no_text_promises_legal_certainty(name: str, language: str, text: str) -> None:
    """A rule says what it found, never that something is safe or permitted."""
    assert not [word for word in PROMISES[language] if word in text.lower()], name


def _changed(path: Path, folder: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = folder / path.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("path", "model", "old", "new", "line", "what"),
    [
        (RULE, Rule, "effect: prohibited\n", "effect: prohibited\n" * 2, 3, "stands twice"),
        (RULE, Rule, "effect: prohibited", "efect: prohibited", 1, "effect"),
        (RULE, Rule, "effect: prohibited", "effect: forbidden", 2, "effect"),
        (RULE, Rule, "from: 2026-01-06", "from: 6 January", 5, "window.from"),
        (RULE, Rule, "basis: [{instrument", "basis: [{number", 4, "basis.0.instrument"),
        (CONDITION, Condition, "any:", "either:", 4, "a condition is a name"),
        (CONDITION, Condition, "is: [china]", "is: []", 5, "is"),
        (FACT, Fact, "ask: supplier", "ask: neighbour", 17, "ask"),
        (FACT, Fact, "title:", "title", 3, "not valid YAML"),
    ],
)
def test_a_slip_in_a_rule_file_is_refused_with_its_place(  # noqa: PLR0913, PLR0917 - one table row
    tmp_path: Path,
    path: Path,
    model: type[Rule | Condition | Fact],
    old: str,
    new: str,
    line: int,
    what: str,
) -> None:
    """Duplicate and unknown keys, wrong types and broken YAML are named with file and line."""
    with pytest.raises(RuleFileError) as raised:
        read_model(_changed(path, tmp_path, old, new), model)
    said = str(raised.value)
    assert path.name in said
    assert f"line {line}:" in said
    assert what in said


def _copied(folder: Path) -> Path:
    return Path(shutil.copytree(RULES, folder / "rules"))


def test_a_file_that_is_not_called_after_its_id_is_refused(tmp_path: Path) -> None:
    """Who looks for a rule by its id finds its file."""
    root = _copied(tmp_path)
    (root / "provisions" / RULE.name).rename(root / "provisions" / "another-name.yaml")
    with pytest.raises(RuleFileError, match="another-name"):
        load_pack(root)


def test_a_name_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    """A misspelt condition is found by the check of the pack, with its file."""
    root = _copied(tmp_path)
    _changed(RULE, root / "provisions", "- leaves_china", "- leaves_chine")
    found = check_pack(load_pack(root), CASES)
    assert [(problem.file.name, "leaves_chine" in problem.what) for problem in found] == [
        (RULE.name, True)
    ]


def test_a_prohibition_without_cases_is_a_problem() -> None:
    """A rule that nobody signed cases for is not finished."""
    without = {name: cases for name, cases in CASES.items() if name != RULE.stem}
    assert len(check_pack(PACK, without)) == len(("likely_affected", "unclear", "clear"))


def test_the_hash_names_what_the_rules_say(tmp_path: Path) -> None:
    """A changed rule changes the hash."""
    root = _copied(tmp_path)
    assert content_hash(root) == PACK.sha256
    _changed(RULE, root / "provisions", "from: 2026-01-06", "from: 2026-01-07")
    assert content_hash(root) != PACK.sha256


def test_the_hash_does_not_hang_on_line_ends_or_cases(tmp_path: Path) -> None:
    """A checkout on Windows, or one more case, is the same law."""
    root = _copied(tmp_path)
    rule = root / "provisions" / RULE.name
    rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
    shutil.rmtree(root / "cases")
    assert content_hash(root) == PACK.sha256
