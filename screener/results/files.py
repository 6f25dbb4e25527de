"""Writing results: whole or not at all, and never over something else."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from screener.errors import InputError


class OutputExists(InputError):
    """A result would replace a file."""

    code = "output-exists"
    problem = {
        "en": "{file} is already there; nothing was written.",
        "ja": "{file} は既にあります。何も書き込みませんでした。",
        "zh": "{file} 已存在，未写入任何内容。",
    }
    way_out = {
        "en": "Replace it: --force    or write elsewhere: --out DIR",
        "ja": "置き換える: --force    別の場所に書く: --out DIR",
        "zh": "替换: --force    或写到别处: --out DIR",
    }


class OutputFailed(InputError):
    """A result could not be written."""

    code = "output-failed"
    problem = {
        "en": "{file} could not be written: {why}.",
        "ja": "{file} に書き込めませんでした: {why}。",
        "zh": "无法写入 {file}: {why}。",
    }
    way_out = {
        "en": "Check the folder and the space on the disk, or write elsewhere: --out DIR",
        "ja": "フォルダーと空き容量を確認するか、別の場所に書いてください: --out DIR",
        "zh": "请检查文件夹和磁盘空间，或写到别处: --out DIR",
    }


def refuse_to_replace(path: Path, *, force: bool) -> None:
    """Check that a result may be written.

    Raises:
        OutputExists: Something is there, and `force` does not say to replace it.
    """
    if path.exists() and not force:
        raise OutputExists(file=path)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to be filled, of the same ending; then put it there in one step.

    Raises:
        OutputFailed: The file could not be written; nothing is left behind.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(path.suffix, f".{path.name}.", path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise OutputFailed(file=path, why=error.strerror or type(error).__name__) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file, which then is there as a whole.

    Raises:
        OutputFailed: The file could not be written; nothing is left behind.
    """
    with whole_file(path) as temporary:
        write(temporary)


def write_texts(path: Path, texts: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write pieces of text as one whole file.

    Raises:
        OutputFailed: It could not be written.
    """

    def write(target: Path) -> None:
        with target.open("w", encoding=encoding, newline="") as file:
            file.writelines(texts)

    write_whole(path, write)
