"""Cases beside the rules: what a lawyer reads and signs, and ``screener rules test`` runs."""

from datetime import date
from pathlib import Path

from pydantic import Field

from screener.model import FIELDS, Label, Line, Stated
from screener.rulepack.reading import RuleModel, read_model


class LineCase(RuleModel):
    """One line, the label that it must get, and why.

    `questions` must be among those that the label hinges on; `because` names a condition that must
    be false (for a clear line) or true; `reasons` are instruments that must be named.
    """

    name: str
    line: dict[str, str]
    readings: dict[str, str] = Field(default_factory=dict)
    label: Label
    questions: list[str] = Field(default_factory=list)
    because: str | None = None
    why: str | None = None


class LineCases(RuleModel):
    """The cases of one rule or reading; the file is called after it."""

    about: str
    cases: list[LineCase] = Field(min_length=1)


def load_line_cases(root: Path) -> dict[str, LineCases]:
    """Read every file of cases under ``cases/lines/``, by its name.

    Raises:
        RuleFileError: A file is no list of cases.
    """
    folder = root / "cases" / "lines"
    return {path.stem: read_model(path, LineCases) for path in sorted(folder.glob("*.yaml"))}


def case_line(case: LineCase) -> tuple[Line, date | None]:
    """Return the line of a case, and its date where it states one."""
    stated = {
        name: Stated(text) for name, text in case.line.items() if name in FIELDS and name != "date"
    }
    on = case.line.get("date")
    return Line("case", "case", 1, stated), date.fromisoformat(on) if on else None
