"""What was found in a line, in sentences: the item, the parties, the end use."""

from collections.abc import Iterable

from screener.model import EndUseFinding, Evidence, ItemFinding, ItemMatch, ItemStatus, PartyFinding
from screener.results.explain.words import Words

#: A summary names this many near misses.
_REMOVED_NAMED = 2


def item_sentences(item: ItemFinding, words: Words) -> Iterable[str]:
    """Say what the catalogue says of an item: its best match, or what was looked for."""
    own = words.own.item
    if item.status is ItemStatus.NOT_IDENTIFIED:
        yield words.say(own["not_identified"])
        return
    if item.matches:
        yield _match(item.matches[0], words)
        yield from _values(item.matches[0], words)
        return
    yield from _removed(item.removed, words)
    yield words.say(own["not_listed"], searched=str(item.searched))
    yield words.say(own[item.goods.value])


def _values(match: ItemMatch, words: Words) -> Iterable[str]:
    """Say which stated values met the entry's limits, and which are taken as met."""
    met = [
        piece.values.get("stated", piece.text)
        for piece in match.evidence
        if piece.code == "value-met" and piece.text
    ]
    if met:
        yield words.say(words.own.item["met"], values=words.list(dict.fromkeys(met)))
    presumed = [
        words.property(piece.values["property"])
        for piece in match.evidence
        if piece.code == "value-presumed"
    ]
    if presumed:
        yield words.say(words.own.item["presumed"], values=words.list(dict.fromkeys(presumed)))


def _removed(removed: Iterable[ItemMatch], words: Words) -> Iterable[str]:
    """Say why words that sound like an entry do not name it; once for each reason."""
    said: dict[tuple[str, str], list[str]] = {}
    pieces: dict[tuple[str, str], Evidence] = {}
    for match in removed:
        for piece in match.evidence:
            if piece.code in words.own.item_removed:
                key = (piece.code, piece.values.get("stated") or piece.text or match.text)
                said.setdefault(key, []).append(match.control_code)
                pieces.setdefault(key, piece)
    for (code, stated), codes in list(said.items())[:_REMOVED_NAMED]:
        asked = pieces[code, stated].values.get("property", "")
        yield words.say(
            words.own.item_removed[code],
            code=words.list(list(dict.fromkeys(codes))[:_REMOVED_NAMED]),
            stated=stated,
            property=words.property(asked) if asked else "",
        )


def _match(match: ItemMatch, words: Words) -> str:
    own = words.own.item
    places = {
        "text": match.text,
        "code": match.control_code,
        "name": words.entry_name(match.entry) or match.name,
    }
    if match.status in ("suspended", "announced"):
        return words.say(own["suspended"], **places)
    if match.strength == "exact":
        if match.field == "control_code":
            return words.say(own["stated_code"], code=match.text)
        return words.say(own["controlled"], **places)
    if match.asks:
        return words.say(own["asks"], asks=words.list(map(words.property, match.asks)), **places)
    return words.say(own["possible"], **places)


def party_sentences(parties: Iterable[PartyFinding], words: Words) -> Iterable[str]:
    """Say who the parties are that the lists know."""
    for party in parties:
        if party.outcome in ("match", "possible") and party.standings:
            yield party_sentence(party, words)


def party_sentence(party: PartyFinding, words: Words) -> str:
    """Say who one party is."""
    own = words.own.party
    places = {"role": _capital(words.field(party.role)), "name": party.name}
    if party.outcome in ("match", "possible"):
        return words.say(
            own[party.outcome],
            entity=words.entity_name(party),
            standing=words.standings(party),
            **places,
        )
    return words.say(own["described" if party.text_kind == "description" else "no_match"], **places)


def party_why(party: PartyFinding, words: Words) -> str:
    """Say why a name is, may be, or is not one that the lists know: both names, what differs."""
    values = {"listed_as": "", "searched": ""} | {
        key: value for piece in party.evidence for key, value in piece.values.items()
    }
    return words.say(words.own.party_why[party.why], **{**values, "name": party.name})


def end_use_sentences(end_use: EndUseFinding, words: Words) -> Iterable[str]:
    """Say what sort of use is stated."""
    if end_use.text and end_use.end_use != "not_stated":
        yield words.say(words.own.end_use[end_use.end_use], text=end_use.text)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
