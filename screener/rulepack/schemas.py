"""JSON Schemas of the rule files, made from the models and kept under ``rules/schema/``."""

from dataclasses import dataclass

from screener.rulepack.ambiguities import Ambiguity
from screener.rulepack.cases import LineCases
from screener.rulepack.catalogue_files import (
    Family,
    Quantities,
    Roles,
    Sources,
    TariffHeading,
    Vocabulary,
    Words,
)
from screener.rulepack.entities import EntityFile
from screener.rulepack.headers import HeaderWords, TableWords
from screener.rulepack.instruments import Instrument
from screener.rulepack.item_cases import ItemCases
from screener.rulepack.justifications import Justifications
from screener.rulepack.law import Condition, Fact, Rule
from screener.rulepack.name_cases import EndUseCases, PartyCases
from screener.rulepack.packinfo import PackInfo
from screener.rulepack.reading import RuleModel
from screener.rulepack.vocabulary import (
    Countries,
    LegalForms,
    NameParts,
    Routes,
    Timing,
    UseFile,
    Users,
)


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """Files of one model; `pattern` is relative to the rule pack. Of a CSV it is one row's."""

    pattern: str
    model: type[RuleModel]


#: schema → the files that it describes. Every file of a rule pack belongs to exactly one.
FILES: dict[str, RuleFiles] = {
    "pack": RuleFiles("pack.yaml", PackInfo),
    "instruments": RuleFiles("instruments/*.yaml", Instrument),
    "readings": RuleFiles("readings/*.yaml", Ambiguity),
    "facts": RuleFiles("facts/*.yaml", Fact),
    "conditions": RuleFiles("conditions/*.yaml", Condition),
    "provisions": RuleFiles("provisions/*.yaml", Rule),
    "catalogue": RuleFiles("catalogue/[!_]*.yaml", Family),
    "catalogue_words": RuleFiles("catalogue/_words.yaml", Words),
    "catalogue_sources": RuleFiles("catalogue/_sources.yaml", Sources),
    "entities": RuleFiles("entities/*.yaml", EntityFile),
    "goods": RuleFiles("goods/[!_]*.yaml", Vocabulary),
    "goods_roles": RuleFiles("goods/_roles.yaml", Roles),
    "hs": RuleFiles("hs/*.csv", TariffHeading),
    "terms_countries": RuleFiles("terms/countries.yaml", Countries),
    "terms_end_use": RuleFiles("terms/end_use/*.yaml", UseFile),
    "terms_headers": RuleFiles("terms/headers.yaml", HeaderWords),
    "terms_justifications": RuleFiles("terms/justifications.yaml", Justifications),
    "terms_legal_forms": RuleFiles("terms/legal_forms.yaml", LegalForms),
    "terms_name_parts": RuleFiles("terms/name_parts.yaml", NameParts),
    "terms_quantities": RuleFiles("terms/quantities.yaml", Quantities),
    "terms_routes": RuleFiles("terms/routes.yaml", Routes),
    "terms_tables": RuleFiles("terms/tables.yaml", TableWords),
    "terms_timing": RuleFiles("terms/timing.yaml", Timing),
    "terms_users": RuleFiles("terms/users.yaml", Users),
    "cases_lines": RuleFiles("cases/lines/*.yaml", LineCases),
    "cases_items": RuleFiles("cases/items/*.yaml", ItemCases),
    "cases_parties": RuleFiles("cases/parties/*.yaml", PartyCases),
    "cases_end_uses": RuleFiles("cases/end_uses/*.yaml", EndUseCases),
}


def rule_schemas() -> dict[str, object]:
    """Return the JSON Schema of every kind of rule file."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **files.model.model_json_schema(by_alias=True),
        }
        for name, files in FILES.items()
    }
