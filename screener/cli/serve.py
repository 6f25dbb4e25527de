"""``screener serve``: the web application."""

from importlib.util import find_spec
from pathlib import Path

import click

from screener.cli.options import rules_option
from screener.errors import InputError

_PORT = 8000
_NEEDED = ("django", "waitress", "whitenoise", "csp", "django_htmx", "django_tasks_db", "ninja")


class NoWebExtra(InputError):
    """The web application is not installed."""

    code = "no-web-extra"
    problem = {
        "en": "The web application is not installed ({what} is missing).",
        "ja": "ウェブ画面がインストールされていません（{what} がありません）。",
        "zh": "未安装网页应用（缺少 {what}）。",
    }
    way_out = {
        "en": "Install it: pip install 'screener[web]'",
        "ja": "インストール: pip install 'screener[web]'",
        "zh": "安装：pip install 'screener[web]'",
    }


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=_PORT, show_default=True, help="Port; 0 takes a free one.")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Where everything is kept."
)
@click.option("--team", is_flag=True, help="Accounts for several people (docs/web.md).")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@rules_option
def command(
    host: str, port: int, data: Path | None, rules: Path | None, *, team: bool, no_browser: bool
) -> None:
    """Serve the web application on this machine, for one person without a password.

    Nothing leaves the machine. Any other address than this machine's needs --team.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise NoWebExtra(what=", ".join(missing))
    from screener.web.serving import Site, serve

    site = Site(host, port, data, rules, team=team, browser=not no_browser)
    serve(site, lambda address: click.echo(f"screener: {address}  (stop with Ctrl+C)"))
