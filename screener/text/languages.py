"""Which language a fragment is written in, as far as its characters tell.

Chinese and Japanese share characters that are drawn differently: whoever shows a fragment has to
say which of the two it is.
"""

import re
from collections import Counter
from collections.abc import Iterable

_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def language_of(text: str, otherwise: str = "") -> str:
    """Return ``ja``, ``zh-Hans``, ``zh-Hant`` or ``ko`` where the characters of a text tell.

    Characters that only one country's standard holds decide: a simplified one is not in the
    Japanese standard, a Japanese one not in the simplified.

    Args:
        text: Any fragment.
        otherwise: What to return where several languages write so; empty text without any of
            their characters.
    """
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    han = "".join(_HAN.findall(text))
    if not han:
        return ""
    japanese, simplified = _writes("cp932", han), _writes("gb2312", han)
    if japanese != simplified:
        return "ja" if japanese else "zh-Hans"
    return "zh-Hant" if not japanese and _writes("big5", han) else otherwise


def main_language(texts: Iterable[str]) -> str:
    """Return the language that most of the texts are certainly in; empty where none tells."""
    told = Counter(language_of(text) for text in texts)
    told.pop("", None)
    return told.most_common(1)[0][0] if told else ""


def _writes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
