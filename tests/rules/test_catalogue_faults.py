"""A catalogue that names what is not there is refused as the rule pack's fault, not ours."""

import shutil
from pathlib import Path

import pytest

from screener.rulepack.catalogue import load_catalogue
from screener.rulepack.load import shipped_rules
from screener.rulepack.reading import RuleFileError


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("id: sb-organo", "id: re-dy-oxide", "re-dy-oxide"),
        ("property: purity", "property: glamour", "glamour"),
    ],
)
def test_a_name_that_is_not_there_is_said(
    written: str, instead: str, said: str, tmp_path: Path
) -> None:
    """Ids that stand twice and unknown properties are named, with the way out."""
    rules = tmp_path / "rules"
    shutil.copytree(shipped_rules(), rules)
    file = rules / "catalogue" / "antimony.yaml"
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead), encoding="utf-8")
    with pytest.raises(RuleFileError, match=said):
        load_catalogue(rules)
