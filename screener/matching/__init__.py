"""From the words of a line to what was found in it: items, parties, end uses, routes, times."""

from screener.matching.lines import ItemKey, LineReader

__all__ = ["ItemKey", "LineReader"]
