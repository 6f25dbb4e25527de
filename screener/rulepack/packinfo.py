"""What a rule pack says of itself: version, how far it was researched, what it leaves out."""

from datetime import date

from pydantic import Field, model_validator

from screener.rulepack.reading import RuleModel
from screener.rulepack.texts import Text


class PackInfo(RuleModel):
    """The head of a rule pack.

    `version` is a date with dots. `researched_up_to` is the date of the latest material read;
    after `review_by` the pack is stale. `not_modelled` is what no label of it speaks to.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: str = Field(pattern=r"^\d{4}\.\d{2}\.\d{2}$")
    title: Text
    researched_up_to: date
    review_by: date
    minimum_screener: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    not_modelled: tuple[Text, ...] = Field(min_length=1)
    changed: tuple[Text, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_reviewed_after_research(self) -> "PackInfo":
        if self.review_by <= self.researched_up_to:
            raise ValueError("review_by lies after researched_up_to")
        return self
