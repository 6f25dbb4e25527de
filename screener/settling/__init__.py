"""From "unclear" to settled: who is asked what, what came back, and what it settles."""
