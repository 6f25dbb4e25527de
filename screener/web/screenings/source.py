"""The upload of a screening, read; and what its profile says of how to read it."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from screener.errors import InputError
from screener.intake import Workbook
from screener.pipeline import open_source
from screener.profile import Profile
from screener.web.screenings.models import Screening

# Pages about one file follow one another; a workbook takes some memory.
_KEPT = 4


def profile_of(screening: Screening) -> Profile:
    """Return the profile of a screening."""
    return Profile.model_validate(screening.profile)


def workbook_of(screening: Screening) -> Workbook:
    """Read the upload; its name is the one that the user gave it.

    Raises:
        InputError: It cannot be read.
    """
    path = Path(screening.upload.path)
    return _read(path, screening.name, profile_of(screening).encoding)


@lru_cache(maxsize=_KEPT)
def _read(path: Path, name: str, encoding: str | None) -> Workbook:
    try:
        return replace(open_source(path, Profile(encoding=encoding)), file=name)
    except InputError as error:
        error.places["file"] = name
        raise
