"""Which encoding the bytes of a text file are in.

A mark at the beginning decides, then strict UTF-8, then the pattern of zero bytes in UTF-16, then
the encoding of East Asia or Western Europe in which the text looks most like writing.
"""

import codecs
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from charset_normalizer import from_bytes

from screener.rulepack.reading import RuleModel, read_model

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: In order of preference when two look alike.
LEGACY_ENCODINGS = ("cp932", "gb18030", "euc_jp", "big5", "euc_kr", "cp1252", "cp1251")
_FREQUENT = 1.4  # what a frequent character is worth
_SAMPLE = 200_000  # bytes that are looked at
_ZEROS = 0.2  # share of zero bytes on one side that means UTF-16


def guess_encoding(content: bytes) -> str | None:
    """Return the name of the encoding, or ``None`` if the bytes are no text."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:_SAMPLE]
    utf16 = _utf16_without_mark(sample)
    if utf16:
        return utf16
    if b"\0" in sample:
        return None
    if _decodes(content, "utf-8"):
        return "utf-8"
    return _legacy(sample, content)


def _utf16_without_mark(sample: bytes) -> str | None:
    if len(sample) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) / half > _ZEROS and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) / half > _ZEROS and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(sample: bytes, content: bytes) -> str | None:
    scores = {
        name: _plausibility(content.decode(name)[:_SAMPLE], name)
        for name in LEGACY_ENCODINGS
        if _decodes(content, name)
    }
    if scores:
        return max(scores, key=lambda name: scores[name])
    best = from_bytes(sample).best()
    return best.encoding if best else None


def _plausibility(text: str, encoding: str) -> float:
    """Return how much the characters beyond ASCII look like what is written in an encoding."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    kinds = Counter(
        kind
        for first, second in pairwise(text)
        if first > "\x7f" and (kind := _kind(first)) == _kind(second)
    )
    together = sum(_TOGETHER.get(kind, 0.2) * count for kind, count in kinds.items())
    return (sum(_commonness(character, encoding) for character in beyond) + together) / len(beyond)


#: What a character is worth by its script; more where its neighbour is of the same script.
_WORTH = {
    "kana": 1.2,
    "half-width kana": 0.1,
    "width": 0.8,
    "cyrillic": 0.35,
    "odd": -1.0,
}
# Half-width kana one by one, and accented letters in runs, are what other encodings look like.
_TOGETHER = {"half-width kana": 0.6, "latin": -0.8, "cyrillic": 0.9, "odd": 0.0}


class _Frequent(RuleModel):
    """The file ``frequent_characters.yaml`` beside this module."""

    gb18030: str
    big5: str
    japanese: str
    euc_kr: str
    cp1252: str


@cache
def _frequent() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("frequent_characters.yaml")
    sets = {name: frozenset(text) for name, text in read_model(path, _Frequent)}
    return {**sets, "cp932": sets["japanese"], "euc_jp": sets["japanese"]}


def _commonness(character: str, encoding: str) -> float:
    if character in _frequent().get(encoding, ()):
        return _FREQUENT
    kind = _kind(character)
    if kind == "hangul":
        return 1.0 if _encoded(character, "euc_kr") else -0.5
    if kind == "han":
        return _commonness_of_han(character, encoding)
    if kind == "kana" and encoding not in _JAPANESE:
        return 0.0  # GB 18030 has the kana of EUC-JP, but who writes Chinese does without
    if kind == "latin":
        return 0.4 if character.isalpha() else 0.2
    return _WORTH[kind]


def _commonness_of_han(character: str, encoding: str) -> float:
    if _is_daily_han(character, _OWN_STANDARD.get(encoding, "gb2312")):
        return 0.9
    return 0.3 if any(_is_daily_han(character, name) for name in _DAILY_HAN) else 0.1


def _kind(character: str) -> str:
    for kind, low, high in _BLOCKS:
        if low <= character <= high:
            return kind
    return "odd"


_BLOCKS = (
    ("latin", "\u00a0", "\u024f"),
    ("kana", "\u3041", "\u30ff"),
    ("half-width kana", "\uff66", "\uff9f"),
    ("han", "\u4e00", "\u9fff"),
    ("hangul", "\uac00", "\ud7a3"),
    ("width", "\uff01", "\uff5e"),
    ("width", "\u3000", "\u3011"),
    ("width", "\u2010", "\u2049"),
    ("width", "\u2100", "\u22ff"),
    ("cyrillic", "\u0400", "\u045f"),
    ("latin", "\u0391", "\u03c9"),
)


_JAPANESE = frozenset({"cp932", "euc_jp"})

#: Standard → first and last lead byte of its first level, the characters in daily use.
_DAILY_HAN = {"gb2312": (0xB0, 0xD7), "euc_jp": (0xB0, 0xCF), "big5": (0xA4, 0xC6)}
_OWN_STANDARD = {"cp932": "euc_jp", "euc_jp": "euc_jp", "big5": "big5", "euc_kr": "euc_kr"}


def _is_daily_han(character: str, standard: str) -> bool:
    code = _encoded(character, standard)
    if standard not in _DAILY_HAN:
        return bool(code)
    first, last = _DAILY_HAN[standard]
    return len(code) == 2 and first <= code[0] <= last  # noqa: PLR2004  # two bytes


def _encoded(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return b""
