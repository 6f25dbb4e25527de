"""Where goods come from and which way they go."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from screener.matching.chinese_material import ChineseMaterial
from screener.matching.places import Places
from screener.model import Evidence
from screener.rulepack.vocabulary import Routes, Vocabulary, Words
from screener.text.folding import fold, fold_text
from screener.text.terms import TermIndex, first_of_each

NOT_STATED = "not_stated"
CHINA = "china"
SPECIAL_REGION = "special_region"
JAPAN = "japan"
ELSEWHERE = "elsewhere"
MIXED = "mixed"

_REMEMBERED = 1 << 14
#: What a text that denies China does not say: "no Chinese feedstock".
_ON_MATERIAL = frozenset({"processed_abroad", "chinese_content"})
_PARTS = re.compile(r"[/／,、;；+&|\s()（）:：.]+")


@dataclass(frozen=True)
class RouteFinding:
    """What a line says of origin and route.

    `origin` is ``china``, ``elsewhere``, ``mixed``, ``special_region`` or ``not_stated``;
    `ship_from` is ``china``, ``special_region`` (Hong Kong, Macao, Taiwan, a bonded zone, transit
    through China), ``japan``, ``elsewhere`` or ``not_stated``; `destination` is ``japan``,
    ``elsewhere`` or ``not_stated``. `processed_abroad`, `transit` and `chinese_content` are what
    free text adds. The countries are ISO codes, in the order in which they are named.
    """

    origin: str
    ship_from: str
    destination: str
    processed_abroad: bool = False
    transit: bool = False
    chinese_content: bool = False
    origin_countries: tuple[str, ...] = ()
    ship_from_countries: tuple[str, ...] = ()
    destination_countries: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class RouteReader:
    """Reads origin, route and destination in any notation."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        routes = vocabulary.routes
        self._places = Places(vocabulary.countries, vocabulary.name_parts.regional)
        self._classes = _classes(routes)
        self._mixed = frozenset(fold_text(text) for text in routes.mixed.every())
        self._unknown = frozenset(fold_text(text) for text in routes.unknown.every())
        self._abroad = _index(routes.abroad)
        self._bonded = _index(routes.bonded)
        self._via = TermIndex((word, True) for word in routes.via)
        self._signals_in = first_of_each(
            {
                "processed_abroad": routes.processed_abroad.every(),
                "transit": routes.transit.every(),
                "bonded": routes.bonded.every(),
                "chinese_content": routes.chinese_content.every(),
            }
        )
        self._material = ChineseMaterial(routes, self._places)
        self._speaks = lru_cache(maxsize=_REMEMBERED)(self._tells_of_a_route)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(  # noqa: PLR0913 - one text each
        self,
        *,
        country_of_origin: str = "",
        ship_from: str = "",
        destination: str = "",
        notes: str = "",
        description: str = "",
        material: str = "",
    ) -> RouteFinding:
        """Return what the cells of a line say of origin and route."""
        free = tuple(map(self.telling, (notes, description, material)))
        return self._remembered(country_of_origin, ship_from, destination, *free)

    def telling(self, text: str) -> str:
        """Return a free text, or nothing where it has no word of a route.

        Then the same cells read the same.
        """
        return text if self._speaks(text) else ""

    def _tells_of_a_route(self, text: str) -> bool:
        told = (self._material.clause(text), self._material.mention(text))
        return bool(self._signals_in(text)) or any(told)

    def _read(  # noqa: PLR0913, PLR0917 - one text each
        self,
        country_of_origin: str,
        ship_from: str,
        destination: str,
        notes: str,
        description: str,
        material: str,
    ) -> RouteFinding:
        origins = self._countries(country_of_origin)
        starts = self._countries(ship_from)
        ends = self._countries(destination)
        free = {"notes": notes, "description": description, "country_of_origin": country_of_origin}
        inside = {"notes": notes, "description": description, "material": material}
        route = {**free, "ship_from": ship_from}
        origin, start = self._origin(country_of_origin, origins), self._start(ship_from, starts)
        # Where goods are Chinese, or leave China, a word for China tells of just that.
        foreign = origin == ELSEWHERE and start != CHINA
        signals = (
            *self._signals("processed_abroad", "processed_abroad", free),
            *self._begun_in_china(inside),
            *self._signals("transit", "transit", route),
            *self._signals("bonded", "transit", route),
            *self._signals("chinese_content", "chinese_content", inside),
            *(self._mentions_china(inside) if foreign else ()),
        )
        found = {signal.values["signal"] for signal in signals}
        passes = {s.field for s in signals if s.field and s.values["signal"] == "transit"}
        return RouteFinding(
            origin=origin,
            ship_from=start,
            destination=self._end(destination, ends),
            processed_abroad="processed_abroad" in found,
            transit=any(self._in_china(route[field], starts) for field in passes),
            chinese_content="chinese_content" in found,
            origin_countries=origins,
            ship_from_countries=starts,
            destination_countries=ends,
            evidence=(
                *_stated("route-origin", "country_of_origin", country_of_origin, origins),
                *_stated("route-ship-from", "ship_from", ship_from, starts),
                *_stated("route-destination", "destination", destination, ends),
                *signals,
            ),
        )

    def _countries(self, text: str) -> tuple[str, ...]:
        """Return the countries of a cell: by name, or by code where every part is one."""
        if not text.strip() or fold_text(text) in self._unknown:
            return ()
        whole = self._places.of_code(text)
        if whole:
            return (whole,)
        parts = [part for part in _PARTS.split(text) if part]
        codes = [self._places.code_only(part) for part in parts]
        named = self._places.within(text)
        found = named or tuple(code for code in codes if code)
        if named and any(codes):
            found = tuple(dict.fromkeys((*named, *(code for code in codes if code))))
        return tuple(dict.fromkeys(found))

    def _in_china(self, text: str, starts: tuple[str, ...]) -> bool:
        """Return whether a text that tells of transit or bond speaks of a place in China."""
        classes = {self._class(code) for code in (*self._countries(text), *starts)}
        return bool(classes & {CHINA, SPECIAL_REGION})

    def _class(self, code: str) -> str:
        return self._classes.get(code, ELSEWHERE)

    def _origin(self, text: str, countries: tuple[str, ...]) -> str:
        if fold_text(text) in self._mixed:
            return MIXED
        classes = {self._class(code) for code in countries}
        if not classes:
            return ELSEWHERE if self._abroad.find(fold(text)) else NOT_STATED
        if CHINA in classes:
            return CHINA if classes == {CHINA} else MIXED
        return SPECIAL_REGION if SPECIAL_REGION in classes else ELSEWHERE

    def _start(self, text: str, countries: tuple[str, ...]) -> str:
        classes = [self._class(code) for code in countries]
        bonded = bool(self._bonded.find(fold(text)))
        if not classes:
            if bonded:
                return SPECIAL_REGION
            return ELSEWHERE if self._abroad.find(fold(text)) else NOT_STATED
        if classes[0] == CHINA:
            return SPECIAL_REGION if bonded else CHINA
        if CHINA in classes or SPECIAL_REGION in classes:
            starts_in_china = CHINA in classes and not self._via.find(fold(text))
            return CHINA if starts_in_china else SPECIAL_REGION
        return JAPAN if set(classes) == {JAPAN} else ELSEWHERE

    def _end(self, text: str, countries: tuple[str, ...]) -> str:
        classes = [self._class(code) for code in countries]
        if not classes:
            return ELSEWHERE if self._abroad.find(fold(text)) else NOT_STATED
        return JAPAN if JAPAN in classes else ELSEWHERE

    def _begun_in_china(self, texts: dict[str, str]) -> Iterable[Evidence]:
        for field, text in texts.items():
            clause = self._material.clause(text)
            if clause:
                start = text.index(clause)
                yield _signal("processed_abroad", field, text, (start, start + len(clause)))

    def _mentions_china(self, texts: dict[str, str]) -> Iterable[Evidence]:
        for field, text in texts.items():
            clause = self._material.mention(text)
            if clause:
                start = text.index(clause)
                yield _signal("chinese_content", field, text, (start, start + len(clause)))

    def _signals(self, words_of: str, signal: str, texts: dict[str, str]) -> Iterable[Evidence]:
        for field, text in texts.items():
            hit = self._signals_in(text).get(words_of)
            if hit and not (words_of in _ON_MATERIAL and self._material.is_denied(text)):
                yield _signal(signal, field, text, fold(text).span(hit.start, hit.end), hit.term)


def _signal(
    signal: str, field: str, text: str, span: tuple[int, int], term: str | None = None
) -> Evidence:
    words = text[slice(*span)]
    return Evidence(
        code="route-signal",
        field=field,
        text=words,
        span=span,
        entry=term or words,
        values=MappingProxyType({"signal": signal, "term": words}),
    )


def _classes(routes: Routes) -> dict[str, str]:
    return {
        **dict.fromkeys(routes.china, CHINA),
        **dict.fromkeys(routes.special_regions, SPECIAL_REGION),
        **dict.fromkeys(routes.japan, JAPAN),
    }


def _index(words: Words) -> TermIndex[bool]:
    return TermIndex((text, True) for text in words.every())


def _stated(code: str, field: str, text: str, countries: tuple[str, ...]) -> tuple[Evidence, ...]:
    if not text.strip():
        return ()
    values = {"countries": ", ".join(countries), "term": text}
    return (
        Evidence(
            code=code,
            field=field,
            text=text,
            span=(0, len(text)),
            values=MappingProxyType(values),
        ),
    )
