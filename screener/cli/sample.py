"""``screener sample``: writes the sample spreadsheets."""

import shutil
import sys
from pathlib import Path

import click

from screener.shipped import sample_files


@click.command("sample")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("screener-samples")
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def command(folder: Path, *, force: bool) -> None:
    """Write the sample spreadsheets into a folder."""
    samples = sample_files()
    there = [path.name for path in samples if (folder / path.name).exists()]
    if there and not force:
        click.echo(
            f"{folder} already holds {', '.join(there)}; nothing was written.\n"
            "  Name another folder, or replace them: --force [output-exists]",
            err=True,
        )
        sys.exit(2)
    folder.mkdir(parents=True, exist_ok=True)
    for path in samples:
        shutil.copyfile(path, folder / path.name)
        click.echo(str(folder / path.name))
