"""What a kept line rests on, worked out anew: a verdict follows from line, profile and rules."""

from django.utils import timezone

from screener.model import ScreenedLine
from screener.pipeline import Screener
from screener.web.rules import pack, reader
from screener.web.screenings.index import stated_line
from screener.web.screenings.models import Line, Screening
from screener.web.screenings.source import profile_of


def screener_of(screening: Screening) -> Screener:
    """Return what screens the lines of a screening, by its profile."""
    today = timezone.localdate()
    return Screener(pack(), profile_of(screening), today=today, reader=reader())


def verdict_of(line: Line, screener: Screener) -> ScreenedLine:
    """Screen a kept line."""
    return screener.screen(stated_line(line))
