"""``screener token``: tokens with which other programs call the JSON API."""

from pathlib import Path

import click

SCOPES = ("screen", "read", "lookup")
_DAYS = 365

_DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)


@click.group("token")
def command() -> None:
    """Tokens for other programs that call the web application (docs/api.md)."""


@command.command("add")
@click.argument("user")
@click.option("--name", default="", help="What the token is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    default=SCOPES,
    help="What it may do (several times; all three).",
)
@click.option(
    "--days", default=_DAYS, show_default=True, type=click.IntRange(1), help="Counts so long."
)
@_DATA
def add(user: str, name: str, scopes: tuple[str, ...], days: int, data: Path | None) -> None:
    """Make a token for a user and print it; it cannot be shown again."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.api.tokens import Scope, make_token

    click.echo(make_token(user, name, {Scope(scope) for scope in scopes}, days))


@command.command("list")
@_DATA
def show(data: Path | None) -> None:
    """List all tokens: number, user, name, scopes, last day, whether revoked."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.api.models import ApiToken

    for one in ApiToken.objects.select_related("user").order_by("pk"):
        until = f"{one.expires:%Y-%m-%d}" if one.expires else ""
        revoked = "\trevoked" if one.revoked else ""
        scopes = ",".join(one.scopes)
        click.echo(f"{one.pk}\t{one.user.username}\t{one.name}\t{scopes}\t{until}{revoked}")


@command.command("revoke")
@click.argument("number", type=int)
@_DATA
def revoke(number: int, data: Path | None) -> None:
    """Let a token count no longer."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.api.tokens import revoke_token

    token = revoke_token(number)
    click.echo(f"{token.pk}\t{token.user.username}\t{token.name}\trevoked")
