"""Result lines for machines: valid by their schema, complete, and the same in every language."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from screener.model import LANGUAGES, Screening
from screener.pipeline import screen_file
from screener.profile import Profile, ProfileFacts
from screener.results.explain import Explainer
from screener.results.records import records, result_schema
from screener.rulepack.load import Pack, load_pack

SAMPLES = sorted(
    path for path in (Path(__file__).parents[3] / "samples").iterdir() if path.is_file()
)
FACTS = {"ship_from": "CN", "destination": "JP", "date": "2026-10-20"}
READINGS = {"AMB-CATCH-ALL": "narrow"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def screenings(pack: Pack) -> dict[str, Screening]:
    """Every sample, for a day after the research and with a settled reading: more is said."""
    profile = Profile(facts=ProfileFacts(**FACTS), readings=READINGS)
    today = date(2030, 1, 1)
    return {
        path.name: screen_file(path, pack=pack, profile=profile, today=today) for path in SAMPLES
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [path.name for path in SAMPLES])
def test_every_line_is_valid_by_the_schema(
    sample: str, language: str, screenings: dict[str, Screening], pack: Pack
) -> None:
    """As it is written: through JSON and back."""
    validator = jsonschema.Draft202012Validator(result_schema())
    for record in records(screenings[sample], Explainer(pack, language)):
        validator.validate(json.loads(json.dumps(record)))


def objects_with(schema: object) -> list[dict]:
    """Return every object of a schema that states properties."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects_with(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if isinstance(schema.get("properties"), dict) else []
    return own + [found for part in schema.values() for found in objects_with(part)]


def test_every_key_is_always_present() -> None:
    """Optional values are null, never missing: the schema requires every key it knows."""
    objects = objects_with(result_schema())
    assert len(objects) > 10
    for found in objects:
        assert set(found["required"]) == set(found["properties"]), found.get("title")


def test_the_schema_refuses_a_line_without_a_label(
    screenings: dict[str, Screening], pack: Pack
) -> None:
    """And a label that is none."""
    validator = jsonschema.Draft202012Validator(result_schema())
    record = json.loads(
        json.dumps(next(records(screenings[SAMPLES[0].name], Explainer(pack, "en"))))
    )
    assert not validator.is_valid({**record, "label": "safe"})
    assert not validator.is_valid({key: value for key, value in record.items() if key != "label"})
    assert validator.is_valid(record)


TEXTS = {"summary", "why", "text", "name", "notes", "warnings", "not_modelled", "shown_by"}
TEXTS |= {"language"}  # which language it is in


def without_texts(value: object) -> object:
    """Drop what a language may change."""
    if isinstance(value, dict):
        return {key: without_texts(part) for key, part in value.items() if key not in TEXTS}
    return [without_texts(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_a_language_changes_texts_only(
    language: str, screenings: dict[str, Screening], pack: Pack
) -> None:
    """Labels, ids, spans and citations are the same in every language."""
    for screening in screenings.values():
        english = list(map(without_texts, records(screening, Explainer(pack, "en"))))
        assert list(map(without_texts, records(screening, Explainer(pack, language)))) == english


def test_spans_point_at_the_words_that_they_quote(
    screenings: dict[str, Screening], pack: Pack
) -> None:
    """`line[field][start:end]` is the text of the match."""
    seen = 0
    for screening in screenings.values():
        for record in records(screening, Explainer(pack, "en")):
            for match in record["item"]["matches"]:
                start, end = match["span"]
                assert record["line"][match["field"]][start:end] == match["text"]
                seen += 1
    assert seen > 10


def test_counts_of_labels_add_up(screenings: dict[str, Screening]) -> None:
    """Every part line has one label."""
    for screening in screenings.values():
        parts = sum(table.rows["part"] for table in screening.tables)
        assert len(screening.lines) == parts


def test_every_question_of_a_settling_set_is_asked(
    screenings: dict[str, Screening], pack: Pack
) -> None:
    """And the answer is one of its answers."""
    seen = 0
    for screening in screenings.values():
        for record in records(screening, Explainer(pack, "en")):
            answers = {
                question["id"]: {one["answer"] for one in question["answers"]}
                for question in record["questions"]
            }
            for settling in record["settled_by"]:
                for pair in settling:
                    question, _, answer = pair.partition("=")
                    assert answer in answers[question]
                    seen += 1
    assert seen > 10
