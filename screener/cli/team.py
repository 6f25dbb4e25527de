"""``screener team``: accounts and the audit log of the web application."""

import json
import sys
from pathlib import Path

import click

ROLES = ("reader", "screener", "reviewer", "administrator")

_DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)


@click.group("team")
def command() -> None:
    """Accounts and the audit log of the web application (screener serve --team)."""


@command.command("add")
@click.argument("name")
@click.option("--team", "team_name", required=True, help="The team; made where there is none.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@click.option("--password", help="Asked for where it is not given.")
@click.option("--no-password", is_flag=True, help="For somebody who signs in otherwise.")
@_DATA
def add(
    name: str,
    team_name: str,
    role: str,
    password: str | None,
    data: Path | None,
    *,
    no_password: bool,
) -> None:
    """Give somebody an account and a role in a team, or another role or password."""
    if password is None and not no_password:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.accounts.administering import add_member
    from screener.web.accounts.models import Role

    add_member(name, team_name, Role(role), password)
    click.echo(f"{name}: {role} in {team_name}")


@command.command("close")
@click.argument("name")
@_DATA
def close(name: str, data: Path | None) -> None:
    """Keep somebody from signing in; what the account did stays."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.accounts.administering import deactivate

    deactivate(name)
    click.echo(f"{name}: closed")


@command.command("list")
@_DATA
def show(data: Path | None) -> None:
    """List the members of all teams."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.accounts.models import Membership

    for one in Membership.objects.select_related("user", "team").order_by("team__name", "pk"):
        closed = "" if one.user.is_active else "\tclosed"
        click.echo(f"{one.team.name}\t{one.user.username}\t{one.role}{closed}")


@command.command("audit")
@click.option("--export", is_flag=True, help="Print all entries, one JSON object a line.")
@_DATA
def audit(data: Path | None, *, export: bool) -> None:
    """Check that no entry of the audit log was changed or removed; exit status 1 if one was."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.audit.log import as_record, broken_entries
    from screener.web.audit.models import AuditEntry

    if export:
        for entry in AuditEntry.objects.order_by("pk").iterator():
            click.echo(json.dumps(as_record(entry), ensure_ascii=False))
    broken = list(broken_entries())
    for number in broken:
        click.echo(f"entry {number}: changed, or the one before it is missing", err=True)
    click.echo(f"{AuditEntry.objects.count()} entries, {len(broken)} broken", err=export)
    if broken:
        sys.exit(1)
