"""Asking the lists about one name or one item, while a person types."""
