"""The API does what its OpenAPI document says, whatever is sent: drawn from it by Schemathesis."""

from collections import Counter
from contextlib import closing
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

HOST = "127.0.0.1"
LIST = b"description,ship_from,destination,date\nNdFeB magnet Dy,CN,JP,2026-06-30\n"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
#: The same cases each time, and few: every one is a whole request.
DRAWN = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def called_with(engine: str) -> tuple[str, str]:
    """Return a token that may do everything, and the number of a screening that is done."""
    assert engine
    from screener.web.api.tokens import Scope, make_token  # noqa: PLC0415 - after the setup

    client = Client(headers={"host": HOST})
    sent = client.post("/api/screenings", {"file": SimpleUploadedFile("a.csv", LIST)})
    return make_token("local", "Schemathesis", list(Scope), 1), str(sent.json()["id"])


def test_every_answer_is_as_documented(called_with: tuple[str, str]) -> None:
    """No answer is a fault of ours; each has a status, a type and a form that the document has."""
    from screener.web.wsgi import application  # noqa: PLC0415 - after the setup

    token, known = called_with
    answered = Counter[tuple[str, int]]()

    def ask(case: Case) -> None:
        if "pk" in case.path_parameters and case.meta.generation.mode is GenerationMode.POSITIVE:
            case.path_parameters["pk"] = known
        # Drawn tokens would be refused before anything else is looked at.
        case.headers["Authorization"] = f"Bearer {token}"
        case.headers["Host"] = HOST
        response = case.call()
        answered[case.operation.path, response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    def served(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        # As a server does; the client of Schemathesis leaves files open.
        with closing(application(environ, start)) as answer:
            return [b"".join(answer)]

    schema = openapi.from_wsgi("/api/openapi.json", served, headers={"Host": HOST})
    with override_settings(API_PER_MINUTE=1_000_000):
        for found in schema.get_all_operations():
            for mode in GenerationMode:
                DRAWN(given(case=found.ok().as_strategy(generation_mode=mode))(ask))()
    paths = {path for path, _ in answered}
    assert len(paths) == 5
    reached = {path for path, status in answered if status < 300}
    assert reached >= paths - {"/api/screenings"}, answered
