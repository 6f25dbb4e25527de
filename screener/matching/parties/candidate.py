"""An entity that a name may be."""

from dataclasses import dataclass

from screener.matching.parties.index import Form
from screener.rulepack.entities import Entity


@dataclass(frozen=True)
class Candidate:
    """An entity that a name may be, and why.

    `reason` is one of ``exact``, ``former``, ``site``, ``body``, ``order``, ``slip`` (these say who
    it is), ``shared``, ``acronym``, ``affiliate``, ``abroad``, ``mentioned``.
    """

    form: Form
    reason: str
    outcome: str
    score: float

    @property
    def entity(self) -> Entity:
        """The entity that the form names."""
        return self.form.entity
