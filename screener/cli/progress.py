"""What answers did to a file, as ``screener answer`` prints it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from screener.cli.terminal import icon, printable
from screener.cli.words import settling_words
from screener.model import Fate, Label, ScreenedLine
from screener.record.record import Record
from screener.results.explain import Explainer
from screener.results.summary import next_steps
from screener.settling.loop import Moved, Progress
from screener.settling.texts import settling_texts

_FIRST_LINES = 12
_LONGEST_PART = 48


def progress_of(found: Progress, explainer: Explainer, *, show_all: bool) -> Iterator[str]:
    """Yield what is printed: settled, contradicted, open again, and what is still to be asked."""
    words, say = settling_words(), explainer.say
    most = None if show_all else _FIRST_LINES
    unclear = sum(moved.before.verdict.label is Label.UNCLEAR for moved in found.lines)
    if found.settled:
        yield say(words.settled, n=str(len(found.settled)), of=str(unclear))
        yield from _lines(found, found.settled, most, explainer, _moved)
    elif unclear:
        yield say(words.settled_none)
    if found.contradicted:
        yield say(words.contradicted, n=str(len(found.contradicted)))
        yield from _lines(found, found.contradicted, most, explainer, _contradiction)
    if found.reopened:
        yield say(words.reopened, n=str(len(found.reopened)))
        yield from _lines(found, found.reopened, most, explainer, _reopening)
    if not found.open:
        yield say(words.open_none)
        return
    yield say(words.open, n=str(len(found.open)))
    for step in next_steps([found.lines[place].after for place in found.open]):
        asked = explainer.question(step.asked)
        yield say(
            words.remaining,
            id=asked.id,
            question=printable(asked.text),
            n=str(len(step.lines)),
            whom=say(settling_texts().roles[asked.ask]),
        )


def readings_of(record: Record, used: Mapping[str, str], explainer: Explainer) -> Iterator[str]:
    """Yield the readings that the record settles, and those that it settles in two ways."""
    words, say = settling_words(), explainer.say
    for ambiguity, reading in record.readings.items():
        if used[ambiguity] == reading:
            yield say(words.readings, ambiguity=ambiguity, reading=reading)
    for ambiguity, entries in record.contested_readings.items():
        readings = explainer.list(dict.fromkeys(entry.reading for entry in entries))
        ids = explainer.list(entry.id for entry in entries)
        yield say(words.readings_differ, ambiguity=ambiguity, readings=readings, ids=ids)


def _lines(
    found: Progress,
    places: Sequence[int],
    most: int | None,
    explainer: Explainer,
    said: Callable[[Moved, Explainer], str],
) -> Iterator[str]:
    words, say = settling_words(), explainer.say
    shown = places if most is None else places[:most]
    for place in shown:
        moved = found.lines[place]
        yield say(
            words.line,
            row=str(moved.after.line.row),
            part=_part(moved.after),
            said=printable(said(moved, explainer)),
        )
    if len(places) > len(shown):
        yield say(words.more_lines, n=str(len(places) - len(shown)))


def _part(screened: ScreenedLine) -> str:
    line = screened.line
    named = line.text("description") or line.text("part_number") or line.text("reference")
    return printable(named)[:_LONGEST_PART]


def _moved(moved: Moved, explainer: Explainer) -> str:
    labels = (one.verdict.label for one in (moved.before, moved.after))
    before, after = (f"{icon(label)} {explainer.label(label)}" for label in labels)
    return explainer.say(settling_words().moved, before=before, after=after)


def _contradiction(moved: Moved, explainer: Explainer) -> str:
    return _of_fate(moved.after, Fate.CONTRADICTED, explainer)


def _reopening(moved: Moved, explainer: Explainer) -> str:
    return _of_fate(moved.after, Fate.REOPENED, explainer)


def _of_fate(screened: ScreenedLine, fate: Fate, explainer: Explainer) -> str:
    return explainer.join(explainer.weighed(one) for one in screened.answers if one.fate is fate)
