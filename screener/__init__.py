"""Screens bills of materials against China's 2026 restriction on dual-use exports to Japan.

The public interface, nothing else::

    from datetime import date
    from screener import Profile, load_rules, screen_file

    pack = load_rules()
    screening = screen_file("bom.xlsx", pack=pack, on=date(2026, 3, 12))
    for screened in screening.lines:
        print(screened.line.row, screened.verdict.label)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screener.batches import screen_batches
    from screener.errors import InputError
    from screener.model import Label, Line, ScreenedLine, Screening
    from screener.pipeline import screen_file, screen_line
    from screener.profile import Profile
    from screener.rulepack.load import Pack
    from screener.rulepack.load import load_pack as load_rules

__all__ = [
    "InputError",
    "Label",
    "Line",
    "Pack",
    "Profile",
    "ScreenedLine",
    "Screening",
    "load_rules",
    "screen_batches",
    "screen_file",
    "screen_line",
]

_HOMES = {
    "InputError": ("screener.errors", "InputError"),
    "Label": ("screener.model", "Label"),
    "Line": ("screener.model", "Line"),
    "Pack": ("screener.rulepack.load", "Pack"),
    "Profile": ("screener.profile", "Profile"),
    "ScreenedLine": ("screener.model", "ScreenedLine"),
    "Screening": ("screener.model", "Screening"),
    "load_rules": ("screener.rulepack.load", "load_pack"),
    "screen_batches": ("screener.batches", "screen_batches"),
    "screen_file": ("screener.pipeline", "screen_file"),
    "screen_line": ("screener.pipeline", "screen_line"),
}


def __getattr__(name: str) -> object:
    # Loaded when first used: "screener --help" needs none of it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
