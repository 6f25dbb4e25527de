"""What every test shares: helper modules beside the tests can be imported by their name."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
for folder in ("properties", "builders"):
    sys.path.insert(0, str(HERE / folder))
