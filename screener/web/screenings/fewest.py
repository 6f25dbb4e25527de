"""The fewest answers that settle most of a file, in every language."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from screener.model import Label, ScreenedLine
from screener.results.explain import Explainer
from screener.results.smallest import fewest_answers
from screener.web.screenings.models import Screening
from screener.web.screenings.verdicts import screener_of, verdict_of
from screener.web.screenings.words_of import asked_as
from screener.web.wording import say_in


class Fewest(TypedDict):
    """How many lines the answers settle, and each question with its answer."""

    says: str
    answers: list[tuple[str, str]]


#: So many lines are looked at while somebody waits.
_AT_ONCE = 200


def say_fewest(
    lines: Iterable[ScreenedLine], explainers: Mapping[str, Explainer]
) -> dict[str, Fewest]:
    """Return them by language; nothing where no answers settle a line."""
    found = fewest_answers(lines)
    if found is None:
        return {}
    name = "result.fewest" if len(found.answers) > 1 else "result.fewest_one"
    numbers = {"n": len(found.answers), "settled": found.settled, "unclear": found.unclear}
    return {
        language: Fewest(
            says=say_in(language, name, **numbers),
            answers=[
                (asked_as(one, says), says.answer(one, given)) for one, given in found.answers
            ],
        )
        for language, says in explainers.items()
    }


def fewest_now(screening: Screening, explainers: Mapping[str, Explainer]) -> dict[str, Fewest]:
    """Work them out anew after an answer; for a long list the next run does it."""
    unclear = list(screening.lines.filter(label=Label.UNCLEAR.value)[: _AT_ONCE + 1])
    if len(unclear) > _AT_ONCE:
        return {}
    screener = screener_of(screening)
    return say_fewest([verdict_of(line, screening, screener) for line in unclear], explainers)
