"""Cases of names and end uses: what a lawyer reads and signs, beside the lists and the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from screener.rulepack.reading import RuleModel, read_model


class PartyCase(RuleModel):
    """A name, the country beside it if there is one, and the entity that it is or may be."""

    name: str
    country: str | None = None
    entity: str | None = None


class PartyCases(RuleModel):
    """Names with one outcome: ``match``, ``possible`` or ``no_match``."""

    outcome: str
    cases: tuple[PartyCase, ...]


class EndUseCases(RuleModel):
    """End-use texts of one language, by what they say."""

    military: tuple[str, ...]
    capability_enhancing: tuple[str, ...]
    ambiguous: tuple[str, ...]
    civil: tuple[str, ...]
    not_stated: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """One text of a file, and what it must be."""

    file: str
    text: str
    outcome: str
    country: str | None = None
    entity: str | None = None


def load_party_cases(root: Path) -> Iterator[Expected]:
    """Yield every case under ``cases/parties/``.

    Raises:
        RuleFileError: A file is no list of cases.
    """
    for path in sorted((root / "cases" / "parties").glob("*.yaml")):
        content = read_model(path, PartyCases)
        for case in content.cases:
            yield Expected(_name(root, path), case.name, content.outcome, case.country, case.entity)


def load_end_use_cases(root: Path) -> Iterator[Expected]:
    """Yield every case under ``cases/end_uses/``.

    Raises:
        RuleFileError: A file is no list of cases.
    """
    for path in sorted((root / "cases" / "end_uses").glob("*.yaml")):
        content = read_model(path, EndUseCases)
        for outcome in EndUseCases.model_fields:
            for text in getattr(content, outcome):
                yield Expected(_name(root, path), text, outcome)


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
