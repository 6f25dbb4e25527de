"""Taking back what was entered: the entry stays, and no longer counts."""

from datetime import date

from screener.errors import InputError
from screener.record.entries import WithdrawalEntry, entry_id
from screener.record.record import Record


class NothingToWithdraw(InputError):
    """An id names no answer, reading or decision that counts."""

    code = "nothing-to-withdraw"
    problem = {
        "en": "{id} is no answer, reading or decision of this record, or is withdrawn already.",
        "ja": "{id} はこの記録の回答・読み方・決定ではないか、既に取り下げられています。",
        "zh": "{id} 不是本记录中的答复、解读或决定，或已被撤回。",
    }
    way_out = {
        "en": "Those that count: {known}",
        "ja": "有効なもの: {known}",
        "zh": "有效的有: {known}",
    }


def withdrawal(record: Record, entry: str, *, by: str, reason: str, on: date) -> WithdrawalEntry:
    """Return the entry that takes back another one.

    Raises:
        NothingToWithdraw: There is no such entry that counts.
    """
    standing = [one.id for one in record.standing]
    if entry not in standing:
        raise NothingToWithdraw(id=entry, known=", ".join(standing) or "-")
    content = {"withdraws": entry, "by": by, "reason": reason, "on": on}
    return WithdrawalEntry(id=entry_id("W", content), withdraws=entry, by=by, on=on, reason=reason)
