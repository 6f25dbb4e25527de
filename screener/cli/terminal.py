"""What is printed on a terminal: colour only where it is one, and never as the only sign."""

import sys
from functools import cache

from rich.console import Console

from screener.model import Label

_ICONS = {Label.LIKELY_AFFECTED: "▲", Label.UNCLEAR: "◆", Label.CLEAR: "●"}
_PLAIN = {Label.LIKELY_AFFECTED: "[A]", Label.UNCLEAR: "[U]", Label.CLEAR: "[C]"}
STYLES = {
    Label.LIKELY_AFFECTED: "bold white on #8C2D04",
    Label.UNCLEAR: "#332900 on #F5C84B",
    Label.CLEAR: "",
}


@cache
def console() -> Console:
    """Return the console for what the user asked for."""
    return Console(soft_wrap=not sys.stdout.isatty())


@cache
def error_console() -> Console:
    """Return the console for progress and errors."""
    return Console(stderr=True)


def icon(label: Label) -> str:
    """Return the sign of a label, or letters where the encoding cannot show it."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        _ICONS[label].encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN[label]
    return _ICONS[label]


def printable(text: str) -> str:
    """Return a text without control characters: a cell must not steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
