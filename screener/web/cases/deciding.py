"""Deciding on a line: what counts becomes an entry of the record; with four eyes after approval."""

from django.conf import settings
from django.utils import timezone

from screener.errors import InputError
from screener.model import Label
from screener.record.entries import DecisionEntry
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


def take_decision(line: Line, screening: Screening, decision: Decision) -> None:
    """Keep a decision; it counts at once, unless it has to be approved.

    Raises:
        NotSigned: No reason is given.
        NoJustification: The line is to be clear without one of the justifications.
    """
    if not decision.reason.strip():
        raise NotSigned
    clear = decision.label == Label.CLEAR.value
    if clear and decision.justification not in pack().justifications:
        known = ", ".join(pack().justifications)
        raise NoJustification(given=decision.justification, known=known)
    decision.save()
    if not (clear and settings.FOUR_EYES):
        _record(decision, line, screening)


def approve(decision: Decision, screening: Screening, by: User) -> None:
    """Approve a decision that waits; from then on it counts.

    Raises:
        OwnDecision: The same person decided it.
    """
    if decision.by_id == by.pk:
        raise OwnDecision
    decision.approved_by = by
    decision.approved_at = timezone.now()
    decision.save(update_fields=["approved_by", "approved_at"])
    _record(decision, decision.line, screening)


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


def _record(decision: Decision, line: Line, screening: Screening) -> None:
    entries = decide(
        [verdict_of(line, screening, screener_of(screening))],
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
