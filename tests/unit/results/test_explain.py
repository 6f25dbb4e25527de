"""Verdicts in words: whole sentences, in one language, saying what the verdict says."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from screener.model import LANGUAGES, Label, ScreenedLine
from screener.pipeline import Screener, line_of, screen_file
from screener.profile import Profile, ProfileFacts
from screener.results.explain import Explainer, LineText
from screener.rulepack.load import Pack, load_pack

SAMPLES = sorted(
    path for path in (Path(__file__).parents[3] / "samples").iterdir() if path.is_file()
)
ROUTE = {"ship_from": "CN", "destination": "JP", "date": "2026-06-30"}
LATE = {**ROUTE, "date": "2026-10-20"}
MAGNET = {"description": "SmCo magnet"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def explainers(pack: Pack) -> dict[str, Explainer]:
    return {language: Explainer(pack, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def screener(pack: Pack) -> Screener:
    return Screener(pack, Profile(facts=ProfileFacts(**ROUTE)))


@pytest.fixture(scope="module")
def screened(pack: Pack) -> list[ScreenedLine]:
    """Every line of every sample, on a day when more is said, with a settled reading."""
    profile = Profile(facts=ProfileFacts(**LATE), readings={"AMB-CATCH-ALL": "narrow"})
    return [
        line
        for path in SAMPLES
        for line in screen_file(path, pack=pack, profile=profile, today=date(2030, 1, 1)).lines
    ]


def texts(text: LineText) -> Iterator[str]:
    """Return everything that is said of a line."""
    yield from (text.label, text.summary, *text.settled_by, *text.readings_settled, *text.notes)
    for reason in text.reasons:
        yield from (reason.title, reason.text, *(part.text for part in reason.conditions))
    for question in text.questions:
        yield from (question.title, question.text, question.shown_by)
        yield from (answer.text for answer in question.answers)


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_no_fragment_of_english_stands_in_another_language(
    language: str, screened: list[ScreenedLine], explainers: dict[str, Explainer]
) -> None:
    """Names, ids and units may; two English words in a row that the line does not say may not."""
    found = set()
    for line in screened:
        own = [stated.text for stated in line.line.stated.values()]
        for said in texts(explainers[language].explain(line)):
            for mine in sorted(own, key=len, reverse=True):
                said = said.replace(mine, "")  # noqa: PLW2901 - what is left is ours
            quoted = re.sub(r"「[^」]*」|“[^”]*”", "", said)
            found |= set(re.findall(r"\b[a-z]{3,} [a-z]{2,}\b[a-z ]*", quoted))
    assert found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_hole(
    language: str, screened: list[ScreenedLine], explainers: dict[str, Explainer]
) -> None:
    """No unfilled place, no empty list, no doubled blank, no doubled stop."""
    holes = re.compile(
        r"\s[,.。、]|[、：]\s|\{\w*\}|None|: ?\.|：。|  |。。|\.\.|[、,] ?[、,.。]"
        r"|“”|「」|\(\)|（）"
    )
    found = {
        said
        for line in screened
        for said in texts(explainers[language].explain(line))
        if holes.search(said.replace("...", "…"))
    }
    assert found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_reason_that_ends(
    language: str, screened: list[ScreenedLine], explainers: dict[str, Explainer]
) -> None:
    """Whole sentences."""
    for line in screened:
        summary = explainers[language].explain(line).summary
        assert summary.endswith({"en": ".", "ja": "。", "zh": "。"}[language]), summary


def test_a_clear_line_says_what_was_searched_and_what_failed(
    screener: Screener, explainers: dict[str, Explainer]
) -> None:
    """Clear is earned."""
    line = screener.screen(line_of({"description": "Hex bolt M6"}))
    text = explainers["en"].explain(line)
    assert line.verdict.label is Label.CLEAR
    assert str(line.findings.item.searched) in text.summary
    assert "not a dual-use item" in text.summary
    assert any("no longer holds" in note for note in text.notes)


def test_a_likely_affected_line_says_what_who_and_why(
    screener: Screener, explainers: dict[str, Explainer]
) -> None:
    """The item, the party and the rule."""
    line = screener.screen(line_of({**MAGNET, "end_user": "防衛装備庁"}))
    text = explainers["en"].explain(line)
    assert line.verdict.label is Label.LIKELY_AFFECTED
    assert "1C902.a.4" in text.summary
    assert "防衛装備庁" in text.summary
    assert text.summary.endswith("raises military capability.")
    assert text.questions == ()


def test_an_unclear_line_names_its_questions(
    screener: Screener, explainers: dict[str, Explainer]
) -> None:
    """Each with every answer and the label after it."""
    line = screener.screen(line_of(MAGNET))
    text = explainers["en"].explain(line)
    assert line.verdict.label is Label.UNCLEAR
    assert [question.id for question in text.questions] == [
        found.question.id for found in line.verdict.questions
    ]
    for question, found in zip(text.questions, line.verdict.questions, strict=True):
        assert [answer.answer for answer in question.answers] == list(found.question.answers)
        assert question.text.rstrip(")").endswith(("?", "."))
    assert len(text.settled_by) == len(line.verdict.settled_by)


def test_a_reason_cites_where_the_clause_was_read(
    screener: Screener, explainers: dict[str, Explainer]
) -> None:
    """Publisher and address."""
    text = explainers["en"].explain(screener.screen(line_of(MAGNET)))
    assert {reason.instrument for reason in text.reasons} >= {"mofcom-2026-1"}
    for reason in text.reasons:
        assert reason.citations
        assert all(found.url.startswith("http") for found in reason.citations)
