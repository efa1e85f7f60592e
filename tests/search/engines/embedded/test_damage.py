"""A full disk, files cut off, a folder that is none: said in a sentence, mended by a rebuild."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tantivy

from aggregator.search.engines.embedded import folder
from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.engines.embedded.schema import schema
from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.plan import Everything, Phrase, Term
from tests.search.engines.conftest import doc

ROOT = Path(__file__).parents[4]


@pytest.fixture
def engine():
    """The embedded one, with a document in it."""
    made = EmbeddedEngine()
    made.swap(made.begin())
    with made.live().writing() as writer:
        writer.put([doc(1, "宣布 破产", coin=("btc",))])
        writer.commit()
    return made


def found(engine, plan=Everything()):  # noqa: B008 - a value that never changes
    return [row.id for row in engine.find(plan, limit=9).rows]


# In a process of its own: the limit of the kernel, which stands for a full disk, holds for every
# file that a process writes.
FULL = """
import resource, sys, django
django.setup()
from pathlib import Path
from django.conf import settings
from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Everything
from tests.search.engines.conftest import doc, ids

settings.SEARCH_DIR = Path(sys.argv[1])
engine = EmbeddedEngine()
fresh = engine.begin()
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

def write(number):
    with engine.live().writing() as writer:
        writer.put([doc(number)])
        writer.commit()

resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
for attempt in (lambda: write(2), lambda: engine.swap(fresh)):
    try:
        attempt()
    except IndexUnavailable as error:
        print("free disk space" in str(error), end=" ")
print(ids(engine, Everything()), end=" ")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
write(3)
print(sorted(ids(engine, Everything())))
"""


def test_a_full_disk_is_a_clear_error_and_stops_neither_reading_nor_what_comes_after(
    engine, search_dir
):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(search_dir)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True True [1] [1, 3]"


def test_where_no_folder_can_be_made_every_question_says_so(search_dir):
    search_dir.write_text("a file")
    engine = EmbeddedEngine()
    for ask in (engine.begin, engine.live, lambda: found(engine)):
        with pytest.raises(IndexUnavailable, match=search_dir.name):
            ask()
    with pytest.raises(IndexUnavailable, match=search_dir.name), engine.sole("writer"):
        pass
    assert not engine.is_current()


def test_a_lock_that_cannot_be_opened_is_named(engine, search_dir):
    (search_dir / "writer.lock").mkdir()
    with pytest.raises(IndexUnavailable, match=r"writer\.lock"), engine.sole("writer"):
        pass


def test_a_lock_that_is_held_is_named(engine):
    with (
        engine.sole("rebuild"),
        pytest.raises(WriterBusy, match=r"rebuild\.lock"),
        engine.sole("rebuild"),
    ):
        pass


@pytest.mark.parametrize("ending", [".idx", ".term", ".fast", ".pos", ".fieldnorm", ".store"])
@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:10], lambda raw: b"", lambda raw: b"\xff" * len(raw)]
)
def test_a_damaged_file_is_never_anything_but_an_unavailable_index(
    engine, search_dir, ending, damage
):
    for file in (search_dir / folder.read_meta().folder).glob(f"*{ending}"):
        # In place, it would end a process that has the file mapped.
        fresh = file.with_name(f"{file.name}.fresh")
        fresh.write_bytes(damage(file.read_bytes()))
        fresh.replace(file)
    fresh = EmbeddedEngine()
    questions = [
        lambda: fresh.live().extent(),
        lambda: list(fresh.live().stamps(0, None)),
        lambda: fresh.find(Phrase(("宣布", "布破")), limit=1),
        lambda: fresh.find(Term("title", "破产"), limit=1),
        lambda: fresh.facets(Everything(), ("coin",), 1),
        lambda: fresh.explain(Term("title", "破产"), 1),
    ]
    for ask in questions:
        try:
            ask()
        except IndexUnavailable as error:
            assert "search rebuild" in str(error)
    fresh.swap(fresh.begin())
    assert found(fresh) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"folder": "../x", "schema": 2}', b"\xff"])
def test_a_damaged_note_of_the_live_index(engine, search_dir, content):
    (search_dir / folder.META).write_bytes(content)
    with pytest.raises(IndexUnavailable, match="search rebuild"):
        found(engine)
    assert not engine.is_current()


def test_an_index_with_other_fields_is_not_read(engine, search_dir):
    path = search_dir / folder.META
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 0}))
    with pytest.raises(IndexUnavailable, match="version 0"):
        found(engine)
    assert not engine.is_current()


def test_a_folder_that_vanished_is_named(engine, search_dir):
    name = folder.read_meta().folder
    assert found(engine) == [1]
    shutil.rmtree(search_dir / name)
    with pytest.raises(IndexUnavailable, match=f"{name} has vanished"):
        found(engine)


def test_a_panic_of_the_engine_is_an_unavailable_index():
    with pytest.raises(IndexUnavailable, match="is damaged"), folder.guarded("The index"):
        tantivy.Query.phrase_query(schema(), "text", ["破产"])


def test_other_interruptions_pass_through():
    with pytest.raises(KeyboardInterrupt), folder.guarded("The index"):
        raise KeyboardInterrupt
