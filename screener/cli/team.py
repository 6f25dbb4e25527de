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
@click.option(
    "--noted", multiple=True, metavar="HASH", help="A hash that an earlier check printed last."
)
@_DATA
def audit(data: Path | None, noted: tuple[str, ...], *, export: bool) -> None:
    """Check that no entry of the audit log was changed, removed or cut off; status 1 if one was.

    The last hash that it prints can be noted elsewhere, and be asked for later with --noted.
    """
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.audit.log import as_record, check
    from screener.web.audit.models import AuditEntry

    if export:
        for entry in AuditEntry.objects.order_by("pk").iterator():
            click.echo(json.dumps(as_record(entry), ensure_ascii=False))
    found = check(noted)
    for number in found.broken:
        click.echo(f"entry {number}: changed, or the one before it is missing", err=True)
    for sha256 in found.missing:
        click.echo(f"entry {sha256}: missing, the end was cut off or all was rewritten", err=True)
    if not found.anchored:
        click.echo("audit_end is missing in the data folder: was the end cut off?", err=True)
    broken = len(found.broken) + len(found.missing)
    click.echo(f"{found.entries} entries, {broken} broken, last {found.last}", err=export)
    if not found.whole:
        sys.exit(1)
