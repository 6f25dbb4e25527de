"""Spellings of Japanese words that are one: small and large kana, long vowels, okurigana.

``モーター`` and ``モータ``, ``マグネット`` and ``マグネツト``, ``引っ張り強さ`` and ``引張強さ``
become one. This loses more than folding does, so it only adds to what a folded text gives.
"""

import re

from screener.text.folding import Folded, unmoved

_KANA = re.compile(r"[\u3041-\u30fe]")
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_SAME_SOUND = {"ディ": "ジ", "ティ": "チ", "ヴァ": "バ", "ヴ": "ブ", "ヂ": "ジ", "ヅ": "ズ"}
_STANDS_FOR = re.compile("|".join(_SAME_SOUND))
# A dash typed for the mark of a long vowel: モ－タ.
_DASH = re.compile(r"(?<=[ァ-ヺ])-(?![0-9a-z])")
_DROPPED = re.compile(
    # The long vowel at the end of a longer word of -er, -or, -ar.
    r"(?<=[\u30a1-\u30fc]{2}[アカガサザタダナハバパマヤラワャ])ー"
    # アルミニュウム
    r"|(?<=[キギシジチニヒビピミリ])ュ(?=ウ)"
    # Kana between two characters of one word: 立ち上がり時間, 引っ張り強さ, 切り替え弁.
    r"|(?<=[\u3400-\u9fff])(?:っ|がり|[いきぎしじちみびりえけげせねべめれ]{1,2})(?=[\u3400-\u9fff])"
)


def may_be_loosened(folded: str) -> bool:
    """Say whether a folded text has kana: any other is in its loosest spelling."""
    return _KANA.search(folded) is not None


def loosen(folded: str) -> Folded:
    """Return a folded text in its loosest Japanese spelling; `offsets` are places in `folded`.

    A text without kana comes back as it is.
    """
    if not may_be_loosened(folded):
        return Folded(folded, unmoved(len(folded)))
    text = _DASH.sub("ー", folded)
    if not _DROPPED.search(text) and not _STANDS_FOR.search(text):
        return Folded(text.translate(_LARGE), unmoved(len(text)))
    pieces: list[str] = []
    offsets: list[int] = []
    dropped = {place for hit in _DROPPED.finditer(text) for place in range(*hit.span())}
    sounds = {hit.start(): hit for hit in _STANDS_FOR.finditer(text)}
    place = 0
    while place < len(text):
        sound = sounds.get(place)
        written = sound[0] if sound else text[place]
        if place not in dropped:
            pieces.append(_SAME_SOUND.get(written, written.translate(_LARGE)))
            offsets.append(place)
        place += len(written)
    return Folded("".join(pieces), (*offsets, len(text)))
