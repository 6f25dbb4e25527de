"""The data folder: where everything is kept, the secret key of the installation too."""

import os
import secrets
from pathlib import Path

import platformdirs

_BYTES = 48


def data_folder() -> Path:
    """Return the folder that the environment names, or the usual one of the user."""
    named = os.environ.get("SCREENER_DATA")
    return Path(named) if named else platformdirs.user_data_path("screener", appauthor=False)


def kept_secret(data: Path) -> str:
    """Return the secret key that the data folder holds; makes one where there is none."""
    path = data / "secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = secrets.token_urlsafe(_BYTES)
    path.touch(mode=0o600)
    path.write_text(made, encoding="ascii")
    return made
