"""The environment of a newsroom that is measured: nothing of the caller's, no network."""

import os
import socket
from pathlib import Path

from newsroom.options import OPTIONS

ROOT = Path(__file__).resolve().parent.parent
QUIET = {"LOG_LEVEL": "WARNING"}
NODELESS = {"BITCOIN_PROVIDER": "none", "ETHEREUM_PROVIDER": "none", "PRICE_PROVIDER": "none"}


def environment(var: Path, catalogue: str) -> dict[str, str]:
    """The variables of a newsroom in `var` with the catalogue `demo` or `none`, on free ports.

    The caller's own options are left out, so that every machine measures the defaults.
    """
    named = {option.name for option in OPTIONS}
    kept = {name: value for name, value in os.environ.items() if name not in named}
    port, demo_port = _free_ports()
    own = {"VAR": str(var), "CATALOGUE": catalogue, "PORT": port, "DEMO_PORT": demo_port}
    nodes = NODELESS if catalogue == "none" else {}
    return {**kept, **own, **nodes, **QUIET, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _free_ports() -> tuple[str, str]:
    """Two ports that nobody listens on; both are held until both are known."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1]), str(other.getsockname()[1])
