"""Recognising the words of a parts list: what a header means, what a row says it is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

from screener.intake.row_words import in_every_case
from screener.model import FIELDS
from screener.rulepack.headers import Combining, HeaderVocabulary, Sense, load_headers
from screener.text.folding import fold_text

Reason = Literal["exact", "similar", "content", "override"]

#: A header is short; longer cells are never looked up.
MAX_HEADER_LENGTH = 80
_SIMILAR = 80  # rapidfuzz ratio, 0 to 100
_MISSPELT = 92  # one or two letters of a long header
_TWICE = 2
_SHORT_FORM = 2  # letters; "Ag" and "Pt" at the end are silver and platinum too
_SIMILAR_LENGTH = 6  # shorter words are alike by chance
_BRACKETS = re.compile(r"[(\[{<【〔「].*?[)\]}>】〕」]")
_BRACKETED = re.compile(r"[(\[{<【〔「](.*?)[)\]}>】〕」]")
_TRAILING_NUMBER = re.compile(r"[\s_.\-#]*\d+\s*$")
_PIECES = re.compile(r"[/|\n\r;,・&+]+|及び|および|[及与與]|\s-\s|\s{2,}")
_SCRIPTS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
#: Umlauts that were encoded twice: the code of an old encoding became a control character.
_TWICE_ENCODED = {code: bytes([code]).decode("cp850") for code in range(0x80, 0xA0)}
_NOT_WORD = re.compile(r"[^\w#]|_")


def key_of(text: str) -> str:
    """Return what two spellings of one header have in common: letters and digits, folded."""
    folded = fold_text(text.translate(_TWICE_ENCODED))
    if not folded.isascii():
        folded = "".join(
            character
            for character in unicodedata.normalize("NFD", folded)
            if not "\u0300" <= character <= "\u036f"
        )
        folded = unicodedata.normalize("NFC", folded)
    return _NOT_WORD.sub("", folded)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header says: the senses it may have (none: a known header without a field)."""

    senses: tuple[Sense, ...]
    reason: Reason
    canonical: bool = False

    @property
    def field(self) -> str | None:
        """The field it means if nothing is known of its column."""
        return self.senses[-1].field if self.senses else None


def _fields(meaning: Meaning) -> set[str]:
    return {sense.field for sense in meaning.senses}


