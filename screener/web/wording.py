"""The words of the pages, in every language: data in ``words/``, one file a subject."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.numbers import format_decimal
from django.utils.translation import get_language

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text

_FOLDER = Path(__file__).with_name("words")
#: Django's names of languages → ours.
_OURS = {"en": "en", "ja": "ja", "zh-hans": "zh"}
#: Ours → what ``lang`` attributes and Babel want.
TAGS = {"en": "en", "ja": "ja", "zh": "zh-Hans"}
LOCALES = {"en": "en", "ja": "ja", "zh": "zh_Hans_CN"}


class WordFile(RuleModel):
    """The words of one subject; places in braces are filled by name."""

    words: Mapping[str, Text]


@cache
def words() -> Mapping[str, Text]:
    """Return every word by ``subject.name``; read once."""
    return {
        f"{path.stem}.{name}": text
        for path in sorted(_FOLDER.glob("*.yaml"))
        for name, text in read_model(path, WordFile).words.items()
    }


def language() -> str:
    """Return the language of the request: ``en``, ``ja`` or ``zh``."""
    return _OURS.get(get_language() or "en", "en")


def say(name: str, /, **places: object) -> str:
    """Return a sentence in the language of the request, with its places filled."""
    return say_in(language(), name, **places)


def say_in(spoken: str, name: str, /, **places: object) -> str:
    """Return a sentence in a language, with its places filled."""
    filled = {key: _shown(value, spoken) for key, value in places.items()}
    return words()[name].get(spoken).format(**filled)


def _shown(value: object, spoken: str) -> str:
    if isinstance(value, int):
        return str(format_decimal(value, locale=LOCALES[spoken]))
    return str(value)
