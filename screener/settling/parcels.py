"""What goes out: for each recipient a workbook and a letter of its own, and one workbook for us."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from screener.errors import InputError
from screener.results.files import refuse_to_replace, write_whole
from screener.rulepack.load import Pack
from screener.settling.letters import as_draft, letter
from screener.settling.questionnaire import Questionnaire
from screener.settling.replies import read_replies
from screener.settling.sheets import write_questionnaires
from screener.settling.texts import settling_texts
from screener.settling.wording import Wording


class QuestionnaireAnswered(InputError):
    """A questionnaire that would be replaced holds answers."""

    code = "questionnaire-answered"
    problem = {
        "en": "{file} holds answers; it is not replaced, and nothing was written.",
        "ja": "{file} には回答が記入されています。置き換えず、何も書き込みませんでした。",
        "zh": "{file} 中已有答复，未予替换，也未写入任何内容。",
    }
    way_out = {
        "en": "Take them with `screener answer`, then move the file away, or write elsewhere: "
        "--out DIR",
        "ja": "screener answer で取り込んでからファイルを移すか、別の場所に書いてください: "
        "--out DIR",
        "zh": "请先用 screener answer 收取，再移走该文件，或写到别处: --out DIR",
    }


_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*.]+')
_LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files for one recipient."""

    questionnaire: Questionnaire
    workbook: Path
    letter: Path | None
    draft: Path | None


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that was written: `overview` holds all sheets and is for the company alone."""

    overview: Path
    parcels: tuple[Parcel, ...]


def write_parcels(  # noqa: PLR0913 - each is one decision of the caller
    folder: Path,
    name: str,
    questionnaires: Sequence[Questionnaire],
    pack: Pack,
    *,
    sender: str = "",
    due: date | None = None,
    force: bool = False,
) -> Written:
    """Write the questionnaires and letters.

    Args:
        folder: Where the workbook for the company goes, and a folder for what is sent out.
        name: What the files of the company are called; nothing that is sent out bears it.
        questionnaires: What to ask whom; there is at least one.
        pack: The rules that the questions come from.
        sender: Who signs the letters.
        due: By when answers are wanted.
        force: Replace what is there.

    Raises:
        OutputExists: Something is there, and `force` does not say to replace it.
        QuestionnaireAnswered: What is there holds answers; those nothing replaces.
    """
    wordings = [Wording.of(one, pack) for one in questionnaires]
    overview = folder / f"{name}.questions.xlsx"
    outbox = folder / f"{name}.questions"
    parcels = [_parcel(outbox, number, wording) for number, wording in enumerate(wordings, start=1)]
    for path in (overview, *(parcel.workbook for parcel in parcels)):
        refuse_to_replace(path, force=force)
        _refuse_to_replace_answers(path)
    write_whole(overview, partial(write_questionnaires, wordings=wordings))
    for parcel, wording in zip(parcels, wordings, strict=True):
        write_whole(parcel.workbook, partial(write_questionnaires, wordings=[wording]))
        _write_letter(parcel, wording, sender, due)
    return Written(overview, tuple(parcels))


def _refuse_to_replace_answers(path: Path) -> None:
    try:
        answered = path.exists() and any(not reply.is_empty for reply in read_replies(path))
    except InputError:  # no questionnaire, or a broken one: it holds no answer that could be taken
        return
    if answered:
        raise QuestionnaireAnswered(file=path)


def _parcel(outbox: Path, number: int, wording: Wording) -> Parcel:
    recipient = wording.questionnaire.recipient
    role = wording.say(settling_texts().roles[recipient.role])
    said = f"{role} {recipient.name}" if recipient.name else wording.name
    name = " ".join(_FORBIDDEN.sub(" ", said).split())[:_LONGEST_NAME].strip()
    stem = outbox / f"{number:02d} {name}"
    sent = not recipient.is_own
    return Parcel(
        wording.questionnaire,
        stem.with_suffix(".xlsx"),
        stem.with_suffix(".txt") if sent else None,
        stem.with_suffix(".eml") if sent else None,
    )


def _write_letter(parcel: Parcel, wording: Wording, sender: str, due: date | None) -> None:
    if parcel.letter is None or parcel.draft is None:
        return
    written = letter(wording, workbook=parcel.workbook.name, sender=sender, due=due)
    text = f"{written.subject}\n\n{written.text}".encode()
    draft = as_draft(written, parcel.workbook.read_bytes(), parcel.workbook.name)
    write_whole(parcel.letter, lambda path: _put(path, text))
    write_whole(parcel.draft, lambda path: _put(path, draft))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
