"""JSON Schemas of the rule files, made from the models and kept under ``rules/schema/``."""

from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.cases import LineCases
from screener.rulepack.catalogue_files import Family
from screener.rulepack.entities import EntityFile
from screener.rulepack.instruments import Instrument
from screener.rulepack.law import Condition, Fact, Rule
from screener.rulepack.packinfo import PackInfo
from screener.rulepack.reading import RuleModel

#: folder (or file) of the rule pack → the model of its files.
MODELS: dict[str, type[RuleModel]] = {
    "pack": PackInfo,
    "instruments": Instrument,
    "readings": Ambiguity,
    "facts": Fact,
    "conditions": Condition,
    "provisions": Rule,
    "catalogue": Family,
    "entities": EntityFile,
    "cases": LineCases,
}


def rule_schemas() -> dict[str, object]:
    """Return the JSON Schema of the files of each folder."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
        }
        for name, model in MODELS.items()
    }
