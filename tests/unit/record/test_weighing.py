"""What answers do to a line of the shipped rules: add, confirm, contradict, and go away again."""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screener.matching import LineReader
from screener.model import Answer, Fate, Label, Line, QuestionKind, ScreenedLine
from screener.pipeline import Screener, line_of
from screener.profile import Profile, ProfileFacts
from screener.record.entries import AnswerEntry, Entry, WithdrawalEntry, entry_id
from screener.record.grounds import Grounds, grounds_of_answer
from screener.record.judging import asked_by
from screener.record.record import LineRecord, Record, line_entry
from screener.rulepack.load import Pack, load_pack
from screener.settling.loop import grounds_entry

DAY = "2026-06-30"
MAGNET = {"description": "SmCo magnet, ring 20x10x5 mm", "ship_from": "CN", "destination": "JP"}


@cache
def _pack() -> Pack:
    return load_pack()


@cache
def _screener() -> Screener:
    return Screener(_pack(), Profile(facts=ProfileFacts(date=DAY)), reader=LineReader(_pack()))


def _screened(line: dict[str, str], *answers: Answer) -> ScreenedLine:
    screener, made = _screener(), line_of(line)
    given = tuple((answer, _grounds(answer, screener.screen(made))) for answer in answers)
    return screener.screen(made, LineRecord(given))


def _grounds(answer: Answer, screened: ScreenedLine) -> Grounds:
    return grounds_of_answer(asked_by(answer), screened.line, screened.findings, _pack())


def _answer(
    fact: str, answer: str | None = None, value: str | None = None, *, name: str = "A-1"
) -> Answer:
    field = _pack().law.facts[fact].field
    return Answer(
        name, f"FACT-{field}", QuestionKind.FACT, fact, answer, value, on=date(2026, 6, 1)
    )


def _labels(*screened: ScreenedLine) -> list[Label]:
    return [one.verdict.label for one in screened]


def test_an_answer_settles_what_the_line_leaves_open() -> None:
    military = _answer("end_user", "military_user")
    before, after = _screened(MAGNET), _screened(MAGNET, military)
    assert _labels(before, after) == [Label.UNCLEAR, Label.LIKELY_AFFECTED]
    assert [one.fate for one in after.answers] == [Fate.USED]


def test_words_of_an_answer_are_read_like_a_cell() -> None:
    listed = _screened(MAGNET, _answer("end_user", value="三菱造船株式会社"))
    unlisted = _screened(MAGNET, _answer("end_user", value="田中水道設備株式会社"))
    assert _labels(listed, unlisted) == [Label.LIKELY_AFFECTED, Label.UNCLEAR]
    assert listed.findings.parties[0].name == "三菱造船株式会社"


def test_a_choice_that_its_own_words_contradict_is_not_taken_for_granted() -> None:
    screened = _screened(MAGNET, _answer("end_user", "civil", "三菱造船株式会社"))
    assert screened.verdict.label is Label.UNCLEAR
    assert [one.fate for one in screened.answers] == [Fate.CONTRADICTED]
    assert "CONFLICT-end_user" in {found.question.id for found in screened.verdict.questions}


@pytest.mark.parametrize(
    ("cell", "answer", "fate"),
    [
        ("CN", "china", Fate.CONFIRMS),
        ("中国", "china", Fate.CONFIRMS),
        ("CN", "elsewhere", Fate.CONTRADICTED),
        ("", "elsewhere", Fate.USED),
    ],
)
def test_an_answer_confirms_contradicts_or_adds_to_a_cell(
    cell: str, answer: str, fate: Fate
) -> None:
    line = {**MAGNET, "ship_from": "DE", "country_of_origin": cell, "end_user": "防衛装備庁"}
    screened = _screened(line, _answer("origin", answer))
    assert [one.fate for one in screened.answers] == [fate]


def test_a_cell_and_an_answer_that_contradict_it_leave_the_line_unclear_until_one_is_right() -> (
    None
):
    line = {**MAGNET, "ship_from": "DE", "country_of_origin": "CN", "end_user": "防衛装備庁"}
    other = _answer("origin", "elsewhere")
    screened = _screened(line, other)
    assert _screened(line).verdict.label is not Label.CLEAR
    assert screened.verdict.label is Label.UNCLEAR
    assert screened.answers[0].against == ("CN",)
    right = Answer("A-2", "CONFLICT-country_of_origin", QuestionKind.CONFLICT, answer="elsewhere")
    settled = _screened(line, other, right)
    assert settled.verdict.label is Label.CLEAR
    assert {one.fate for one in settled.answers} == {Fate.USED}


def test_claims_that_give_the_same_label_need_not_be_told_apart() -> None:
    line = {**MAGNET, "end_user": "防衛装備庁"}
    screened = _screened(line, _answer("end_user", value="三菱造船株式会社"))
    assert screened.verdict.label is Label.LIKELY_AFFECTED
    assert [one.fate for one in screened.answers] == [Fate.CONTRADICTED]


