"""Processes are found below the one that was started, and called by their service."""

import subprocess
import sys

import pytest

from bench.memory import started, tree

LOG = """\
system web started (pid=29061)
worker {"message": "system beat started (pid=1)"}
system indexer started (pid=29064)
"""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
print(child.pid, flush=True)
input()
child.communicate(b"go")
"""


def test_the_supervisor_s_log_names_the_services() -> None:
    assert started(LOG) == {29061: "web", 29064: "indexer"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, which is Linux's own")
@pytest.mark.parametrize("name", ["beat", None])
def test_a_child_is_called_by_its_service_else_like_its_parent(name: str | None) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    found = {one.pid: one for one in tree(parent.pid, {child: name} if name else {})}
    parent.communicate("go\n")
    assert found[parent.pid].service == "supervisor"
    assert found[child].service == (name or "supervisor")
    assert all(0 < one.pss_mb <= one.rss_mb for one in found.values())
