"""Writes ``docs/dependencies.md`` from the program's own parts list: `make sbom` runs it."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NotRequired, TypedDict

from packaging.markers import Marker

ROOT = Path(__file__).parents[2]
DEPENDENCIES = ROOT / "docs" / "dependencies.md"
LOCK = ROOT / "uv.lock"

#: Extras whose packages are listed, after those that everybody installs.
EXTRAS = ("arrow", "dask", "pdf", "web", "signing", "oidc", "postgres")
#: Packages that declare no licence in their metadata: what the licence file in them says.
READ_IN_FILE = {"ahocorasick-rs": "Apache-2.0", "partd": "BSD-3-Clause"}


class Package(TypedDict):
    """A package of the lock, or a requirement of one: what is read of it."""

    name: str
    version: NotRequired[str]
    marker: NotRequired[str]
    extra: NotRequired[list[str]]
    dependencies: NotRequired[list["Package"]]


#: The list is that of one system, so that it reads the same wherever it is written.
_SYSTEM = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.11.7",
    "python_version": "3.11",
    "sys_platform": "linux",
}

_START = """\
# What the program needs

Written by `make sbom` from `uv.lock`, which holds the hash of every file, for Python 3.11 on Linux;
the licences are those that the packages declare. `make sbom` installs exactly those packages in a
folder of their own and writes the program's own parts list, CycloneDX, to `build/sbom.cdx.json`.
"""


def normal(name: str) -> str:
    """Return a package's name in the spelling that the lock uses."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path = LOCK) -> dict[str, dict[str, str]]:
    """Return what is installed by whom: extra ("" for everybody) → package → version.

    A package stands only under the first that needs it. Those of other systems are left out.
    """
    packages: dict[str, list[Package]] = {}
    for one in tomllib.loads(lock.read_text("utf-8"))["package"]:
        packages.setdefault(one["name"], []).append(one)
    (own,) = packages["screener"]
    found: dict[str, dict[str, str]] = {}
    seen = {"screener"}
    for extra in ("", *EXTRAS):
        wanted = own["optional-dependencies"][extra] if extra else own["dependencies"]
        found[extra] = dict(_closure(wanted, packages, seen))
    return found


def _closure(
    wanted: list[Package], packages: Mapping[str, list[Package]], seen: set[str]
) -> Iterator[tuple[str, str]]:
    for one in wanted:
        name = one["name"]
        if "marker" in one and not Marker(one["marker"]).evaluate(_SYSTEM):
            continue
        # Where systems need several versions, each requirement says which one it means.
        (package,) = [
            package
            for package in packages[name]
            if package.get("version") == one.get("version", package.get("version"))
        ]
        extras = package.get("optional-dependencies", {})
        further = [inner for extra in one.get("extra", ()) for inner in extras.get(extra, ())]
        if name not in seen:
            seen.add(name)
            yield name, package["version"]
            further += package.get("dependencies", [])
        yield from _closure(further, packages, seen)


def licences(parts: Path) -> dict[tuple[str, str], str]:
    """Return the licence of each package and version of a CycloneDX parts list."""
    found = {}
    for one in json.loads(parts.read_text("utf-8"))["components"]:
        name = normal(one["name"])
        stated = [_licence(entry) for entry in one.get("licenses", [])]
        found[name, one["version"]] = _shortest(stated) or READ_IN_FILE.get(name, "")
    return found


def _licence(entry: Mapping[str, object]) -> str:
    if "expression" in entry:
        return str(entry["expression"])
    licence = entry["license"]
    assert isinstance(licence, dict)
    said = str(licence.get("id") or licence["name"])
    return said.rpartition(" :: ")[2].splitlines()[0]


def _shortest(stated: list[str]) -> str:
    """Return what is stated, without a classifier beside the one identifier of the licence."""
    identifiers = [one for one in stated if " " not in one or " OR " in one or " AND " in one]
    return ", ".join(dict.fromkeys(identifiers if len(identifiers) == 1 else stated))


def document(parts: Path) -> str:
    """Return the whole page."""
    known = licences(parts)
    blocks = [_START]
    for extra, packages in locked().items():
        title = f"With the extra `{extra}`, besides" if extra else "Always"
        rows = [
            f"| {name} | {version} | {known[name, version]} |"
            for name, version in sorted(packages.items())
        ]
        blocks.append(f"## {title}\n\n| package | version | licence |\n| --- | --- | --- |")
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks)


if __name__ == "__main__":
    DEPENDENCIES.write_text(document(Path(sys.argv[1])), encoding="utf-8")
    sys.stdout.write(f"{DEPENDENCIES}\n")
