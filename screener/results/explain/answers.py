"""What became of answers, and what a person decided, in whole sentences."""

from collections.abc import Callable, Mapping
from datetime import date

from screener.model import Answer, Decision, Question, WeighedAnswer
from screener.results.explain.words import Words

_FACT = "fact:"


def answer_sentence(weighed: WeighedAnswer, title: str, said: str, words: Words) -> str:
    """Say what became of one answer on one line; `title` names the question."""
    answer = weighed.answer
    own = words.own.answer
    against = (words.say(own["said"], text=text) for text in weighed.against)
    return words.say(
        own[weighed.fate.value],
        question=title,
        said=said,
        source=source_of(answer.by, answer.on, answer.document, words),
        against=words.list(against),
        changed=_changes(weighed.changed or {}, words),
    )


def decision_sentence(decision: Decision, words: Words) -> str:
    """Say what a person decided of a line, and whether it still holds."""
    own = words.own.decision
    source = source_of(decision.by, decision.on, decision.document, words)
    label = words.label(decision.label)
    if not decision.holds:
        changed = _changes(decision.changed or {}, words)
        return words.say(own["reopened"], label=label, source=source, changed=changed)
    known = words.pack.justifications.get(decision.justification or "")
    if known is None:
        return words.say(own["holds"], label=label, reason=decision.reason, source=source)
    return words.say(
        own["justified"],
        label=label,
        justification=words.say(known.title),
        reason=decision.reason,
        source=source,
    )


def source_of(by: str, on: date | None, document: str, words: Words) -> str:
    """Say who gave something, when, and on which document."""
    own = words.own.answer
    source = words.say(
        own["source"], by=by or words.say(own["nobody"]), on=on.isoformat() if on else "–"
    )
    return words.say(own["document"], source=source, document=document) if document else source


def _changes(changed: Mapping[str, tuple[str, str]], words: Words) -> str:
    own = words.own.answer
    nothing = words.say(own["no_text"])
    return words.list(
        words.say(
            own["changed"], what=_named(name, words), then=then or nothing, now=now or nothing
        )
        for name, (then, now) in changed.items()
    )


def _named(name: str, words: Words) -> str:
    """Name what an answer rested on: a field, a fact, or what else is kept."""
    fact = words.pack.law.facts.get(name.removeprefix(_FACT)) if name.startswith(_FACT) else None
    if fact:
        return words.say(fact.title)
    known = words.own.fields.get(name) or words.own.answer.get(f"rests_{name}")
    return words.say(known) if known else name


def said_by(
    answer: Answer, question: Question, in_words: Callable[[Question, str], str], words: Words
) -> str:
    """Say what was answered: the words written, or else the answer chosen."""
    if answer.value:
        return words.say(words.own.answer["said"], text=answer.value)
    return in_words(question, answer.answer) if answer.answer else ""
