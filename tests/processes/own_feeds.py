"""`python -m newsroom` with feeds of a test in the place of the demo's.

FEEDS_FOLDER holds the files that are served as feeds, and sources.json, which is written as the
catalogue is; {base} in it stands for the server's address.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings

from newsroom import __main__, demo, service

FOLDER = Path(os.environ["FEEDS_FOLDER"])


def server() -> list[str]:
    port = str(settings.OPTIONS["DEMO_PORT"])
    return ["http.server", "--bind", "127.0.0.1", "--directory", str(FOLDER), port]


def sources(base: str) -> list[object]:
    text = (FOLDER / "sources.json").read_text("utf-8").replace("{base}", base)
    return list(json.loads(text))


if __name__ == "__main__":
    django.setup()
    service.SERVICES["demo"] = server
    demo.demo_sources = sources  # type: ignore[assignment]
    sys.exit(__main__.main())
