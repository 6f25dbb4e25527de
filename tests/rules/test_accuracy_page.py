"""The page of accuracy figures is made by its command, from the cases beside the rules."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_accuracy_page_is_up_to_date() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), "--check"],
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0, "run python benchmarks/accuracy.py"
