"""An error for the person who gets it: the problem, and the way out."""

from dataclasses import dataclass

from screener.errors import InputError
from screener.web.wording import language, words


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and how to go on, in the language of the request."""

    code: str
    what: str
    way_out: str


def problem(error: InputError) -> Problem:
    """Return an error as a page shows it.

    A way out that speaks of the command line has another wording here: ``ways_out.CODE``.
    """
    spoken = language()
    own = words().get(f"ways_out.{error.code}")
    way_out = own.get(spoken) if own else error.way_out[spoken]
    return Problem(
        error.code,
        error.problem[spoken].format(**error.places),
        way_out.format(**error.places),
    )
