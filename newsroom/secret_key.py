"""The key that signs sessions and cursors: given by the operator, or made once and kept."""

import os
import secrets
from pathlib import Path


def secret_key(given: str, var: Path) -> str:
    """Give the operator's key, else that of `var/secret_key`, which is made (0600) when missing.

    Two processes that start at once agree: the file appears whole by a link that only one wins.
    """
    if given:
        return given
    path = var / "secret_key"
    if not path.exists():
        fresh = var / f"secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first; its key is the one
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
