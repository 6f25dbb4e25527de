"""Running the cases beside the rules: each must come out as it was signed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screener.matching import LineReader
from screener.model import ItemFinding, ScreenedLine, Truth
from screener.pipeline import Screener
from screener.profile import Profile, ProfileFacts
from screener.rulepack.cases import LineCase, case_line, load_line_cases
from screener.rulepack.item_cases import ItemCase, load_item_cases
from screener.rulepack.load import Pack
from screener.rulepack.name_cases import load_end_use_cases, load_party_cases


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case: `failure` says what differs, ``None`` where it holds."""

    file: str
    name: str
    failure: str | None


def prove(pack: Pack) -> Iterator[CaseOutcome]:
    """Run every case of a rule pack: lines, items, parties and end uses, in order of the files."""
    reader = LineReader(pack)  # it costs most, and does not depend on the profile
    yield from _prove_lines(pack, reader)
    yield from _prove_items(pack, reader)
    yield from _prove_parties(pack, reader)
    yield from _prove_end_uses(pack, reader)


def _prove_lines(pack: Pack, reader: LineReader) -> Iterator[CaseOutcome]:
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


def _prove_items(pack: Pack, reader: LineReader) -> Iterator[CaseOutcome]:
    for name, cases in load_item_cases(pack.root).items():
        for case in cases.cases:
            failure = _item_failure(case, reader.read_item(case.bom_line(), cases.on))
            described = " | ".join(case.line.values())
            yield CaseOutcome(f"cases/items/{name}.yaml", described, failure)


def _prove_parties(pack: Pack, reader: LineReader) -> Iterator[CaseOutcome]:
    for case in load_party_cases(pack.root):
        found = reader.read_party(case.text, "end_user", _first_day(pack), country=case.country)
        failure = _difference(
            f"{case.outcome} {case.entity or ''}".strip(),
            f"{found.outcome} {found.entity or ''}".strip(),
        )
        yield CaseOutcome(case.file, case.text, failure)


def _prove_end_uses(pack: Pack, reader: LineReader) -> Iterator[CaseOutcome]:
    for case in load_end_use_cases(pack.root):
        found = reader.read_end_use(case.text)
        yield CaseOutcome(case.file, case.text, _difference(case.outcome, found.end_use))


def _first_day(pack: Pack) -> date:
    """Return the day on which a case without a date counts: the last that was researched."""
    return pack.info.researched_up_to


def _failure(case: LineCase, screened: ScreenedLine) -> str | None:
    verdict = screened.verdict
    if verdict.label is not case.label:
        return _difference(case.label.value, verdict.label.value)
    asked = {found.question.id for found in verdict.questions}
    missing = [question for question in case.questions if question not in asked]
    if missing:
        return f"does not ask {', '.join(missing)}; asks {', '.join(sorted(asked)) or 'nothing'}"
    if case.because and not _decides(case.because, screened):
        return f"the condition {case.because} does not decide"
    return None


def _item_failure(case: ItemCase, found: ItemFinding) -> str | None:
    if found.status not in case.status:
        return _difference(" or ".join(case.status), found.status)
    codes = {match.control_code for match in found.matches}
    if case.code and case.code not in codes:
        return _difference(case.code, ", ".join(sorted(filter(None, codes))) or "no code")
    if case.goods and found.goods not in case.goods:
        return _difference(" or ".join(case.goods), found.goods)
    return None


def _difference(wanted: str, got: str) -> str | None:
    return None if wanted == got else f"wanted {wanted}, got {got}"


def _decides(condition: str, screened: ScreenedLine) -> bool:
    wanted = Truth.FALSE if screened.verdict.label.value == "clear" else Truth.TRUE
    return any(
        found.condition == condition and found.finding.truth is wanted
        for reason in screened.verdict.reasons
        for found in reason.conditions
    )
