"""The line of a result as it is kept: what the file states, and where it stands."""

from pydantic import TypeAdapter

from screener.model import Line as StatedLine
from screener.model import Source
from screener.web.screenings.models import Line

_LINE = TypeAdapter(StatedLine)


def without_profile(line: StatedLine) -> StatedLine:
    """Return the line as the file states it, without the facts of the profile."""
    own = {
        name: stated for name, stated in line.stated.items() if stated.source is not Source.PROFILE
    }
    return StatedLine(line.file, line.sheet, line.row, own)


def as_kept(line: StatedLine) -> object:
    """Return a line as it is kept."""
    return _LINE.dump_python(line, mode="json")


def stated_line(line: Line) -> StatedLine:
    """Return the line as the file states it."""
    return _LINE.validate_python(line.stated)
