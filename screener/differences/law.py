"""What the law changed for a line between two days, or between two rule packs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from screener.differences.causes import Cause, CauseKind
from screener.results.records import ReasonRecord, ResultRecord
from screener.rulepack.catalogue_files import Entry
from screener.rulepack.entities import Listing
from screener.rulepack.law import Rule
from screener.rulepack.load import Pack

_GRAVITY = {"clear": 0, "unclear": 1, "likely_affected": 2}
_TRUTH = {"false": 0, "unknown": 1, "true": 2}


@dataclass(frozen=True, slots=True)
class _Sides:
    """One line under the law then and now; a pack that is not at hand is ``None``."""

    before: ResultRecord
    after: ResultRecord
    packs: tuple[Pack | None, Pack | None]

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self.before["on"]), date.fromisoformat(self.after["on"])

    def between(self, day: date | None) -> date | None:
        """Return a day if the one date lies before it and the other does not."""
        earlier, later = sorted(self.days)
        return day if day is not None and earlier < day <= later else None


def law_causes(
    before: ResultRecord, after: ResultRecord, packs: tuple[Pack | None, Pack | None]
) -> list[Cause]:
    """Return what the law changed, as far as the label hangs on it.

    The rules that make the graver of the two labels are compared with what they were on the other
    side: not in force, or with another listing of a party, another entry for the item, another
    text of a condition.
    """
    sides = _Sides(before, after, packs)
    carrying = list(_carrying(before, after))
    in_force = [cause for reason, twin in carrying for cause in _rules(sides, reason, twin)]
    carried = [reason for reason, twin in carrying if twin is not None and twin["conditions"]]
    instruments = {cause.instrument for cause in in_force}
    # A listing that came with its rule is named beside it.
    things = [one for one in _listings(sides) if carried or one.instrument in instruments]
    if carried or not in_force:
        things.extend(_entries(sides))
    if not things and carried:
        things = list(_conditions(carrying))
    return list(dict.fromkeys([*in_force, *things]))


def _carrying(
    before: ResultRecord, after: ResultRecord
) -> Iterator[tuple[ReasonRecord, ReasonRecord | None]]:
    """Yield the rules that make the graver label, each with its twin where it says less there."""
    graver, lighter = before, after
    if _GRAVITY[after["label"]] > _GRAVITY[before["label"]]:
        graver, lighter = after, before
    twins = {_key(reason): reason for reason in lighter["reasons"]}
    for reason in _bearing(graver):
        twin = twins.get(_key(reason))
        if twin is None or _TRUTH[twin["truth"]] < _TRUTH[reason["truth"]]:
            yield reason, twin


def _key(reason: ReasonRecord) -> tuple[str, str, str]:
    return reason["rule"], reason["instrument"], reason["clause"]


def _bearing(record: ResultRecord) -> Sequence[ReasonRecord]:
    if record["label"] == "likely_affected":
        prohibited = [one for one in record["reasons"] if one["effect"] == "prohibited"]
        return [one for one in prohibited if one["truth"] == "true"]
    return [one for one in record["reasons"] if one["truth"] != "false" and one["effect"] != "note"]


def _rules(sides: _Sides, reason: ReasonRecord, twin: ReasonRecord | None) -> Iterator[Cause]:
    """Yield that a rule came into force or left it, or stands in one pack only or otherwise."""
    name, instrument = reason["rule"], reason["instrument"]
    old, new = (pack.law.rules.get(name) if pack else None for pack in sides.packs)
    if all(sides.packs) and old != new:
        yield Cause(CauseKind.RULE, name, instrument, None, _there(old), _there(new))
    elif twin is None or not twin["conditions"]:
        day = _turn(sides, old or new)
        yield Cause(CauseKind.RULE, name, instrument, day)


def _there(rule: Rule | None) -> str:
    return rule.effect.value if rule else ""


def _turn(sides: _Sides, rule: Rule | None) -> date | None:
    """Return the day on which a rule came into force, or ended, between the two dates."""
    if rule is None:
        return None
    ended = rule.window.to + timedelta(days=1) if rule.window.to else None
    return sides.between(rule.window.from_) or sides.between(ended)


def _listings(sides: _Sides) -> Iterator[Cause]:
    """Yield the parties whose standing on the lists is another."""
    entities = {
        (party["role"], party["entity"])
        for record in (sides.before, sides.after)
        for party in record["parties"]
        if party["entity"] and party["role"] in ("end_user", "consignee")
    }
    for role, entity in sorted(entities):
        old, new = (
            _listing(pack, entity, day) for pack, day in zip(sides.packs, sides.days, strict=True)
        )
        if old != new:
            found = new or old
            if found is not None:
                day = sides.between(found.on) or sides.between(found.off)
                yield Cause(CauseKind.LISTING, entity, found.by, day, _by(old), _by(new))
        elif _outcome(sides.before, role, entity) != _outcome(sides.after, role, entity):
            outcomes = (_outcome(record, role, entity) for record in (sides.before, sides.after))
            yield Cause(CauseKind.ENTITY, entity, "", None, *outcomes)


def _listing(pack: Pack | None, entity: str, day: date) -> Listing | None:
    found = pack.entities.get(entity) if pack else None
    listing = found.listing if found else None
    return listing if listing and listing.holds(day) else None


def _by(listing: Listing | None) -> str:
    return listing.by if listing else ""


def _outcome(record: ResultRecord, role: str, entity: str) -> str:
    return next(
        (
            party["outcome"]
            for party in record["parties"]
            if (party["role"], party["entity"]) == (role, entity)
        ),
        "",
    )


def _entries(sides: _Sides) -> Iterator[Cause]:
    """Yield the entries that name the item on one side only, or with another status."""
    old, new = (
        {
            match["entry"]: f"{match['strength']}, {match['status']}"
            for match in record["item"]["matches"]
        }
        for record in (sides.before, sides.after)
    )
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            entry = _entry(sides.packs[1], name) or _entry(sides.packs[0], name)
            yield Cause(
                CauseKind.ENTRY,
                name,
                entry.instrument if entry else "",
                _window_day(sides, entry),
                old.get(name, ""),
                new.get(name, ""),
            )


def _entry(pack: Pack | None, name: str) -> Entry | None:
    entries = pack.catalogue.entries if pack else ()
    return next((entry for entry in entries if entry.id == name), None)


def _window_day(sides: _Sides, entry: Entry | None) -> date | None:
    days = (sides.between(window.start) for window in entry.windows) if entry else iter(())
    return next((day for day in days if day), None)


def _conditions(
    carrying: Sequence[tuple[ReasonRecord, ReasonRecord | None]],
) -> Iterator[Cause]:
    """Yield the conditions that are answered otherwise."""
    for reason, twin in carrying:
        then = {one["condition"]: one["truth"] for one in twin["conditions"]} if twin else {}
        for one in reason["conditions"]:
            was = then.get(one["condition"], "")
            if was and was != one["truth"]:
                yield Cause(CauseKind.CONDITION, one["condition"], "", None, was, one["truth"])
