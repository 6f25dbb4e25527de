"""The rule pack of this installation, loaded once a process, and who reads and explains by it."""

from functools import cache

from django.conf import settings

from screener.intake import Vocabulary
from screener.matching import LineReader
from screener.ready import ready_reader
from screener.results.explain import Explainer
from screener.rulepack.load import Pack
from screener.web.wording import language


@cache
def pack() -> Pack:
    """Return the rules."""
    return reader().pack


@cache
def reader() -> LineReader:
    """Return what finds items, parties and uses in lines; what was made ready before is used."""
    return ready_reader(settings.RULES)


@cache
def vocabulary() -> Vocabulary:
    """Return the words of headers."""
    return Vocabulary(pack().headers)


def explainer() -> Explainer:
    """Return what explains verdicts in the language of the request.

    A new one each time: it remembers what it said, which would grow for ever in a server.
    """
    return Explainer(pack(), language())
