"""The sample spreadsheets that come with the program."""

from importlib.resources import files
from pathlib import Path


def shipped_samples() -> Path:
    """Return the folder of the samples."""
    package = Path(str(files("screener")))
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "samples"
