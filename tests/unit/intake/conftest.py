"""The words of the shipped rule pack, read once."""

from pathlib import Path

import pytest

from screener.intake import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Path(__file__).parents[3] / "rules")
