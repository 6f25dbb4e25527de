"""Words, numbers and dates in templates, in the language of the request."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from screener.model import Label
from screener.results.report.rendering import mark_quotations
from screener.results.sentences import sentences
from screener.text.languages import language_of
from screener.web.labels import ICONS
from screener.web.screenings.models import Line
from screener.web.wording import LOCALES, language
from screener.web.wording import say as _say

register = template.Library()


@register.simple_tag
def say(name: str, **places: object) -> str:
    """Return a sentence of the pages; what fills its places is escaped with it."""
    return _say(name, **places)


@register.filter
def number(value: int) -> str:
    """Return a number as the language writes it."""
    return str(format_decimal(value, locale=LOCALES[language()]))


@register.filter
def day(value: date | datetime) -> str:
    """Return a day as the language writes it."""
    shown = timezone.localtime(value) if isinstance(value, datetime) else value
    return str(format_date(shown, format="medium", locale=LOCALES[language()]))


@register.filter
def moment(value: datetime) -> str:
    """Return day and time as the language writes them."""
    shown = timezone.localtime(value)
    return str(format_datetime(shown, format="short", locale=LOCALES[language()]))


@register.simple_tag
def label_of(label: str) -> str:
    """Return icon and word of a label."""
    return f"{ICONS[Label(label)]} {sentences().labels[label].get(language())}"


@register.simple_tag
def by_language(texts: dict[str, str]) -> str:
    """Return the text in the language of the request."""
    return texts.get(language(), "")


@register.simple_tag
def quoted(text: str, spoken: str) -> str:
    """Return a sentence with what it quotes underlined and marked with its language."""
    return mark_safe(mark_quotations(text, spoken))  # noqa: S308 - escaped by markupsafe


@register.simple_tag
def quoted_summary(line: Line, spoken: str) -> str:
    """Return the summary of a line in the language of the request."""
    return quoted(line.summaries.get(language(), ""), spoken)


@register.simple_tag
def lang_of(text: str, spoken: str) -> str:
    """Return the ``lang`` attribute of a fragment where its characters tell the language."""
    found = language_of(text, spoken)
    return format_html(' lang="{}"', found) if found else ""
