"""The command line: words and exit status only; one module a command, loaded when it is called."""

import platform
import sys
import traceback
from importlib import import_module
from importlib.metadata import version

import click

from screener.errors import InputError

#: command → the module that holds it, and what the help says of it.
_COMMANDS = {
    "screen": ("screener.cli.screen", "Screen spreadsheets and write what was found."),
    "ask": ("screener.cli.ask", "Write questionnaires that settle the unclear lines."),
    "answer": ("screener.cli.answer", "Take the answers that came back, and screen again."),
    "decide": ("screener.cli.decide", "Keep a decision beside the label of lines."),
    "inspect": ("screener.cli.inspect", "Show what was understood of a file."),
    "lookup": ("screener.cli.lookup", "Ask what the rules say of one item or one name."),
    "whatif": ("screener.cli.whatif", "Try readings and answers on a file; nothing is kept."),
    "diff": ("screener.cli.diff", "Say what changed between two screenings or two rule packs."),
    "verify": ("screener.cli.verify", "Say whether a result still holds."),
    "rules": ("screener.cli.rules", "Read, check and test a rule pack."),
    "sample": ("screener.cli.sample", "Write the sample spreadsheets."),
    "schema": ("screener.cli.schema", "Print the JSON Schemas."),
    "team": ("screener.cli.team", "Accounts and the audit log of the web application."),
    "token": ("screener.cli.token", "Tokens for programs that call the web application."),
    "store": ("screener.cli.store", "Back up, restore and thin out what the web keeps."),
    "serve": ("screener.cli.serve", "Serve the web application on this machine."),
}

USER_ERROR = 2
INVALID_RULES = 3
# Not 1: that says that --fail-on applies.
OUR_FAULT = 70
_RULE_ERRORS = ("rule-file", "no-rule-pack", "entity-id")


class _Commands(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        command = import_module(module).command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error that the user can mend ends with its exit status."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            # All contexts of one call share this mapping; "--language" has left its value there.
            click.echo(error.message(ctx.meta.get("screener.language", "en")), err=True)
            ctx.exit(INVALID_RULES if error.code in _RULE_ERRORS else USER_ERROR)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in _COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="screener", prog_name="screener")
def commands() -> None:
    """Screen bills of materials against China's 2026 restriction on dual-use exports to Japan.

    Every line is called likely affected, unclear or clear, with the clause it rests on and what
    would settle it. Not legal advice.
    """


def main() -> None:
    """Run the command line; a fault of ours ends with a report of its own."""
    try:
        commands()
    except Exception:  # noqa: BLE001 - the last boundary: a fault of ours is reported as one
        click.echo(_bug_report(), err=True)
        sys.exit(OUR_FAULT)


def _bug_report() -> str:
    """Return what we need to mend a fault: versions and the places in the code, no cell's text."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    places = "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    kind = sys.exc_info()[0]
    return (
        "screener failed; this is a fault of ours. Please report the lines below.\n"
        f"screener {version('screener')}, Python {platform.python_version()}, "
        f"{platform.system()}\n{kind.__name__ if kind else 'unknown'}\n{places}"
    )
