"""What the program is made of is known, locked by hash, and the same each time it is built."""

import json
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from dependencies import DEPENDENCIES, LOCK, ROOT, locked, normal
from packaging.requirements import Requirement

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = {one["name"]: one for one in tomllib.loads(LOCK.read_text("utf-8"))["package"]}
OWN = LOCKED["screener"]["metadata"]


def _stated(requirements: list[str]) -> set[tuple[str, str]]:
    read = [Requirement(text) for text in requirements]
    return {(normal(one.name), str(one.specifier)) for one in read}


def _in_lock(requirements: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {
        (one["name"], str(Requirement(f"x{one.get('specifier', '')}").specifier))
        for one in requirements
    }


def test_the_lock_is_that_of_the_requirements() -> None:
    """A changed requirement needs `make lock`."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    needed = [*PROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    assert _in_lock(OWN["requires-dist"]) == _stated(needed)
    for group, wanted in PROJECT["dependency-groups"].items():
        assert _in_lock(OWN["requires-dev"][group]) == _stated(wanted)


def test_every_file_of_the_lock_has_its_hash() -> None:
    files = [
        file
        for package in LOCKED.values()
        for file in (*package.get("wheels", []), *filter(None, [package.get("sdist")]))
    ]
    assert len(files) > len(LOCKED)
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_everything_comes_from_the_public_index() -> None:
    """No package from anywhere else, but the program itself."""
    sources = {name: package["source"] for name, package in LOCKED.items()}
    assert sources.pop("screener") == {"editable": "."}
    assert {source["registry"] for source in sources.values()} == {"https://pypi.org/simple"}


def test_the_licence_of_every_package_is_listed() -> None:
    """`make sbom` writes the page anew."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in DEPENDENCIES.read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| package", "| ---"))
    ]
    needed = {(name, version) for some in locked().values() for name, version in some.items()}
    assert {(name, version) for name, version, _ in rows} == needed
    assert [name for name, _, licence in rows if not licence] == []


def test_the_own_parts_list_names_what_everybody_installs(tmp_path: Path) -> None:
    """CycloneDX, valid by its own schema, written by the command that `make sbom` runs."""
    target = tmp_path / "sbom.cdx.json"
    command = ["environment", "--pyproject", ROOT / "pyproject.toml", "--output-reproducible"]
    subprocess.run(  # noqa: S603 - our own environment
        [sys.executable, "-m", "cyclonedx_py", *command, "-o", target, sys.executable], check=True
    )
    parts = json.loads(target.read_text("utf-8"))
    assert (parts["bomFormat"], parts["metadata"]["component"]["name"]) == ("CycloneDX", "screener")
    assert set(locked()[""]) <= {normal(one["name"]) for one in parts["components"]}


def _built(folder: Path) -> str:
    build = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, folder], cwd=ROOT, check=True)  # noqa: S603
    (wheel,) = folder.glob("*.whl")
    return sha256(wheel.read_bytes()).hexdigest()


def test_two_builds_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour and the time zone."""
    first = _built(tmp_path / "first")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert _built(tmp_path / "second") == first