class Vocabulary:
    """The words of ``rules/terms/headers.yaml`` and ``tables.yaml``, indexed for looking up."""

    def __init__(self, words: HeaderVocabulary) -> None:
        self.headers = words.headers
        self.tables = words.tables
        self._words = words
        self._seen: dict[str, Meaning | None] = {}

    def meaning(self, text: str) -> Meaning | None:
        """Return what a header means, or ``None`` if its words are not known.

        The whole text counts first, then without brackets and numbers, then its parts
        (``Qty/数量``), then the head of a longer header (``suggested supplier``).
        """
        if text not in self._seen:
            self._seen[text] = self._look_up(text)
        return self._seen[text]

    def similar(self, text: str) -> Meaning | None:
        """Return the meaning of the known header that `text` is most like, if any is near."""
        key = key_of(_BRACKETS.sub(" ", text))
        if not _SIMILAR_LENGTH <= len(key) <= MAX_HEADER_LENGTH:
            return None
        best = process.extractOne(key, self._long_keys, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        return Meaning(self._index[best[0]].senses, "similar") if best else None

    def may_be_header(self, cells: Sequence[str]) -> bool:
        """Tell quickly whether a row may be a header: two cells are known words as they stand."""
        return len(self._quick.intersection(cells)) > 1

    def combines(self, name: str) -> Combining:
        """Return how several columns that feed one field combine."""
        words = self.headers.fields.get(name)
        return words.combine if words else "first"

    def is_country(self, cell: str) -> bool:
        """Tell whether a cell is the name or the code of a country, and nothing else."""
        return cell in self._country_codes or fold_text(cell) in self._countries

    def is_currency(self, cell: str) -> bool:
        """Tell whether a cell is a currency."""
        return cell in self._currencies

    def is_unit(self, cell: str) -> bool:
        """Tell whether a cell is a unit in which goods are counted or measured."""
        return cell.rstrip(".") in self._units

    def is_company(self, cell: str) -> bool:
        """Tell whether a cell bears a legal form, as the names of companies do."""
        return bool(self._legal_form.search(fold_text(cell)))

    @cached_property
    def _country_codes(self) -> frozenset[str]:
        countries = self._words.countries.countries
        return frozenset(code for country in countries for code in country.codes())

    @cached_property
    def _countries(self) -> frozenset[str]:
        countries = self._words.countries.countries
        return frozenset(fold_text(name) for country in countries for name in country.names())

    @cached_property
    def _currencies(self) -> frozenset[str]:
        return in_every_case(self.tables.currencies)

    @cached_property
    def _units(self) -> frozenset[str]:
        return in_every_case(self.tables.units)

    @cached_property
    def _legal_form(self) -> re.Pattern[str]:
        """A form inside a Chinese or Japanese name, or a Latin one at the end of a name."""
        forms = self._words.legal_forms.forms
        glued = {re.escape(fold_text(form)) for found in forms for form in found.glued}
        words = {
            re.escape(fold_text(word))
            for found in forms
            for word in found.words
            if len(word) > _SHORT_FORM
        }
        return re.compile(rf"{'|'.join(glued)}|[\w.,)][\s,]+(?:{'|'.join(words)})\W*$")

    @cached_property
    def _index(self) -> dict[str, Meaning]:
        index: dict[str, Meaning] = {}
        for ambiguous in self.headers.ambiguous:
            for word in ambiguous.words:
                index.setdefault(key_of(word), Meaning(ambiguous.read_as, "exact"))
        for name, words in self.headers.fields.items():
            for word in words.words():
                index.setdefault(key_of(word), Meaning((Sense(field=name),), "exact"))
        for word in self.headers.other:
            index.setdefault(key_of(word), Meaning((), "exact"))
        for name in FIELDS:
            index.setdefault(key_of(name), Meaning((Sense(field=name),), "exact"))
        index.pop("", None)
        return index

    @cached_property
    def _full_index(self) -> dict[str, Meaning]:
        """The same by full forms: ``Mfr. Part Nr.`` is a manufacturer part number."""
        words = [(word, name) for name, found in self.headers.fields.items() for word in found.en]
        index: dict[str, Meaning] = {}
        for word, name in words:
            index.setdefault(self._full_form(word), Meaning((Sense(field=name),), "exact"))
        return index

    @cached_property
    def _short_forms(self) -> dict[str, str]:
        forms = self.headers.short_forms.items()
        return {short: full for full, shorts in forms for short in shorts}

    def _full_form(self, text: str) -> str:
        words = re.findall(r"[^\W_]+|#", fold_text(text.replace("/", "").replace(".", " ")))
        full = [self._short_forms.get(word, word) for word in words]
        return key_of("".join("number" if word == "#" else word for word in full))

    @cached_property
    def _long_keys(self) -> list[str]:
        return [key for key in self._index if len(key) >= _SIMILAR_LENGTH]

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(key_of(word) for word in self.headers.heads)

    @cached_property
    def _quick(self) -> frozenset[str]:
        words = [word for words in self.headers.fields.values() for word in words.words()]
        words += [word for ambiguous in self.headers.ambiguous for word in ambiguous.words]
        return in_every_case((*FIELDS, *words, *self.headers.other))

    def _look_up(self, text: str) -> Meaning | None:
        if not text.strip() or len(text) > MAX_HEADER_LENGTH:
            return None
        if text.strip() in FIELDS:
            return Meaning((Sense(field=text.strip()),), "exact", canonical=True)
        bare = _BRACKETS.sub(" ", unicodedata.normalize("NFKC", text))
        for form in (text, bare, _TRAILING_NUMBER.sub("", bare)):
            key = key_of(form)
            # "X-100" is no header "X": one letter is what is left of a code.
            if key in self._index and (form is text or len(key) > 1):
                return self._index[key]
        full = self._full_form(bare)
        if full in self._full_index:
            return self._full_index[full]
        return (
            self._without_qualifier(bare)
            or self._from_pieces(text, bare)
            or self._misspelt(bare)
            or self._from_head(bare)
        )

    def _without_qualifier(self, bare: str) -> Meaning | None:
        """Look up what stands after a word that changes nothing: ``Alt. Mfr. P/N``."""
        folded = fold_text(bare).strip()
        found = self._qualifier.match(folded)
        return self.meaning(folded[found.end() :]) if found else None

    @cached_property
    def _qualifier(self) -> re.Pattern[str]:
        words = sorted(map(fold_text, self.headers.qualifiers), key=len, reverse=True)
        latin = "|".join(re.escape(word) for word in words if word.isascii())
        other = "|".join(re.escape(word) for word in words if not word.isascii())
        return re.compile(rf"(?:(?:{latin})[\W_]+|(?:{other})[\W_]*)(?=\w{{2}})")

    def _misspelt(self, bare: str) -> Meaning | None:
        """Take a header of several words for the known one that it all but is."""
        key = key_of(bare)
        if " " not in bare.strip() or len(key) > MAX_HEADER_LENGTH:
            return None
        best = process.extractOne(key, self._long_keys, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
        return Meaning(self._index[best[0]].senses, "similar") if best else None

    def _from_pieces(self, text: str, bare: str) -> Meaning | None:
        whole = self._known_pieces(_PIECES.split(bare)) or self._known_pieces(
            _SCRIPTS.findall(bare)
        )
        if whole:
            return whole
        pieces = [*_PIECES.split(bare), *_SCRIPTS.findall(bare), *_BRACKETED.findall(text)]
        found = [self._index.get(key_of(piece)) for piece in pieces if piece.strip()]
        known = [meaning for meaning in found if meaning and meaning.senses]
        # A column of numbers and names is worth more as a name: "Part No. / Description".
        names = [meaning for meaning in known if {"description"} == _fields(meaning)]
        return Meaning((names or known)[0].senses, "similar") if known else None

    def _known_pieces(self, pieces: Sequence[str]) -> Meaning | None:
        """Return the meaning of a header said twice: ``Item / 品名`` is as good as 品名.

        Every piece must be a known word; the piece with the fewest senses decides, and its field
        must be among the senses of the others.
        """
        found = [self._index.get(key_of(piece)) for piece in pieces if piece.strip()]
        meanings = [meaning for meaning in found if meaning and meaning.senses]
        if len(meanings) < _TWICE or len(meanings) < len(found):
            return None
        plainest = min(meanings, key=lambda meaning: len(meaning.senses))
        fields = {sense.field for sense in plainest.senses}
        agreed = all(fields & {sense.field for sense in other.senses} for other in meanings)
        return Meaning(plainest.senses, "exact") if agreed else None

    def _from_head(self, bare: str) -> Meaning | None:
        tokens = [token for token in re.split(r"[\s_]+", bare.strip()) if token]
        if len(tokens) > 1:
            tails = (tokens[start:] for start in range(1, len(tokens)))
            starts = (tokens[:end] for end in range(len(tokens) - 1, 0, -1))
            for part in (*tails, *starts):
                key = key_of("".join(part))
                if key in self._heads and key in self._index:
                    return Meaning(self._index[key].senses, "similar")
        return self._from_ending(key_of(bare))

    def _from_ending(self, key: str) -> Meaning | None:
        """Read a compound by its end: 含税采购单价 is a 单价, Bestellmenge a Menge."""
        ending = next((one for one in self._endings if key.endswith(one)), None)
        return Meaning(self._index[ending].senses, "similar") if ending else None

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        keys = {key_of(word) for word in self.headers.endings} & self._index.keys()
        return tuple(sorted(keys, key=len, reverse=True))


def load_vocabulary(rules: Path) -> Vocabulary:
    """Read and index the words of parts lists from a rule pack.

    Raises:
        RuleFileError: A file does not fit its model.
    """
    return Vocabulary(load_headers(rules))
