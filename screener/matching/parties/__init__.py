"""Recognising parties: end users, consignees, suppliers and manufacturers."""

from screener.matching.parties.matcher import PartyMatcher

__all__ = ["PartyMatcher"]
