"""Deciding on a line: what counts becomes an entry of the record; with four eyes after approval."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from screener.errors import InputError
from screener.model import Label, ScreenedLine
from screener.record.entries import DecisionEntry
from screener.record.grounds import changed, grounds_of_decision
from screener.settling.deciding import NoJustification, NotSigned, decide
from screener.settling.withdrawing import withdrawal
from screener.web.accounts.models import User
from screener.web.cases.models import Decision
from screener.web.rules import pack
from screener.web.screenings.models import Line, Screening
from screener.web.screenings.recorded import add_entries, record_of
from screener.web.screenings.refreshing import refresh
from screener.web.screenings.verdicts import screener_of, verdict_of


class OwnDecision(InputError):
    """Somebody would approve what the same person decided."""

    code = "own-decision"
    problem = {
        "en": "Nobody approves a decision of their own.",
        "ja": "自分の決定を自分で承認することはできません。",
        "zh": "不得批准自己的决定。",
    }
    way_out = {
        "en": "Ask another reviewer of the team to approve it.",
        "ja": "チームの別のレビュー担当者に承認を依頼してください。",
        "zh": "请团队的另一位审核人批准。",
    }


class OutOfDate(InputError):
    """What a decision rested on changed before it was approved."""

    code = "decision-out-of-date"
    problem = {
        "en": "What this decision rests on has changed since it was taken.",
        "ja": "この決定の後で、その根拠が変わっています。",
        "zh": "作出该决定之后，其依据已发生变化。",
    }
    way_out = {
        "en": "Look at the line as it is now, take the decision back, and decide anew.",
        "ja": "現在の行を確認し、決定を取り下げて、改めて決定してください。",
        "zh": "请查看该行的现状，撤回该决定并重新决定。",
    }


def take_decision(line: Line, screening: Screening, decision: Decision) -> None:
    """Keep a decision; it counts at once, unless it has to be approved.

    Raises:
        NotSigned: No reason is given.
        NoJustification: The line is to be clear without one of the justifications, or another
            one is given.
    """
    if not decision.reason.strip():
        raise NotSigned
    clear = decision.label == Label.CLEAR.value
    if (clear or decision.justification) and decision.justification not in pack().justifications:
        known = ", ".join(pack().justifications)
        raise NoJustification(given=decision.justification, known=known)
    screened = verdict_of(line, screening, screener_of(screening))
    decision.label_then = screened.verdict.label.value
    decision.grounds = dict(grounds_of_decision(screened))
    decision.save()
    if not (clear and settings.FOUR_EYES):
        _record(decision, line, screening, screened)


def approve(decision: Decision, screening: Screening, by: User) -> None:
    """Approve a decision that waits; from then on it counts.

    Raises:
        OwnDecision: The same person decided it.
        OutOfDate: It was taken on another verdict than the one there is now.
    """
    if decision.by_id == by.pk:
        raise OwnDecision
    screened = verdict_of(decision.line, screening, screener_of(screening))
    if changed_since(decision, screened):
        raise OutOfDate
    decision.approved_by = by
    decision.approved_at = timezone.now()
    decision.save(update_fields=["approved_by", "approved_at"])
    _record(decision, decision.line, screening, screened)


def take_back(decision: Decision, screening: Screening, by: User) -> None:
    """Withdraw a decision; it stays on record and no longer counts."""
    if decision.entry:
        gone = withdrawal(
            record_of(screening),
            decision.entry,
            by=by.get_username(),
            reason="",
            on=timezone.localdate(),
        )
        add_entries(screening, [gone], by)
        refresh(screening, [decision.line])
    decision.withdrawn = timezone.now()
    decision.save(update_fields=["withdrawn"])


def changed_since(decision: Decision, screened: ScreenedLine) -> Mapping[str, tuple[str, str]]:
    """Return what a decision rests on and is no longer so, then and now."""
    return changed(decision.grounds, grounds_of_decision(screened)) if decision.grounds else {}


def _record(decision: Decision, line: Line, screening: Screening, screened: ScreenedLine) -> None:
    entries = decide(
        [screened],
        Label(decision.label),
        pack(),
        by=decision.by.get_username(),
        on=timezone.localdate(decision.at),
        reason=decision.reason,
        justification=decision.justification or None,
        document=decision.document,
    )
    record = add_entries(screening, entries, decision.by)
    wanted = {entry.id for entry in entries if isinstance(entry, DecisionEntry)}
    decision.entry = next(
        entry.id
        for entry in reversed(record.decisions)
        if entry.id.rsplit("-", 1)[0] in wanted or entry.id in wanted
    )
    decision.save(update_fields=["entry"])
    refresh(screening, [line])
