"""The wheel: everything that the program needs is inside, and it screens from there."""

import os
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import screener

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(  # noqa: S603 - our own build
        [sys.executable, "-c", build, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, away from the checkout."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder)
    return folder


def files_of(folder: str) -> set[str]:
    """Return the files of a folder of the checkout that belong into the wheel."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.mark.parametrize("folder", ["rules", "samples"])
def test_rules_and_samples_are_inside(folder: str, wheel: Path) -> None:
    """Every file of them, under the package."""
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    wanted = {f"screener/{name}" for name in files_of(folder)}
    assert wanted
    assert wanted <= names


def test_code_and_its_data_are_inside(wheel: Path) -> None:
    """The sentences and the mark of a typed package too; tests and documents stay out."""
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    assert files_of("screener") <= names
    assert "screener/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"screener", f"screener-{version_of(wheel)}.dist-info"}


def version_of(wheel: Path) -> str:
    """Return the version that the wheel's name states."""
    return wheel.name.split("-")[1]


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    """Every module that the program imports at the top belongs to a requirement."""
    with zipfile.ZipFile(wheel) as package:
        text = package.read(f"screener-{version_of(wheel)}.dist-info/METADATA").decode()
    metadata = HeaderParser().parsestr(text)
    assert metadata["Requires-Python"] == ">=3.11"
    needed = {line.split(">")[0] for line in metadata.get_all("Requires-Dist", [])}
    assert {"click", "openpyxl", "pydantic", "python-calamine", "typing-extensions"} <= needed


def run_installed(installed: Path, *arguments: str, cwd: Path) -> str:
    """Run the program from the installed folder, and return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_installed_program_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    """Its rules are those that were installed with it, not those of a checkout."""
    code = (
        "import screener; from screener.rulepack.load import load_pack; "
        "print(screener.__file__); print(load_pack().root)"
    )
    where, rules = run_installed(installed, "-c", code, cwd=tmp_path).splitlines()
    assert Path(where).parent == installed / "screener"
    assert Path(rules) == installed / "screener" / "rules"


def test_the_installed_program_screens_a_sample(installed: Path, tmp_path: Path) -> None:
    """From writing the samples to the labelled workbook."""
    run_installed(installed, "-m", "screener", "sample", "mine", cwd=tmp_path)
    route = ("--ship-from", "CN", "--destination", "JP", "--date", "2026-06-30")
    page = run_installed(
        installed, "-m", "screener", "screen", "mine/drone_en.xlsx", *route, cwd=tmp_path
    )
    assert "16 part lines" in page
    assert (tmp_path / "mine" / "drone_en.screened.xlsx").stat().st_size > 0


def test_the_package_is_marked_as_typed() -> None:
    """Type checkers read our annotations."""
    assert (Path(screener.__file__).parent / "py.typed").is_file()