def test_a_narrow_reading_of_what_is_known_makes_no_contested_military_user_clear() -> None:
    narrow = dict.fromkeys(("AMB-MILITARY-USER", "AMB-CONGLOMERATE", "AMB-ENHANCE"), "narrow")
    profile = Profile(facts=ProfileFacts(date=DAY), readings=narrow)
    screener = Screener(_pack(), profile, reader=_screener().reader)
    line = line_of({**MAGNET, "end_user": "防衛装備庁", "end_use": "water pump"})
    answer = _answer("end_user", "civil", "田中水道設備株式会社")
    grounds = _grounds(answer, screener.screen(line))
    screened = screener.screen(line, LineRecord(((answer, grounds),)))
    assert screened.verdict.label is Label.UNCLEAR


def test_a_name_that_no_list_knows_gives_way_to_a_choice_that_says_more() -> None:
    line = {**MAGNET, "end_user": "田中水道設備株式会社", "end_use": "water pump"}
    assert _screened(line).verdict.label is Label.CLEAR
    screened = _screened(line, _answer("end_user", "military_user"))
    assert screened.verdict.label is Label.LIKELY_AFFECTED
    assert [one.fate for one in screened.answers] == [Fate.USED]


def test_an_answer_counts_no_longer_when_the_part_comes_from_another_supplier() -> None:
    screener = _screener()
    old = line_of({**MAGNET, "supplier": "Old GmbH", "country_of_origin": ""})
    new = line_of({**MAGNET, "supplier": "New GmbH", "country_of_origin": ""})
    answer = _answer("origin", "elsewhere")
    kept = LineRecord(((answer, _grounds(answer, screener.screen(old))),))
    assert [one.fate for one in screener.screen(old, kept).answers] != [Fate.REOPENED]
    (reopened,) = screener.screen(new, kept).answers
    assert reopened.fate is Fate.REOPENED
    assert dict(reopened.changed or {}) == {"supplier": ("old gmbh", "new gmbh")}


_ANSWERS = (
    ("end_user", "military_user", None),
    ("end_user", "civil", None),
    ("end_user", None, "三菱造船株式会社"),
    ("end_user", "civil", "ACME Waterworks K.K."),
    ("end_use", "civil", "water treatment"),
    ("end_use", "military", None),
    ("end_use", None, "radar"),
    ("origin", "china", None),
    ("origin", None, "Germany"),
    ("ship_from", "elsewhere", None),
    ("item", "ordinary", None),
    ("item", None, "SmCo magnet"),
)
_LINES = (
    MAGNET,
    {**MAGNET, "end_user": "防衛装備庁", "end_use": "研究"},
    {"description": "see drawing", "destination": "JP", "country_of_origin": "CN/DE"},
    {**MAGNET, "end_user": "田中商事株式会社", "end_use": "for stock", "country_of_origin": "JP"},
)
_given = st.lists(st.sampled_from(_ANSWERS), max_size=4, unique=True)
thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _numbered(given: list[tuple[str, str | None, str | None]]) -> list[Answer]:
    return [
        _answer(fact, answer, value, name=f"A-{_ANSWERS.index((fact, answer, value))}")
        for fact, answer, value in given
    ]


@thorough
@given(line=st.sampled_from(_LINES), given=_given, data=st.data())
def test_no_order_of_answers_matters(
    line: dict[str, str], given: list[tuple[str, str | None, str | None]], data: st.DataObject
) -> None:
    answers = _numbered(given)
    one, other = _screened(line, *answers), _screened(line, *data.draw(st.permutations(answers)))
    assert one.verdict == other.verdict
    assert one.answers == other.answers


@thorough
@given(line=st.sampled_from(_LINES), given=_given, data=st.data())
def test_a_withdrawn_answer_restores_the_label_from_before(
    line: dict[str, str], given: list[tuple[str, str | None, str | None]], data: st.DataObject
) -> None:
    made = line_of(line)
    answers = _numbered(given)
    gone = data.draw(st.lists(st.sampled_from(answers), unique=True)) if answers else []
    entries = [entry for answer in answers for entry in _entries(answer, made)]
    taken_back = [
        WithdrawalEntry(id=entry_id("W", {"of": one.id}), withdraws=_entry(one, made).id)
        for one in gone
    ]
    left = [entry for one in answers if one not in gone for entry in _entries(one, made)]
    with_all = Record().with_added([*entries, *taken_back])
    (after,), (before,) = with_all.for_lines([made]), Record().with_added(left).for_lines([made])
    assert _screener().screen(made, after) == _screener().screen(made, before)


def _entries(answer: Answer, line: Line) -> list[Entry]:
    grounds = grounds_entry(_grounds(answer, _screener().screen(line)))
    return [line_entry(line), grounds, _entry(answer, line)]


def _entry(answer: Answer, line: Line) -> AnswerEntry:
    grounds = grounds_entry(_grounds(answer, _screener().screen(line)))
    content = {
        "question": answer.question,
        "about": answer.kind,
        "fact": answer.fact,
        "answer": answer.answer,
        "value": answer.value,
        "lines": {line_entry(line).id: grounds.id},
    }
    return AnswerEntry.model_validate({"id": entry_id("A", content), **content})
