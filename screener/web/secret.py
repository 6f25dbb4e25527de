"""The secret key of an installation: made once, kept in the data folder."""

import secrets
from pathlib import Path

_BYTES = 48


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
