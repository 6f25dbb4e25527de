"""Cases of items: what a buyer writes, and what the catalogue must say of it."""

from datetime import date
from pathlib import Path

from screener.model import Goods, ItemStatus, Line, Stated
from screener.rulepack.reading import RuleModel, read_model


class ItemCase(RuleModel):
    """One line, the statuses that are right for it, and the code and sort of goods to be found."""

    line: dict[str, str]
    status: tuple[ItemStatus, ...]
    code: str | None = None
    goods: tuple[Goods, ...] = ()

    def bom_line(self) -> Line:
        """Return the line as a parts list gives it."""
        return Line("case", "case", 1, {name: Stated(text) for name, text in self.line.items()})


class ItemCases(RuleModel):
    """The cases of one family, and the day for which they hold."""

    on: date
    cases: tuple[ItemCase, ...]


def load_item_cases(root: Path) -> dict[str, ItemCases]:
    """Read every file of cases under ``cases/items/``, by its name.

    Raises:
        RuleFileError: A file is no list of cases.
    """
    folder = root / "cases" / "items"
    return {path.stem: read_model(path, ItemCases) for path in sorted(folder.glob("*.yaml"))}
