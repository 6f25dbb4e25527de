"""``screener store``: back up, restore and thin out what the web application keeps."""

from pathlib import Path

import click

_DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)


@click.group("store")
def command() -> None:
    """Back up, restore and thin out what the web application keeps."""


@command.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@_DATA
def backup(file: Path, data: Path | None) -> None:
    """Write everything to one file, while the server runs or not; keep it as safe as the store."""
    from screener.web.datafolder import data_folder
    from screener.web.store import back_up

    back_up(data or data_folder(), file)
    click.echo(str(file))


@command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@_DATA
def restore(file: Path, data: Path | None) -> None:
    """Make a data folder of a backup; nothing that is there is overwritten."""
    from screener.web.datafolder import data_folder
    from screener.web.store import restore as unpack

    folder = data or data_folder()
    unpack(file, folder)
    click.echo(str(folder))


@command.command("purge")
@click.option("--days", required=True, type=click.IntRange(0), help="Older ones are deleted.")
@_DATA
def purge(days: int, data: Path | None) -> None:
    """Delete the screenings that are older, with uploads and results; the audit log tells it."""
    from screener.web.serving import prepare

    prepare(data)
    from screener.web.screenings.purging import purge as erase

    click.echo(str(erase(days)))
