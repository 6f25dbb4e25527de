"""How differences are printed: lines for people, one JSON object for programs."""

from collections.abc import Iterator, Sequence

from screener.cli.terminal import icon, printable
from screener.differences import Cause, Change, Difference, PackChange
from screener.differences.words import DifferenceWords, Group, difference_texts, part_of, parts
from screener.model import Label
from screener.results.explain import Explainer
from screener.results.records import ResultRecord
from screener.rulepack.load import Pack

_LINES = 8
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def said(difference: Difference, explainer: Explainer, *, show_all: bool) -> Iterator[str]:
    """Yield what changed: counts, then lines together that changed for the same reason."""
    words = DifferenceWords(explainer)
    kinds = ("relabelled", "reasons", "added", "removed")
    numbers = {kind: len(difference.of(kind)) for kind in kinds}
    yield words.phrase("counts", **numbers, unchanged=difference.unchanged)
    if difference.before.pack is None or difference.after.pack is None:
        yield words.phrase("no_pack")
    for group in words.groups(difference):
        yield from _group(group, words, explainer, show_all=show_all)
    for kind in ("added", "removed"):
        yield from _elsewhere(kind, difference.of(kind), words, explainer, show_all=show_all)


def _group(
    group: Group, words: DifferenceWords, explainer: Explainer, *, show_all: bool
) -> Iterator[str]:
    yield ""
    yield words.phrase(
        "group" if group.tested else "untested",
        n=len(group.changes),
        before=_label(group.before, explainer),
        after=_label(group.after, explainer),
        why=group.why,
    )
    shown = group.changes if show_all else group.changes[:_LINES]
    for change, record in zip(shown, parts(shown), strict=True):
        yield f"  {words.phrase('line', row=record['row'], part=printable(part_of(record)))}"
        for cause in change.causes:
            yield f"    {printable(words.cause(cause))}"
    if len(shown) < len(group.changes):
        yield f"  {words.phrase('more', n=len(group.changes) - len(shown))}"


def _elsewhere(
    kind: str,
    changes: Sequence[Change],
    words: DifferenceWords,
    explainer: Explainer,
    *,
    show_all: bool,
) -> Iterator[str]:
    shown = changes if show_all else changes[:_LINES]
    if shown:
        yield ""
    for record in parts(shown):
        label = _label(Label(record["label"]), explainer)
        yield words.phrase(kind, row=record["row"], label=label, part=printable(part_of(record)))
    if len(shown) < len(changes):
        yield words.phrase("more", n=len(changes) - len(shown))


def _label(label: Label, explainer: Explainer) -> str:
    return f"{icon(label)} {explainer.label(label)}"


def difference_as_json(difference: Difference, explainer: Explainer) -> dict[str, object]:
    """Return a difference as one JSON object; `docs/diff.md` says what each key holds."""
    words = DifferenceWords(explainer)
    kinds = ("relabelled", "reasons", "added", "removed")
    return {
        "schema_version": "1",
        "before": _side(difference.before.records),
        "after": _side(difference.after.records),
        "counts": {
            **{kind: len(difference.of(kind)) for kind in kinds},
            "unchanged": difference.unchanged,
        },
        "groups": [
            {
                "lines": len(group.changes),
                "before": group.before.value,
                "after": group.after.value,
                "because": group.why,
                "tested": group.tested,
            }
            for group in words.groups(difference)
        ],
        "changes": [_change(change, words) for change in difference.changes],
    }


def _side(found: Sequence[ResultRecord]) -> dict[str, object]:
    if not found:
        return {"file": None, "input_sha256": None, "profile": None, "rule_pack": None}
    first = found[0]
    pack = {name: first["rule_pack"][name] for name in ("version", "sha256")}
    return {
        "file": first["file"],
        "input_sha256": first["screening"]["input_sha256"],
        "profile": first["screening"]["profile"],
        "rule_pack": pack,
    }


def _change(change: Change, words: DifferenceWords) -> dict[str, object]:
    return {
        "kind": change.kind,
        "before": _line(change.before),
        "after": _line(change.after),
        "causes": [_cause(cause, words) for cause in change.causes],
        "tested": change.tested,
    }


def _line(record: ResultRecord | None) -> dict[str, object] | None:
    if record is None:
        return None
    return {
        "sheet": record["sheet"],
        "row": record["row"],
        "line_id": record["line_id"],
        "part": part_of(record),
        "on": record["on"],
        "label": record["label"],
        "questions": [question["id"] for question in record["questions"]],
    }


def _cause(cause: Cause, words: DifferenceWords) -> dict[str, object]:
    return {
        "kind": cause.kind.value,
        "id": cause.id,
        "instrument": cause.instrument or None,
        "day": cause.day.isoformat() if cause.day else None,
        "before": cause.before or None,
        "after": cause.after or None,
        "text": words.cause(cause),
    }


def said_of_packs(
    before: Pack, after: Pack, changes: Sequence[PackChange], explainer: Explainer
) -> Iterator[str]:
    """Yield what changed between two packs; what says less than before stands first."""
    words = DifferenceWords(explainer)
    yield words.phrase(
        "packs_counts",
        before=f"{before.info.version} {before.sha256[:12]}",
        after=f"{after.info.version} {after.sha256[:12]}",
        n=len(changes),
        yes=sum(change.weakens == "yes" for change in changes),
        maybe=sum(change.weakens == "maybe" for change in changes),
    )
    if not changes:
        yield words.phrase("same_packs")
    for weakens in ("yes", "maybe", "no"):
        found = [change for change in changes if change.weakens == weakens]
        if found:
            yield ""
            yield words.phrase(f"weakens_{weakens}")
        for change in found:
            yield f"  {_pack_change(change, words, explainer)}"


def _pack_change(change: PackChange, words: DifferenceWords, explainer: Explainer) -> str:
    texts = difference_texts()
    return words.phrase(
        "pack_change",
        sign=_SIGNS[change.how],
        what=explainer.say(texts.things[change.what]),
        id=change.id,
        how=explainer.say(texts.how[change.how]),
        fields=f"({', '.join(change.fields)})" if change.fields else "",
    ).rstrip()


def pack_changes_as_json(
    before: Pack, after: Pack, changes: Sequence[PackChange]
) -> dict[str, object]:
    """Return the differences of two packs as one JSON object."""
    return {
        "schema_version": "1",
        "before": {"version": before.info.version, "sha256": before.sha256},
        "after": {"version": after.info.version, "sha256": after.sha256},
        "changes": [
            {
                "what": change.what,
                "id": change.id,
                "how": change.how,
                "fields": list(change.fields),
                "weakens": change.weakens,
            }
            for change in changes
        ],
    }
