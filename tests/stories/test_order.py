"""The same articles give the same stories, in whatever order and portions they come."""

import gzip
import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.stories.assign import assign
from aggregator.stories.models import Link, Report, Story
from aggregator.stories.rebuild import rebuild
from aggregator.stories.rulings import merge, split
from tests.stories.conftest import NOW, Newsroom

DATA = Path(os.environ.get("NEWSROOM_REAL_DATA") or Path(__file__).parents[3] / "shared" / "data")
ITEMS = DATA / "news" / "items.jsonl.gz"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real,
    pytest.mark.skipif(not ITEMS.exists(), reason="no real data folder: see NEWSROOM_REAL_DATA"),
]


@pytest.fixture
def day(room: Newsroom) -> list[int]:
    """The articles of one real day, 2026-03-05."""
    with gzip.open(ITEMS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    told = [row for row in rows if row["first_seen"].startswith("2026-03-05")]
    for row in told:
        at = datetime.fromisoformat(row["published"] or row["first_seen"])
        room.tell(
            row["source"].lower(), row["title"], 0, url_key=row["id"], text=row["body"] or "",
            published_at=at, sorted_at=at,
        )  # fmt: skip
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))


def _start_over() -> None:
    Story.objects.all().delete()
    Link.objects.all().delete()
    for model in ("Trace", "Key"):
        getattr(
            __import__("aggregator.stories.models", fromlist=[model]), model
        ).objects.all().delete()
    Article.objects.update(is_lead=True, is_important=False)


def _come(ids: list[int], random: Random) -> None:
    left = ids[:]
    random.shuffle(left)
    while left:
        size = random.choice([1, 3, 10, 40, 120])
        assign(left[:size])
        left = left[size:]


def test_a_real_day_in_any_order(room: Newsroom, day: list[int]) -> None:
    assign(day)
    stories, leads, links = room.stories(), room.leads(), Link.objects.count()
    assert any(len(story) > 2 for story in stories)
    for seed in range(3):
        _start_over()
        _come(day, Random(seed))
        assert room.stories() == stories
        assert room.leads() == leads
        assert Link.objects.count() == links


def test_a_rebuild_finds_nothing_to_change(day: list[int]) -> None:
    _come(day, Random(7))
    before = dict(Report.objects.values_list("article", "story"))
    done = rebuild(None, None, NOW)
    assert (done.articles, done.moved) == (len(day), 0)
    assert dict(Report.objects.values_list("article", "story")) == before


def test_rulings_survive_whatever_comes_and_a_rebuild(room: Newsroom, day: list[int]) -> None:
    assign(day)
    large = Story.objects.order_by("-report_count", "pk").first()
    others = Story.objects.filter(report_count=1).order_by("pk")[:2]
    assert large is not None
    told = list(large.reports.values_list("article", flat=True))
    _, _ = split(told[1:2], None, NOW)
    merge([other.pk for other in others], None, NOW)
    stories = room.stories()
    assert frozenset(told) not in stories
    rebuild(None, None, timezone.now() + timedelta(hours=1))
    assert room.stories() == stories
    Story.objects.all().delete()
    _come(day, Random(3))
    assert room.stories() == stories
