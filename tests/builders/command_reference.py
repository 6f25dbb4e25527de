"""Writes ``docs/cli.md`` from the help of every command: run it after a change of an option."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from screener.cli import commands

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"

_START = """\
# Commands

Written from the program's own help. Exit status: 0 done; 1 done, and `--fail-on` applies; 2 wrong
use, or a file that cannot be read (the other files of the call are still done); 3 the rule pack is
invalid; 70 a fault of the program, with a report that holds no text of your files.
"""


def reference() -> str:
    """Return the whole reference."""
    return "\n".join([_START, *_pages(commands, ())])


def _pages(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    called = " ".join(("screener", *path))
    printed = CliRunner().invoke(
        commands, [*path, "--help"], prog_name="screener", terminal_width=100
    )
    yield f"## {called}\n\n```\n{printed.output.rstrip()}\n```\n"
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found:
                yield from _pages(found, (*path, name))


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
    sys.stdout.write(f"{REFERENCE}\n")
