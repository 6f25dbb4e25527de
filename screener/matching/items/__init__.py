"""Recognising listed items in the texts of a line."""

from screener.matching.items.matcher import ItemMatcher

__all__ = ["ItemMatcher"]
