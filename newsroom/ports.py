"""Can a server listen at a port?"""

import errno
import socket


def obstacle(host: str, port: int) -> str | None:
    """Say what keeps a server from listening at `host`:`port` now; None when nothing does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return "is taken by another program"
            return f"can't be opened ({error.strerror})"
    return None
