"""Recognising listed items in the texts of a line."""

from screener.matching.items.document import ITEM_FIELDS
from screener.matching.items.matcher import ItemMatcher

__all__ = ["ITEM_FIELDS", "ItemMatcher"]
