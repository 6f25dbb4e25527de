"""Who can answer a question about a line, and in which language to ask."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screener.logic.answers import asked_of
from screener.matching.routes import RouteReader
from screener.model import Line, Question, ScreenedLine
from screener.rulepack.load import Pack
from screener.settling.texts import settling_texts
from screener.text.folding import fold_text
from screener.text.languages import language_of

#: What intake puts between the names of several makers or suppliers of one line.
_BETWEEN_NAMES = " / "
#: role → the fields that name who has it, the first that is stated counts.
_NAMED_BY = {
    "supplier": ("supplier",),
    "maker": ("manufacturer", "supplier"),
    "end_user": ("end_user", "consignee"),
}
#: role → the fields that tell in which country such a recipient is.
_PLACED_BY = {
    "supplier": ("ship_from", "country_of_origin"),
    "maker": ("country_of_origin", "ship_from"),
    "end_user": ("destination",),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever is asked: a role, and the name as the parts list first writes it, if it does.

    `key` is the folded name: one recipient is one sheet, however its name is spelled.
    """

    role: str
    name: str = ""
    key: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is a desk of the company itself."""
        return self.role == "own_legal"


def recipients_of(question: Question, screened: ScreenedLine, pack: Pack) -> tuple[Recipient, ...]:
    """Return whom to ask a question about a line; one without a name where nobody is named."""
    role = asked_of(question, pack.law)
    for field in _NAMED_BY.get(role, ()):
        names = dict.fromkeys(_names(screened, field))
        if names:
            return tuple(Recipient(role, _in_one_line(name), fold_text(name)) for name in names)
    return (Recipient(role),)


def _in_one_line(name: str) -> str:
    """Return a name as it may stand in a letter or on a terminal: nothing in it steers them."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def _names(screened: ScreenedLine, field: str) -> Iterator[str]:
    """Yield the names of a field; a description ("a car maker") is nobody to write to."""
    parties = [party for party in screened.findings.parties if party.role == field]
    if any(party.text_kind != "name" for party in parties):
        return
    if parties:
        yield from (party.name.strip() for party in parties)
    else:
        yield from names_in(screened.line.text(field))


def names_in(text: str) -> Iterator[str]:
    """Yield the names of a field that may name several companies."""
    for name in text.split(_BETWEEN_NAMES):
        if name.strip():
            yield name.strip()


class Languages:
    """Chooses the language in which to ask somebody."""

    def __init__(self, pack: Pack) -> None:
        self._routes = RouteReader(pack.vocabulary)
        self._by_country = settling_texts().language_of_country

    def choose(self, recipient: Recipient, lines: Iterable[Line], own: str) -> str:
        """Return the language of a recipient: by its name, its country, or else `own`."""
        if recipient.is_own:
            return own
        told = language_of(recipient.name).partition("-")[0]
        if told in self._by_country.values():
            return told
        counted = Counter(self._countries(recipient.role, lines))
        for country, _ in counted.most_common(1):
            return self._by_country.get(country, "en")
        return own

    def _countries(self, role: str, lines: Iterable[Line]) -> Iterator[str]:
        for line in lines:
            for field in _PLACED_BY.get(role, ()):
                found = self._routes.read(country_of_origin=line.text(field)).origin_countries
                if found:
                    yield found[0]
                    break
