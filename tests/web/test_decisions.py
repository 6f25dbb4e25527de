"""Decisions beside a label: signed, justified, approved by somebody else, taken back."""

from pathlib import Path

import pytest
from bad_files import write_bom
from django.test import Client, override_settings
from test_answers import LINE, first_line
from test_screenings import labels, screened, text_of, uploaded

CLEAR = {"label": "clear", "justification": "not_listed", "reason": "parameter sheet 12"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"})


def decided(client: Client, path: Path, **said: str) -> tuple[str, str, str]:
    """Decide on the only line; return the addresses of result and line, and the page's text."""
    result = screened(client, uploaded(client, write_bom(path, LINE)))
    line = first_line(client, result)
    page = client.post(f"{line}decide/", {**CLEAR, **said}, follow=True)
    return result, line, text_of(page)


def test_a_decision_stands_beside_the_label(client: Client, tmp_path: Path) -> None:
    """It goes into the results with its reason; the label stays what the rules say."""
    result, _, page = decided(client, tmp_path / "beside.csv")
    assert "parameter sheet 12" in page
    assert labels(client, result) == ["unclear"]
    written = b"".join(client.get(f"{result}download/jsonl/en/")).decode()
    assert "parameter sheet 12" in written
    assert '"label":"unclear"' in written


@pytest.mark.parametrize(
    ("said", "code"),
    [({"justification": ""}, "no-justification"), ({"reason": " "}, "decision-not-signed")],
)
def test_a_clear_needs_justification_and_reason(
    client: Client, tmp_path: Path, said: dict[str, str], code: str
) -> None:
    _, _, page = decided(client, tmp_path / "signed.csv", **said)
    assert code in page


def test_with_four_eyes_somebody_else_approves(client: Client, tmp_path: Path) -> None:
    """Until then it counts nowhere; whoever decided cannot approve."""
    from screener.web.accounts.models import User  # noqa: PLC0415 - after the setup
    from screener.web.cases.deciding import approve  # noqa: PLC0415 - after the setup
    from screener.web.cases.models import Decision  # noqa: PLC0415 - after the setup

    with override_settings(FOUR_EYES=True):
        result, _, page = decided(client, tmp_path / "four.csv")
        assert "somebody else has to approve" in page
        jsonl = f"{result}download/jsonl/en/"
        assert "parameter sheet 12" not in b"".join(client.get(jsonl)).decode()
        decision = Decision.objects.latest("pk")
        own = client.post(f"{result}decisions/{decision.pk}/approve/")
        assert own.status_code == 422
        assert "own-decision" in text_of(own)
        other, _ = User.objects.get_or_create(username="another reviewer")
        approve(decision, decision.line.screening, other)
        assert "parameter sheet 12" in b"".join(client.get(jsonl)).decode()


def test_a_decision_can_be_taken_back(client: Client, tmp_path: Path) -> None:
    from screener.web.cases.models import Decision  # noqa: PLC0415 - after the setup

    result, _, _ = decided(client, tmp_path / "back.csv")
    decision = Decision.objects.latest("pk")
    page = client.post(f"{result}decisions/{decision.pk}/withdraw/", follow=True)
    assert "Withdrawn." in text_of(page)
    written = b"".join(client.get(f"{result}download/jsonl/en/")).decode()
    assert "parameter sheet 12" not in written
