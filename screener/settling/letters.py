"""The letter beside a questionnaire: plain text, and the same as a draft with the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTPUTF8

from screener.settling.questionnaire import Row
from screener.settling.texts import settling_texts
from screener.settling.wording import Wording

_WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_BOUNDARY = "=_screener_questionnaire_=="


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one recipient."""

    subject: str
    text: str


def letter(wording: Wording, *, workbook: str, sender: str = "", due: date | None = None) -> Letter:
    """Write to one recipient.

    Args:
        wording: What it is asked.
        workbook: The file name of the workbook beside the letter.
        sender: Who signs; nothing stands there without.
        due: By when an answer is wanted.
    """
    texts = settling_texts().letter
    recipient = wording.questionnaire.recipient
    say = wording.say
    greeting = texts["greeting" if recipient.name else "greeting_nobody"]
    blocks = [
        say(greeting, name=recipient.name),
        say(texts["body"], workbook=workbook),
        "\n".join(_questions(wording)),
        say(texts["due"], date=due.isoformat()) if due else "",
        "\n".join(part for part in (say(texts["closing"]), sender) if part),
    ]
    asked = sum(1 for _ in _questions(wording))
    subject = texts["subject_one" if asked == 1 else "subject"]
    return Letter(
        say(subject, n=str(asked)),
        "\n\n".join(block for block in blocks if block) + "\n",
    )


def _questions(wording: Wording) -> Iterator[str]:
    """Yield each question once, with the number of parts that it is about."""
    texts = settling_texts().letter
    lines: dict[str, set[int]] = {}
    for row in wording.questionnaire.rows:
        lines.setdefault(_asked(wording, row), set()).update(row.places)
    for asked, places in lines.items():
        n = len(places)
        parts = wording.say(texts["parts" if n > 1 else "parts_one"], n=str(n))
        yield wording.say(texts["question"], question=asked, parts=parts)


def _asked(wording: Wording, row: Row) -> str:
    return wording.asked(row).text


def as_draft(written: Letter, attached: bytes, name: str) -> bytes:
    """Return a letter as a draft that mail programs open, with the workbook attached."""
    message = EmailMessage(policy=SMTPUTF8)
    message["Subject"] = written.subject
    message["X-Unsent"] = "1"
    message.set_content(written.text, cte="8bit")
    main, sub = _WORKBOOK
    message.add_attachment(attached, maintype=main, subtype=sub, filename=name)
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()
