"""Recognising parties: end users, consignees, suppliers and manufacturers."""

from screener.matching.parties.matcher import Mention, PartyMatcher

__all__ = ["Mention", "PartyMatcher"]
