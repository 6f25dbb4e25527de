"""Every text for people in a rule file, with the path to it."""

from collections.abc import Iterator

from opencc import OpenCC
from pydantic import BaseModel

from screener.rulepack.texts import Text

_TO_SIMPLIFIED = OpenCC("t2s")
_KANA = range(0x3041, 0x30FB)


def is_simplified_chinese(text: str) -> bool:
    has_kana = any(ord(letter) in _KANA for letter in text)
    return not has_kana and _TO_SIMPLIFIED.convert(text) == text


def is_written_in_japanese_letters(text: str) -> bool:
    """Say whether the Japanese character sets hold every letter; few simplified ones are there."""
    try:
        text.encode("euc_jis_2004")
    except UnicodeEncodeError:
        return False
    return True


def every_text(part: object, path: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from every_text(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from every_text(item, f"{path}[{place}]")
