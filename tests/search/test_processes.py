"""The index under real processes that are killed, or compete."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from aggregator.search.asking import search
from aggregator.search.document import document, load
from aggregator.search.errors import WriterBusy
from aggregator.search.pending import index_pending
from aggregator.search.turns import live_writer

pytestmark = [pytest.mark.django_db, pytest.mark.processes]

HOLD = """
    import fcntl, sys
    from pathlib import Path
    import tantivy
    folder = Path(sys.argv[1])
    lock = (folder / "writer.lock").open("a")
    fcntl.flock(lock, fcntl.LOCK_EX)
    live = next(path for path in folder.iterdir() if path.is_dir())
    writer = tantivy.Index.open(str(live)).writer(20_000_000, 1)
    document = tantivy.Document()
    document.add_integer("id", 1)
    writer.add_document(document)
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_writer(search_dir, empty_index):
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(search_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "writing\n"
    yield process
    process.kill()
    process.communicate()


def test_a_writer_in_another_process_is_respected_until_it_is_killed(make, other_writer):
    make("破产")
    with pytest.raises(WriterBusy):
        index_pending()
    assert search("破产").total == 0
    os.kill(other_writer.pid, signal.SIGKILL)
    other_writer.wait()
    assert index_pending() == 1
    assert search("破产").total == 1


def test_a_reader_in_a_forked_process_sees_later_commits(make, indexed):
    make("破产")
    indexed()
    assert search("破产").total == 1
    ask, answer = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.read(ask[0], 1)
        os.write(answer[1], str(search("破产").total).encode())
        os._exit(0)
    article = make("破产")
    with live_writer() as writer:
        writer.put(map(document, load([article.pk])))
        writer.commit()
    os.write(ask[1], b"!")
    assert os.read(answer[0], 10) == b"2"
    os.waitpid(child, 0)
