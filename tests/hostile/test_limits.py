"""Reading has limits: what is too much for them gives a clear error, and breaks nothing else."""

import subprocess
import sys
from pathlib import Path

import archives  # noqa: F401 - adds its cases
import pytest
from corpus import CASES, book, sheet_xml

from screener.errors import LANGUAGES, InputError
from screener.intake import confined
from screener.intake.confined import Limits, read_confined
from screener.intake.guards import NotOrdinary
from screener.intake.reading import open_workbook, read_here

SAMPLES = Path(__file__).parents[2] / "samples"


def _one_of_each_format() -> list[Path]:
    found = {path.suffix: path for path in sorted(SAMPLES.iterdir()) if path.is_file()}
    return [path for ending, path in sorted(found.items()) if ending in _READ]


_READ = {".csv", ".ods", ".tsv", ".xls", ".xlsb", ".xlsm", ".xlsx"}


def _refusal(path: Path, limits: Limits) -> InputError:
    with pytest.raises(InputError) as refused:
        read_confined(path, limits=limits)
    assert all(path.name in refused.value.message(language) for language in LANGUAGES)
    return refused.value


def _everywhere_the_longest_text(path: Path) -> None:
    """Let 20,000 cells be one text of 32,767 letters: 655 million letters in 100 kB."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>"
    text = "x" * 32_767
    book(sheet=sheet_xml(row * 1000), strings=f"<sst><si><t>{text}</t></si></sst>")(path)


def _many_cells(path: Path) -> None:
    path.write_text("Description,Qty\n" + "bolt,1,2,3,4,5,6,7,8,9\n" * 700_000, "ascii")


@pytest.mark.parametrize("sample", _one_of_each_format(), ids=lambda path: path.suffix)
def test_a_file_is_the_same_wherever_it_is_read(sample: Path) -> None:
    assert read_confined(sample) == read_here(sample)


def test_an_error_is_the_same_wherever_it_is_found(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError) as here:
        read_here(path)
    assert _refusal(path, Limits()).message("ja") == here.value.message("ja")


def test_much_memory_is_refused(tmp_path: Path) -> None:
    """A small file that would take much is not read in this process at all."""
    _everywhere_the_longest_text(path := tmp_path / "long.xlsx")
    assert path.stat().st_size < 100_000
    with pytest.raises(NotOrdinary):
        read_here(path, ordinary=True)
    refused = _refusal(path, Limits(memory=400_000_000))
    assert (refused.code, refused.places["what"]) == ("reading-limit", "400 MB")


def test_much_time_is_refused(tmp_path: Path) -> None:
    _many_cells(path := tmp_path / "many.csv")
    refused = _refusal(path, Limits(seconds=1))
    assert (refused.code, refused.places["what"]) == ("reading-limit", "1 s")


def test_much_output_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("Description\n" + "".join(f"bolt {n} {n * n}\n" for n in range(99_999)))
    refused = _refusal(path, Limits(output=1_000_000))
    assert (refused.code, refused.places["what"]) == ("reading-limit", "1 MB")


@pytest.mark.parametrize(
    "crash",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemError('panic')",
        "print('W no workbook', flush=True)",
        "print('E no error', flush=True)",
        "print('something', flush=True)",
        "",
    ],
)
def test_a_crash_of_the_reader_is_a_damaged_file(
    crash: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crashing.py").write_text(crash)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(confined, "_PROCESS", "crashing")
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook")
    with pytest.raises(InputError) as refused:
        open_workbook(path)
    assert refused.value.code == "file-damaged"
    assert path.name in refused.value.message()


@pytest.mark.parametrize(
    "name", ["zip-bomb-that-lies", "zip-declares-4-gib", "zip-bomb-in-the-sheet"]
)
def test_a_bomb_takes_no_memory_of_the_program(name: str, tmp_path: Path) -> None:
    """With less memory than the bomb unpacks to, the program still tells what is wrong."""
    path = CASES[name].write(tmp_path)
    reads = f"""
import resource
from pathlib import Path
from screener.errors import InputError
from screener.intake.reading import open_workbook
resource.setrlimit(resource.RLIMIT_AS, (230_000_000,) * 2)
try:
    open_workbook(Path({str(path)!r}))
except InputError as error:
    print(error.code)
"""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", reads], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() in {"file-damaged", "file-too-large"}, done.stderr
