"""Texts as people write them: folding, terms, quantities, names, tariff and CAS numbers."""
