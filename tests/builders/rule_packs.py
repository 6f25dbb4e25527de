"""Copies of the shipped rule pack with one thing changed."""

import shutil
from pathlib import Path

RULES = Path(__file__).parents[2] / "rules"


def copy_pack(folder: Path) -> Path:
    """Copy the shipped rule pack."""
    return Path(shutil.copytree(RULES, folder))


def change(path: Path, old: str, new: str) -> Path:
    """Replace a text of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
