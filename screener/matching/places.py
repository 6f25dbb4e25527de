"""Countries that a name or a cell names."""

from collections.abc import Iterable

from screener.rulepack.vocabulary import Country
from screener.text.folding import fold, fold_text
from screener.text.terms import TermIndex, longest

_ALPHA3 = 3


class Places:
    """Finds countries by code, name, adjective, city or port."""

    def __init__(self, countries: Iterable[Country], masks: Iterable[str] = ()) -> None:
        """Prepare the index.

        Args:
            countries: All countries.
            masks: Words that hold the name of a country and do not mean it.
        """
        countries = tuple(countries)
        self._codes = {
            fold_text(code): country.code for country in countries for code in country.codes()
        }
        terms = [
            (name, country.code)
            for country in countries
            for name in (*country.names(), *country.cities)
        ]
        self._index: TermIndex[str] = TermIndex([*terms, *((mask, "") for mask in masks)])

    def code(self, text: str | None) -> str | None:
        """Return the country of a cell that holds one country, or ``None``."""
        if not text:
            return None
        found = self.within(text)
        return self.of_code(text) or (found[0] if len(set(found)) == 1 else None)

    def of_code(self, text: str) -> str | None:
        """Return the country whose code a whole cell is, in capitals or not."""
        return self._codes.get(fold_text(text))

    def code_only(self, text: str) -> str | None:
        """Return the country whose code a text is."""
        return self._codes.get(fold_text(text)) if text.isupper() or len(text) == _ALPHA3 else None

    def within(self, text: str) -> tuple[str, ...]:
        """Return the countries that a text names, in order; codes are not looked for."""
        return tuple(code for code, _, _ in self.spans(text))

    def spans(self, text: str) -> list[tuple[str, int, int]]:
        """Return the countries that a text names, and where in its folded text they stand."""
        hits = longest(self._index.find(fold(text)))
        return [(hit.meanings[0], hit.start, hit.end) for hit in hits if hit.meanings[0]]
