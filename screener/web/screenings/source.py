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
    """Return the profile that the result rests on."""
    return Profile.model_validate(screening.profile)


def draft_of(screening: Screening) -> Profile:
    """Return the profile that is being edited."""
    return Profile.model_validate(screening.draft)


def workbook_of(screening: Screening, profile: Profile) -> Workbook:
    """Read the upload in the encoding that a profile names, if it does.

    Its name is the one that the user gave it.

    Raises:
        InputError: It cannot be read.
    """
    path = Path(screening.upload.path)
    return _read(path, screening.name, profile.encoding)


@lru_cache(maxsize=_KEPT)
def _read(path: Path, name: str, encoding: str | None) -> Workbook:
    try:
        workbook = open_source(path, Profile(encoding=encoding), confined=True)
        return replace(workbook, file=name)
    except InputError as error:
        error.places["file"] = name
        raise
