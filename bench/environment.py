"""The environment of a newsroom that is measured: nothing of the caller's, no network."""

import os
import socket
from contextlib import ExitStack
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
    ports = dict(zip(("PORT", "DEMO_PORT", "LIVE_PORT"), _free_ports(3), strict=True))
    own = {"VAR": str(var), "CATALOGUE": catalogue, **ports}
    nodes = NODELESS if catalogue == "none" else {}
    return {**kept, **own, **nodes, **QUIET, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}


def _free_ports(count: int) -> list[str]:
    """Ports that nobody listens on; all are held until all are known."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [str(probe.getsockname()[1]) for probe in probes]
