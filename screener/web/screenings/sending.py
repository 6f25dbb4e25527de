"""Sending result files: to a browser, and to programs that call the API."""

from pathlib import PurePath

from django.http import FileResponse

from screener.web.screenings.models import Screening
from screener.web.screenings.results import CONTENT_TYPES, result_file


def sent(screening: Screening, form: str, language: str) -> FileResponse:
    """Return the answer that holds a result file, named after the upload."""
    path = result_file(screening, form, language)
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{PurePath(screening.name).stem}.screened{path.suffix}",
        content_type=CONTENT_TYPES[form],
    )
