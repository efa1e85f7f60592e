"""Everything that was recorded from the field, and the torture tests of four other readers."""

import tarfile
from pathlib import Path

import pytest

from aggregator.feeds.entry import ParsedFeed
from aggregator.feeds.errors import NotAFeed

from .reading import REAL, assert_feed_or_its_error

NEWS = REAL / "news"
RECORDED = sorted([*NEWS.glob("recorded_feeds/*"), *NEWS.glob("recorded_responses/*")])
TORTURE = sorted(NEWS.glob("feed_torture/*.tar.gz"))
ABSENT = "real data absent: set NEWSROOM_REAL_DATA or put it at ../shared/data"
LARGEST = 2_000_000

pytestmark = [pytest.mark.real, pytest.mark.skipif(not RECORDED, reason=ABSENT)]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)
def test_a_recorded_body_gives_entries_or_a_clear_error(path: Path) -> None:
    outcome = assert_feed_or_its_error(path.read_bytes())
    if isinstance(outcome, ParsedFeed):
        assert outcome.entries or outcome.notes
        assert all(entry.url and entry.published for entry in outcome.entries)
    else:
        assert isinstance(outcome, NotAFeed)


def test_the_recorded_outlets_are_read_whole() -> None:
    for path in NEWS.glob("recorded_feeds/*"):
        outcome = assert_feed_or_its_error(path.read_bytes())
        assert isinstance(outcome, ParsedFeed)
        if not path.name.startswith("new__"):  # seven items that say nothing
            assert len(outcome.entries) == 7


def test_a_recorded_page_names_the_feed_behind_it() -> None:
    page = next(NEWS.glob("recorded_responses/panews_*_0731.txt"))
    outcome = assert_feed_or_its_error(page.read_bytes())
    assert isinstance(outcome, NotAFeed)
    assert outcome.alternate == "https://www.panewslab.com/rss.xml?lang=zh&type=NEWS"


@pytest.mark.parametrize("archive", TORTURE, ids=lambda path: path.name)
def test_torture_gives_a_feed_or_its_error(archive: Path) -> None:
    read_as_feeds = 0
    with tarfile.open(archive) as files:
        for member in files:
            if member.isfile() and member.size < LARGEST:
                body = files.extractfile(member)
                assert body is not None
                read_as_feeds += isinstance(assert_feed_or_its_error(body.read()), ParsedFeed)
    assert read_as_feeds >= 10
