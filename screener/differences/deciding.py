"""Which of several changes turned a label: each is taken back, and the line is judged again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screener.differences.causes import CauseKind
from screener.model import Answer, Label, Line, QuestionKind, Stated
from screener.pipeline import Screener
from screener.profile import Profile, ProfileFacts
from screener.record.trying import as_if_answered
from screener.results.records import ResultRecord
from screener.rulepack.load import Pack


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is otherwise on the other side; texts are empty where nothing was stated."""

    kind: CauseKind
    id: str
    before: str
    after: str


def steps_between(before: ResultRecord, after: ResultRecord) -> list[Step]:
    """Return everything that two judgements of a line were given otherwise."""
    return [
        *_stated(before, after),
        *_readings(before, after),
        *_answers(before, after),
        *_settings(before, after),
    ]


def _stated(before: ResultRecord, after: ResultRecord) -> list[Step]:
    given = {*before["from_profile"]} | {*after["from_profile"]}
    found = []
    for name in dict.fromkeys([*before["line"], *after["line"]]):
        old, new = before["line"].get(name, ""), after["line"].get(name, "")
        if old != new:
            kind = CauseKind.FACT if name in given else CauseKind.CELL
            found.append(Step(CauseKind.DATE if name == "date" else kind, name, old, new))
    if before["on"] != after["on"] and not any(step.kind is CauseKind.DATE for step in found):
        found.append(Step(CauseKind.DATE, "date", before["on"], after["on"]))
    return found


def _readings(before: ResultRecord, after: ResultRecord) -> list[Step]:
    old, new = readings_of(before), readings_of(after)
    return [
        Step(CauseKind.READING, name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def _answers(before: ResultRecord, after: ResultRecord) -> list[Step]:
    old, new = answers_of(before), answers_of(after)
    said = [
        {name: "; ".join(answer.said for answer in given) for name, given in side.items()}
        for side in (old, new)
    ]
    return [
        Step(CauseKind.ANSWER, name, said[0].get(name, ""), said[1].get(name, ""))
        for name in dict.fromkeys([*old, *new])
        if said[0].get(name) != said[1].get(name)
    ]


def answers_of(record: ResultRecord) -> dict[str, tuple[Answer, ...]]:
    """Return the answers that counted for a line, by question."""
    found: dict[str, tuple[Answer, ...]] = {}
    for given in record["answers"]:
        if given["fate"] != "reopened":
            answer = Answer(
                id=given["id"],
                question=given["question"],
                kind=QuestionKind(given["kind"]),
                fact=given["fact"],
                answer=given["answer"],
                value=given["value"],
                by=given["by"],
                document=given["document"],
            )
            found[given["question"]] = (*found.get(given["question"], ()), answer)
    return found


def _settings(before: ResultRecord, after: ResultRecord) -> list[Step]:
    found = []
    old, new = before["rule_pack"], after["rule_pack"]
    if old["sha256"] != new["sha256"]:
        found.append(Step(CauseKind.RULES, "rules", old["version"], new["version"]))
    settings = [_strictness(one) for one in (before, after)]
    if settings[0] != settings[1]:
        found.append(Step(CauseKind.SETTING, "stale_rules", *settings))
    return found


def readings_of(record: ResultRecord) -> dict[str, str]:
    """Return the readings that a screening had settled."""
    found = record["screening"]["profile"].get("readings", {})
    return (
        {name: str(reading) for name, reading in found.items()} if isinstance(found, dict) else {}
    )


def _strictness(record: ResultRecord) -> str:
    """Return whether old rules keep a line from being clear, and whether they were old."""
    strict = record["screening"]["profile"].get("stale_rules", "warn")
    return f"{strict} (past review)" if record["screening"]["past_review"] else str(strict)


def _counting(
    before: ResultRecord, after: ResultRecord, taken: frozenset[Step]
) -> Iterator[Answer]:
    """Yield the answers that count when some steps are taken."""
    old, new = answers_of(before), answers_of(after)
    turned = {step.id for step in taken if step.kind is CauseKind.ANSWER}
    for name in dict.fromkeys([*old, *new]):
        yield from (new if name in turned else old).get(name, ())


class Judge:
    """Judges lines as if only some of the changes had been made."""

    def __init__(self, before: Pack, after: Pack) -> None:
        self._packs = (before, after)
        self._screeners: dict[object, Screener] = {}

    def deciding(
        self, before: ResultRecord, after: ResultRecord, steps: Sequence[Step]
    ) -> list[Step] | None:
        """Return the steps that turned the label.

        Those without which it would not have turned; where there are none, those that turn it
        alone; where there are none either, all of them together. ``None``: the labels do not come
        out as they stand, so nothing can be told.
        """
        every = frozenset(steps)
        target = Label(after["label"])
        if self._label(before, after, frozenset()) is not Label(before["label"]):
            return None
        if self._label(before, after, every) is not target:
            return None
        needed = [one for one in steps if self._label(before, after, every - {one}) is not target]
        if needed:
            return needed
        alone = [one for one in steps if self._label(before, after, frozenset({one})) is target]
        return alone or list(steps)

    def _label(self, before: ResultRecord, after: ResultRecord, taken: frozenset[Step]) -> Label:
        texts = dict(before["line"])
        readings = readings_of(before)
        kinds = {step.kind for step in taken}
        for step in taken:
            if step.kind in (CauseKind.CELL, CauseKind.FACT, CauseKind.DATE):
                texts[step.id] = step.after
            if step.kind is CauseKind.READING:
                readings[step.id] = step.after
        line = Line(
            before["file"],
            before["sheet"],
            before["row"],
            {name: Stated(text) for name, text in texts.items() if text},
        )
        strict = after if CauseKind.SETTING in kinds else before
        on = (after if CauseKind.DATE in kinds else before)["on"]
        settled = {name: reading for name, reading in readings.items() if reading}
        pack = self._packs[CauseKind.RULES in kinds]
        screener = self._screener(pack, on, settled, strict)
        day = screener.reader.date_of(line) or date.fromisoformat(on)
        answers = _counting(before, after, taken)
        kept = as_if_answered(answers, line, day, reader=screener.reader, pack=pack)
        return screener.screen(line, kept).verdict.label

    def _screener(
        self, pack: Pack, on: str, readings: dict[str, str], strict: ResultRecord
    ) -> Screener:
        key = (pack.sha256, on, tuple(sorted(readings.items())), _strictness(strict))
        if key not in self._screeners:
            stale = strict["screening"]["profile"].get("stale_rules", "warn")
            profile = Profile.model_validate(
                {"facts": ProfileFacts(date=on), "readings": readings, "stale_rules": stale}
            )
            late = pack.info.review_by.replace(year=pack.info.review_by.year + 1)
            today = late if strict["screening"]["past_review"] else None
            self._screeners[key] = Screener(pack, profile, today=today)
        return self._screeners[key]
