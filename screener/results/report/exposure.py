"""Where a screening hurts: labels by supplier, origin and item family, in lines or in money."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from screener.model import Label, ScreenedLine, Screening
from screener.results.amounts import amounts
from screener.results.explain import Explainer
from screener.results.report.texts import report_texts
from screener.results.report.views import Fragment
from screener.results.value import line_value, total
from screener.text.languages import language_of

#: Rows of a chart; the rest is added up.
_ROWS = 12
_OPEN = (Label.LIKELY_AFFECTED, Label.UNCLEAR)
#: Money is drawn where this share of the lines that are not clear has a value in one currency.
_ENOUGH = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: counts by label, the share of each in the longest row, the value."""

    name: Fragment
    counts: tuple[int, ...]
    shares: tuple[float, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """One chart with its table; `measured` says what the bars are long in."""

    id: str
    title: str
    measured: str
    bars: tuple[Bar, ...]
    valued: bool


def exposures(screening: Screening, explainer: Explainer, spoken: str) -> Iterator[Exposure]:
    """Yield the charts that the file has something to say in."""
    chart = _Chart(screening, explainer, spoken)
    yield chart.drawn("label", lambda line: explainer.label(line.verdict.label))
    for name in ("supplier", "country_of_origin"):
        if any(line.line.text(name) for line in screening.lines):
            yield chart.drawn(name, _Stated(name))
    families = _families(explainer)
    yield chart.drawn("family", lambda line: _family(line, families, explainer))


@dataclass(frozen=True, slots=True)
class _Stated:
    """Groups lines by what they state in one field."""

    field: str

    def __call__(self, line: ScreenedLine) -> str:
        return line.line.text(self.field)


class _Chart:
    """Draws the lines of one screening by any of their properties."""

    def __init__(self, screening: Screening, explainer: Explainer, spoken: str) -> None:
        self._lines = screening.lines
        self._explainer = explainer
        self._spoken = spoken
        self._values = {id(line): line_value(line.line) for line in screening.lines}
        self._currency = self._drawn_currency()

    def _drawn_currency(self) -> str | None:
        """Return the currency that the bars are drawn in; ``None`` draws lines."""
        opened = [line for line in self._lines if line.verdict.label in _OPEN]
        sums = total(self._values[id(line)] for line in opened)
        if not sums:
            return None
        valued = [
            line
            for line in opened
            if (found := self._values[id(line)]) and found.currency == sums[0].currency
        ]
        return sums[0].currency if len(valued) >= _ENOUGH * len(opened) else None

    def drawn(self, name: str, of: Callable[[ScreenedLine], str]) -> Exposure:
        """Draw one chart: the rows with most at stake first, what says nothing last."""
        groups: dict[str, list[ScreenedLine]] = {}
        for line in self._lines:
            groups.setdefault(of(line).strip(), []).append(line)
        keys = sorted(groups, key=lambda key: self._weight(groups[key], key))
        rows = [(self._name(key), groups[key]) for key in keys[:_ROWS]]
        rest = [line for key in keys[_ROWS:] for line in groups[key]]
        if rest:
            rows.append((self._others(len(keys) - _ROWS), rest))
        lengths = (sum(self._lengths(lines), Decimal(0)) for _, lines in rows)
        longest = max(lengths, default=Decimal(0))
        return Exposure(
            id=name,
            title=self._explainer.say(report_texts().exposure[name]),
            measured=self._measured(),
            bars=tuple(self._bar(fragment, lines, longest) for fragment, lines in rows),
            valued=any(self._values.values()),
        )

    def _weight(
        self, lines: list[ScreenedLine], key: str
    ) -> tuple[bool, Decimal, Decimal, int, str]:
        affected, unclear, _ = self._lengths(lines)
        return (not key, -affected, -unclear, -len(lines), key)

    def _name(self, key: str) -> Fragment:
        if not key:
            return Fragment(self._explainer.say(report_texts().phrases["not_stated"]))
        return Fragment(key, language_of(key, self._spoken))

    def _others(self, number: int) -> Fragment:
        return Fragment(self._explainer.say(report_texts().phrases["others"], n=str(number)))

    def _measured(self) -> str:
        texts = report_texts().phrases
        if self._currency is None:
            return self._explainer.say(texts["in_lines"])
        without = sum(
            1
            for line in self._lines
            if (found := self._values[id(line)]) is None or found.currency != self._currency
        )
        name = "in_money_but" if without else "in_money"
        return self._explainer.say(texts[name], currency=self._currency, n=str(without))

    def _bar(self, name: Fragment, lines: list[ScreenedLine], longest: Decimal) -> Bar:
        lengths = self._lengths(lines)
        return Bar(
            name,
            tuple(sum(line.verdict.label is label for line in lines) for label in Label),
            tuple(
                round(float(100 * length / longest), 2) if longest else 0.0 for length in lengths
            ),
            amounts(
                (self._values[id(line)] for line in lines if line.verdict.label in _OPEN),
                self._explainer,
            ),
        )

    def _lengths(self, lines: list[ScreenedLine]) -> tuple[Decimal, ...]:
        """Return how long the bar is, label by label: lines, or money where it is drawn."""
        return tuple(
            sum((self._length(line) for line in lines if line.verdict.label is label), Decimal(0))
            for label in Label
        )

    def _length(self, line: ScreenedLine) -> Decimal:
        if self._currency is None:
            return Decimal(1)
        value = self._values[id(line)]
        return value.amount if value and value.currency == self._currency else Decimal(0)


def _families(explainer: Explainer) -> dict[str, str]:
    """Return the title of the family of each entry of the catalogue."""
    return {
        entry.id: explainer.say(family.title)
        for family in explainer.pack.catalogue.families
        for entry in family.entries
    }


def _family(line: ScreenedLine, families: dict[str, str], explainer: Explainer) -> str:
    item = line.findings.item
    if item.matches and item.matches[0].entry in families:
        return families[item.matches[0].entry]
    return explainer.say(report_texts().goods[item.goods.value])
