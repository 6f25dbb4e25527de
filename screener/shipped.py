"""The sample spreadsheets that come with the program."""

from importlib.resources import files
from pathlib import Path


def shipped_samples() -> Path:
    """Return the folder of the samples."""
    package = Path(str(files("screener")))
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "samples"


def sample_files() -> list[Path]:
    """Return the samples themselves, without results and records that were written beside them.

    What the program writes beside a parts list is named after it with a word of its own between
    dots (``NAME.screened.xlsx``, ``NAME.screener.yaml``).
    """
    found = (path for path in shipped_samples().iterdir() if path.is_file())
    return sorted(path for path in found if "." not in path.stem)
