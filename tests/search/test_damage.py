"""An index that is lost or damaged is told at once, and mended by the next task."""

import json
import shutil

import pytest

from aggregator.search.asking import search
from aggregator.search.engines.embedded import folder, soundness
from aggregator.search.engines.embedded.folder import read_meta
from aggregator.search.errors import IndexUnavailable
from aggregator.search.rebuild import rebuild
from aggregator.search.status import status
from aggregator.search.upkeep import keep_up

pytestmark = pytest.mark.django_db


def never():
    return False


def total(query="破产"):
    return search(query).total


@pytest.fixture
def live(make, indexed, search_dir):
    """The folder of a live index with one article, which this process has open."""
    make("破产", "一段正文")
    indexed()
    keep_up([], never)
    assert total() == 1
    return search_dir / read_meta().folder


def put(path, content):
    """Other content under the same name. A file cut off in place would end a process that has it
    mapped, by a signal that nothing can catch."""
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)


def told():
    with pytest.raises(IndexUnavailable, match="search rebuild"):
        total()
    assert status().message == "检索重建中"
    assert not status().ok


def mended(old):
    keep_up([], never)
    assert total() == 1
    assert status().ok
    assert read_meta().folder != old.name
    assert not old.exists()


def test_an_empty_folder(live):
    for file in live.iterdir():
        file.unlink()
    told()
    mended(live)


def test_no_folder_at_all(live, search_dir):
    shutil.rmtree(search_dir)
    told()
    mended(live)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"folder": "../x", "schema": 1}', b"\xff"])
def test_rubbish_in_our_own_meta_file(live, search_dir, content):
    (search_dir / "meta.json").write_bytes(content)
    told()
    mended(live)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"segments": [1]}', b"\xff"])
def test_rubbish_in_the_meta_file_of_the_engine(live, content):
    (live / "meta.json").write_bytes(content)
    told()
    mended(live)


@pytest.mark.parametrize("ending", ["idx", "term", "fast", "pos", "fieldnorm", "store"])
@pytest.mark.parametrize("length", [0, 10])
def test_a_file_that_is_cut_off(live, ending, length):
    for file in live.glob(f"*.{ending}"):
        put(file, file.read_bytes()[:length])
    mended(live)


@pytest.mark.parametrize("ending", ["idx", "term", "pos", "store"])
def test_a_file_that_is_gone(live, ending):
    (file,) = live.glob(f"*.{ending}")
    file.unlink()
    mended(live)


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    put(path, content)


@pytest.mark.parametrize("fresh", [True, False], ids=["found at the start", "while it runs"])
def test_a_flipped_bit(live, fresh):
    (file,) = live.glob("*.idx")
    flip(file)
    if fresh:
        soundness.doubt(live)
    mended(live)


def test_a_flipped_bit_among_the_deletions(make, empty_index, search_dir):
    gone, *_ = [make("破产") for _ in range(3)]
    keep_up([], never)
    pk = gone.pk
    gone.delete()
    keep_up([pk], never)
    live = search_dir / read_meta().folder
    (file,) = live.glob("*.del")
    keep_up([], never)
    flip(file)
    keep_up([], never)
    assert not live.exists()
    assert total() == 2


def test_a_copy_put_back_in_its_place_is_fine(live, tmp_path):
    shutil.copytree(live, tmp_path / "copy")
    shutil.rmtree(live)
    shutil.copytree(tmp_path / "copy", live)
    assert total() == 1
    keep_up([], never)
    assert live.exists()
    assert total() == 1


def test_another_index_under_the_same_name_is_read(live, make, search_dir):
    make("破产")
    rebuild()
    other = search_dir / read_meta().folder
    assert total() == 2
    shutil.copytree(other, search_dir / "kept")
    (search_dir / "meta.json").write_text(json.dumps({"folder": live.name, "schema": 2}))
    shutil.rmtree(other)
    (search_dir / "kept").rename(live)
    assert total() == 2


def test_a_rebuild_that_was_damaged_begins_anew(live, make, search_dir):
    make("破产")
    assert not rebuild(stop=lambda: True)
    begun = search_dir / read_meta(folder.BUILDING).folder
    soundness.doubt(begun)
    for file in begun.glob("*.idx"):
        flip(file)
    assert rebuild()
    assert not begun.exists()
    assert total() == 2


def test_a_file_in_the_place_of_the_folder_is_said_and_mended(live, search_dir, caplog):
    shutil.rmtree(search_dir)
    search_dir.write_text("")
    with pytest.raises(IndexUnavailable, match="cannot be made"):
        total()
    keep_up([], never)
    assert "cannot be made" in caplog.text
    search_dir.unlink()
    mended(live)


def test_files_that_a_merge_replaced_during_the_look_are_no_damage(live, monkeypatch):
    real = soundness._files

    def merged(_commit):
        monkeypatch.setattr(soundness, "_files", real)
        (live / "meta.json").write_bytes((live / "meta.json").read_bytes() + b"\n")
        return ["0.idx"]

    monkeypatch.setattr(soundness, "_files", merged)
    soundness.verify(live)
    monkeypatch.setattr(soundness, "_files", lambda _commit: ["0.idx"])
    with pytest.raises(IndexUnavailable, match="is damaged"):
        soundness.verify(live)
