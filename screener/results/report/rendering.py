"""The templates, and what they are filled with."""

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from screener.model import Screening
from screener.results.explain import Explainer
from screener.results.report.page import Page
from screener.results.report.texts import report_texts
from screener.results.report.views import LineView
from screener.results.workbook.texts import workbook_texts
from screener.rulepack.texts import Text
from screener.text.languages import language_of

# What our sentences quote stands between quotation marks of the language.
_QUOTED = re.compile(r"(?<=“)[^“”]+(?=”)|(?<=「)[^「」]+(?=」)")


def write_html(screening: Screening, explainer: Explainer) -> Iterator[str]:
    """Yield the report as pieces of one self-contained HTML page."""
    page = Page(screening, explainer)
    template = environment().get_template("report.html")
    yield from template.stream(page=page, **words_of(explainer, page.spoken))


def render_line(line: LineView, explainer: Explainer) -> Markup:
    """Return the explanation of one line as HTML, to be put into a page."""
    template = environment().get_template("line.html")
    return Markup(template.render(line=line, **words_of(explainer)))  # noqa: S704 - autoescaped


def words_of(explainer: Explainer, spoken: str = "") -> dict[str, object]:
    """Return what every template of a line needs: the words of the page, and how to say them."""

    def say(text: Text, **places: object) -> str:
        return explainer.say(text, **{name: str(value) for name, value in places.items()})

    return {"say": say, "words": report_texts(), "own": workbook_texts(), "spoken": spoken}


def mark_quotations(text: str, spoken: str) -> Markup:
    """Return a sentence with what it quotes underlined, and marked with its language."""
    return Markup("").join(_pieces(text, spoken))


def _pieces(text: str, spoken: str) -> Iterator[str]:
    end = 0
    for found in _QUOTED.finditer(text):
        yield escape(text[end : found.start()])
        language = language_of(found.group(), spoken)
        marked = Markup('<span class="quote" lang="{}">{}</span>')
        plain = Markup('<span class="quote">{}</span>')
        yield marked.format(language, found.group()) if language else plain.format(found.group())
        end = found.end()
    yield escape(text[end:])


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, nothing undefined passes."""
    made = Environment(
        loader=PackageLoader("screener.results.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["mark_quotations"] = mark_quotations
    return made
