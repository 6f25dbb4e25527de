"""How much memory this process takes for the corpus of hostile files, and how long each takes.

    python benchmarks/hostile.py

Every file of `tests/hostile/` is read and screened in one process; what a reading process of its
own takes is not counted. Memory is the process's peak of resident memory, as the system tells it.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

_CORPUS = Path(__file__).parents[1] / "tests" / "hostile"
_MODULES = ("archives", "damage", "disguises", "markup", "sheets", "texts")
_SLOWEST = 5


def _peak() -> float:
    """Return the peak of resident memory so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Print the figures."""
    sys.path.insert(0, str(_CORPUS))
    from importlib import import_module

    for name in _MODULES:
        import_module(name)
    from corpus import CASES

    from screener import load_rules
    from screener.errors import InputError
    from screener.pipeline import Screener, open_source, screen_workbook
    from screener.profile import Profile, ProfileFacts

    screener = Screener(load_rules(), Profile(facts=ProfileFacts(date="2026-03-12")))
    grown: dict[str, float] = {}
    seconds: dict[str, float] = {}
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        # A maker may need more memory than the reader: the files are made by a process apart.
        for case in CASES.values():
            _made_apart(case, Path(folder))
        before = start = _peak()
        for name, case in CASES.items():
            path = Path(folder) / f"{name}.{case.ending}"
            began = time.perf_counter()
            try:
                screen_workbook(open_source(path, screener.profile), screener)
            except InputError:
                refused += 1
            seconds[name] = time.perf_counter() - began
            grown[name], before = _peak() - before, _peak()
    print(f"{len(CASES)} files, {refused} refused; {sum(seconds.values()):.0f} s")
    print(f"peak of memory: {start:.0f} MB with the rules, {before:.0f} MB after all files")
    for title, figures in (("MB more", grown), ("s", seconds)):
        worst = sorted(figures.items(), key=lambda item: -item[1])[:_SLOWEST]
        print(", ".join(f"{name} {figure:.1f} {title}" for name, figure in worst))


def _made_apart(case: object, folder: Path) -> None:
    import os

    child = os.fork()
    if child == 0:
        case.write(folder)  # type: ignore[attr-defined]  # a Case of the corpus
        os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
