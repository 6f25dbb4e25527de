"""Cases of a team: who sees to a line until when, four eyes, decisions that are out of date."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bad_files import write_bom
from django.test import Client, override_settings
from django.utils import timezone
from test_answers import LINE, first_line
from test_decisions import CLEAR
from test_people import session, team_mode
from test_screenings import labels, screened, text_of, uploaded

__all__ = ["team_mode"]
OTHER = {**LINE, "description": "dysprosium oxide 99.9%"}
BOLT = {**LINE, "description": "hexagon bolt M6x20, steel"}


@pytest.fixture(autouse=True)
def people() -> Iterator[None]:
    from screener.web.accounts.administering import add_member  # noqa: PLC0415 - after the setup
    from screener.web.accounts.models import Role  # noqa: PLC0415 - after the setup

    add_member("p-carl", "P-Pumps", Role.REVIEWER, "a rather long passphrase")
    with override_settings(FOUR_EYES=True):
        yield


@pytest.fixture
def result(tmp_path: Path) -> str:
    """Return the address of the result of a list with two unclear lines and a clear one."""
    ann = session("p-ann")
    return screened(ann, uploaded(ann, write_bom(tmp_path / "case.csv", LINE, OTHER, BOLT)))


def rows_shown(client: Client, address: str) -> list[str]:
    shown = text_of(client.get(address)).split('<div id="lines"')[1]
    return re.findall(r'<tr id="row-(\d+)"', shown)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_line_is_assigned_until_a_day_and_found_by_both(result: str) -> None:
    """The filter stands in the address; who saw to it before stays there; a stranger is nobody."""
    ann, carl = session("p-ann"), session("p-carl")
    line = first_line(ann, result)
    ann.post(f"{line}assign/", {"assignee": "p-bob", "due": "no day"})
    ann.post(f"{line}assign/", {"assignee": "p-ann", "due": day(5)})
    ann.post(f"{line}assign/", {"assignee": "p-carl", "due": day(-1)})
    page = text_of(ann.get(line))
    assert "p-carl sees to it." in page
    assert "Who saw to it before (2)" in page
    assert "p-bob" not in page
    assert rows_shown(ann, f"{result}?assignee=p-carl") == ["1"]
    assert rows_shown(ann, f"{result}?assignee=*&label=unclear") == ["2"]
    assert rows_shown(ann, f"{result}?overdue=1") == ["1"]
    assert "overdue" in text_of(carl.get("/mine/"))
    assert line in text_of(carl.get("/mine/"))
    assert line not in text_of(ann.get("/mine/"))
    ann.post(f"{line}assign/", {"assignee": "p-carl", "due": day(0)})
    assert rows_shown(ann, f"{result}?overdue=1") == []


def test_the_lines_that_a_filter_shows_are_assigned_together(result: str) -> None:
    """Who sees to a line stays when the list is screened again, and goes along to the next one."""
    ann = session("p-ann")
    said = {"assignee": "p-carl", "due": day(3)}
    ann.post(f"{result}assign/?label=unclear&find=oxide", said)
    assert rows_shown(ann, f"{result}?assignee=p-carl") == ["2"]
    screened(ann, f"{result}columns/", ship_from="CN")
    assert rows_shown(ann, f"{result}?assignee=p-carl") == ["2"]
    assert rows_shown(ann, f"{result}?assignee=*") == ["1", "3"]


def test_the_next_version_keeps_who_sees_to_a_line(result: str, tmp_path: Path) -> None:
    ann = session("p-ann")
    ann.post(f"{result}assign/?label=unclear&find=oxide", {"assignee": "p-carl"})
    columns = uploaded(ann, write_bom(tmp_path / "case.csv", OTHER, LINE))
    again = screened(ann, columns, previous=result.split("/")[2])
    assert rows_shown(ann, f"{again}?assignee=p-carl") == ["1"]


def test_a_clear_counts_only_when_somebody_else_approves(result: str) -> None:
    """Two people, each in their own browser; a reader may neither decide nor approve."""
    ann, carl, rita = session("p-ann"), session("p-carl"), session("p-rita")
    line = first_line(ann, result)
    assert rita.post(f"{line}decide/", CLEAR).status_code == 403
    page = text_of(ann.post(f"{line}decide/", CLEAR, follow=True))
    assert "somebody else has to approve" in page
    assert "/approve/" not in page
    approve = re.search(r'action="([^"]+/approve/)"', text_of(carl.get(line)))
    assert approve
    jsonl = f"{result}download/jsonl/en/"
    assert rita.post(approve[1]).status_code == 403
    assert ann.post(approve[1]).status_code == 422
    assert CLEAR["reason"] not in b"".join(ann.get(jsonl)).decode()
    assert "Approved by p-carl." in text_of(carl.post(approve[1], follow=True))
    assert CLEAR["reason"] in b"".join(ann.get(jsonl)).decode()
    assert labels(ann, result)[0] == "unclear"


def test_what_was_decided_on_another_verdict_is_out_of_date(result: str) -> None:
    """It says what changed, and nobody approves it; a decision on the verdict of now counts."""
    ann, carl = session("p-ann"), session("p-carl")
    line = first_line(ann, result)
    ann.post(f"{line}decide/", CLEAR)
    approve = re.search(r'action="([^"]+/approve/)"', text_of(carl.get(line)))
    assert approve
    assert "Out of date." not in text_of(carl.get(line))
    ann.post(f"{line}answer/", {"question": "FACT-end_user", "words": "防衛省"})
    page = text_of(carl.get(line))
    assert "Out of date." in page
    assert "The label was then ◆ unclear" in page
    assert approve[1] not in page
    refused = carl.post(approve[1])
    assert "decision-out-of-date" in text_of(refused)
    said = {"label": "likely_affected", "reason": "sent to the ministry"}
    assert text_of(ann.post(f"{line}decide/", said, follow=True)).count("Out of date.") == 1


def test_a_reader_is_offered_nothing_that_a_reader_may_not_do(result: str) -> None:
    ann, rita = session("p-ann"), session("p-rita")
    line = first_line(ann, result)
    for address in ("/", result, line):
        forms = set(re.findall(r'<form method="post" action="([^"]+)"', text_of(rita.get(address))))
        assert forms == {"/sign-out/"}, address
