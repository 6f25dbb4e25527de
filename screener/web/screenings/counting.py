"""The counts of a screening by label, as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass

from screener.model import Label
from screener.web.labels import ICONS
from screener.web.rules import explainer
from screener.web.screenings.models import Screening


@dataclass(frozen=True, slots=True)
class Counted:
    """A label, how many lines have it, and whether they are shown."""

    label: str
    icon: str
    word: str
    count: int
    chosen: bool


def counts_of(screening: Screening, chosen: Collection[str] = ()) -> list[Counted]:
    """Return the counts; `chosen` are the labels that are shown."""
    says = explainer()
    numbers = {
        Label.LIKELY_AFFECTED: screening.affected,
        Label.UNCLEAR: screening.unclear,
        Label.CLEAR: screening.clear,
    }
    return [
        Counted(label.value, ICONS[label], says.label(label), number, label.value in chosen)
        for label, number in numbers.items()
    ]
