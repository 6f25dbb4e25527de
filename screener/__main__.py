"""``python -m screener`` is the command ``screener``."""

from screener.cli import main

main()
