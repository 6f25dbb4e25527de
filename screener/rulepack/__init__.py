"""The rule pack: strict reading of reviewed files into typed, checked models."""
