"""Decisions of a person on lines: kept beside their labels, which they never change."""

from collections.abc import Sequence
from datetime import date

from screener.errors import InputError
from screener.model import Label, ScreenedLine
from screener.record.entries import DecisionEntry, Entry, entry_id
from screener.record.grounds import grounds_of_decision
from screener.record.record import line_entry
from screener.rulepack.load import Pack
from screener.settling.loop import grounds_entry


class NoJustification(InputError):
    """A line is decided to be clear without one of the justifications there are."""

    code = "no-justification"
    problem = {
        "en": "A decision that a line is clear needs a known justification, not {given!r}.",
        "ja": "「影響なし」とする決定には所定の理由区分が必要です（指定: {given!r}）。",
        "zh": "决定为“未见影响”须给出规定的理由类别（所给: {given!r}）。",
    }
    way_out = {
        "en": "Choose with --justification: {known}",
        "ja": "--justification で選んでください: {known}",
        "zh": "请用 --justification 选择: {known}",
    }


class NotSigned(InputError):
    """A decision without a name or a reason."""

    code = "decision-not-signed"
    problem = {
        "en": "A decision needs who decided and a reason in words.",
        "ja": "決定には決定者と具体的な理由が必要です。",
        "zh": "决定须写明决定人和具体理由。",
    }
    way_out = {
        "en": "Give both: --by NAME --reason TEXT",
        "ja": "両方を指定してください: --by 氏名 --reason 理由",
        "zh": "请同时给出: --by 姓名 --reason 理由",
    }


class NoSuchLine(InputError):
    """Nothing in the file is the line that was named."""

    code = "no-such-line"
    problem = {
        "en": "{file} has no part line {named}.",
        "ja": "{file} に部品の行 {named} はありません。",
        "zh": "{file} 中没有零件行 {named}。",
    }
    way_out = {
        "en": "Name a row (--row 12, of several sheets --row SHEET:12) or a part (--part NUMBER).",
        "ja": "行（--row 12 または --row シート:12）か部品（--part 品番）を指定してください。",
        "zh": "请指定行（--row 12，多个表时 --row 工作表:12）或零件（--part 料号）。",
    }


def decide(  # noqa: PLR0913 - everything that a decision consists of
    lines: Sequence[ScreenedLine],
    label: Label,
    pack: Pack,
    *,
    by: str,
    on: date,
    reason: str,
    justification: str | None = None,
    document: str = "",
) -> tuple[Entry, ...]:
    """Return the entries of a decision on screened lines; their labels stay as they are.

    Args:
        lines: The lines, as they were screened with everything known on that day.
        label: What the person takes them for.
        pack: Knows the justifications.
        by: Who decides.
        on: The day.
        reason: Why, in words.
        justification: One of the pack's; a decision that lines are clear has one.
        document: What it rests on.

    Raises:
        NotSigned: Nobody decided, or no reason is given.
        NoJustification: The lines are to be clear, and none of the justifications is given.
    """
    if not by.strip() or not reason.strip():
        raise NotSigned
    wanted = label is Label.CLEAR or justification is not None
    if wanted and justification not in pack.justifications:
        raise NoJustification(given=justification or "", known=", ".join(pack.justifications))
    kept: dict[str, Entry] = {}
    for label_then in Label:
        rests: dict[str, str] = {}
        for screened in (one for one in lines if one.verdict.label is label_then):
            line, grounds = line_entry(screened.line), grounds_entry(grounds_of_decision(screened))
            kept |= {line.id: line, grounds.id: grounds}
            rests[line.id] = grounds.id
        if rests:
            content = {
                "label": label.value,
                "justification": justification,
                "reason": reason,
                "by": by,
                "on": on,
                "document": document,
                "label_then": label_then.value,
                "rules": f"{pack.info.version} {pack.sha256[:12]}",
                "lines": rests,
            }
            entry = DecisionEntry.model_validate({"id": entry_id("D", content), **content})
            kept[entry.id] = entry
    return tuple(kept.values())
