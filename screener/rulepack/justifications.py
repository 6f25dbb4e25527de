"""Why a person may decide that a line is clear: a fixed list of justifications, as data."""

from pathlib import Path

from pydantic import Field

from screener.rulepack.reading import RuleModel, read_model
from screener.rulepack.texts import Text


class Justification(RuleModel):
    """One justification; a decision names it by its id."""

    id: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    title: Text


class Justifications(RuleModel):
    """The file ``terms/justifications.yaml``."""

    justifications: tuple[Justification, ...] = Field(min_length=1)


def load_justifications(rules: Path) -> dict[str, Justification]:
    """Read the justifications of a rule pack, by id; a pack without the file has none.

    Raises:
        RuleFileError: The file does not fit its model.
    """
    path = rules / "terms" / "justifications.yaml"
    if not path.is_file():
        return {}
    return {one.id: one for one in read_model(path, Justifications).justifications}
