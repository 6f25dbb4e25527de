"""Screenings: an upload, what was understood of it, and its labelled lines."""
