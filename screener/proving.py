"""Running the cases beside the rules: each line must get the label that it was signed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screener.matching import LineReader
from screener.model import ScreenedLine, Truth
from screener.pipeline import Screener
from screener.profile import Profile, ProfileFacts
from screener.rulepack.cases import LineCase, case_line, load_line_cases
from screener.rulepack.load import Pack


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case: `failure` says what differs, ``None`` where it holds."""

    file: str
    name: str
    failure: str | None


def prove(pack: Pack) -> Iterator[CaseOutcome]:
    """Run every case of a rule pack, in order of its files."""
    reader = LineReader(pack)  # it costs most, and does not depend on the profile
    for name, cases in load_line_cases(pack.root).items():
        for case in cases.cases:
            line, on = case_line(case)
            profile = Profile(
                facts=ProfileFacts(date=(on or _first_day(pack)).isoformat()),
                readings=case.readings,
            )
            screener = Screener(pack, profile, reader=reader)
            failure = _failure(case, screener.screen(line))
            yield CaseOutcome(f"cases/lines/{name}.yaml", case.name, failure)


def _first_day(pack: Pack) -> date:
    """Return the day on which a case without a date counts: the last that was researched."""
    return pack.info.researched_up_to


def _failure(case: LineCase, screened: ScreenedLine) -> str | None:
    verdict = screened.verdict
    if verdict.label is not case.label:
        return f"wanted {case.label.value}, got {verdict.label.value}"
    asked = {found.question.id for found in verdict.questions}
    missing = [question for question in case.questions if question not in asked]
    if missing:
        return f"does not ask {', '.join(missing)}; asks {', '.join(sorted(asked)) or 'nothing'}"
    if case.because and not _decides(case.because, screened):
        return f"the condition {case.because} does not decide"
    return None


def _decides(condition: str, screened: ScreenedLine) -> bool:
    wanted = Truth.FALSE if screened.verdict.label.value == "clear" else Truth.TRUE
    return any(
        found.condition == condition and found.finding.truth is wanted
        for reason in screened.verdict.reasons
        for found in reason.conditions
    )
