"""Processes are found below the one that was started, and called by their service."""

import subprocess
import sys

import pytest

from bench.memory import tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, which is Linux's own")

PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "input()", "beat"], stdin=subprocess.PIPE)
print("ready", flush=True)
input()
child.communicate(b"go")
"""


def test_a_child_is_called_by_the_word_that_tells_its_service() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    found = {one.service: one for one in tree(parent.pid)}
    parent.communicate("go\n")
    assert set(found) == {"supervisor", "beat"}
    assert found["supervisor"].pid == parent.pid
    assert all(0 < one.pss_mb <= one.rss_mb for one in found.values())
