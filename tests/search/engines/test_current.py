"""Which engine is used, and what it costs."""

import os
import subprocess
import sys
from pathlib import Path

from aggregator.search.engines import current as module
from aggregator.search.engines.current import current
from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.engines.opensearch.engine import OpenSearchEngine

ROOT = Path(__file__).parents[3]
LOOK = """
import sys, django
django.setup()
from aggregator.search.engines.current import current
print(type(current()).__name__, "opensearchpy" in sys.modules)
"""


def test_the_setting_chooses_and_may_change(settings):
    settings.SEARCH_URL = ""
    assert isinstance(current(), EmbeddedEngine)
    settings.SEARCH_URL = "http://127.0.0.1:9"
    found = current()
    assert isinstance(found, OpenSearchEngine)
    assert current() is found
    settings.SEARCH_URL = "http://127.0.0.1:10"
    assert current() is not found
    settings.SEARCH_URL = ""
    assert isinstance(current(), EmbeddedEngine)


def test_a_process_that_was_forked_opens_connections_of_its_own(settings, monkeypatch):
    settings.SEARCH_URL = "http://127.0.0.1:9"
    parent = current()
    monkeypatch.setattr(module.os, "getpid", lambda: -1)
    assert current() is not parent


def test_the_client_is_loaded_only_when_a_cluster_is_named(tmp_path):
    found = {}
    for url in ("", "http://127.0.0.1:9"):
        done = subprocess.run(
            [sys.executable, "-c", LOOK],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "VAR": str(tmp_path),
                "SEARCH_URL": url,
            },
            capture_output=True,
            text=True,
            check=True,
        )
        found[url] = done.stdout.strip()
    assert found == {"": "EmbeddedEngine False", "http://127.0.0.1:9": "OpenSearchEngine True"}
