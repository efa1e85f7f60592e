"""谁先报."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aggregator.feeds.models import Source
from aggregator.stories.first import ENOUGH
from tests.site.conftest import EVIL, Make, Tell
from tests.site.test_front import text


@pytest.fixture
def pair(make: Make, tell: Tell) -> Callable[..., None]:
    """Make an event of two outlets, one of them so many minutes behind."""

    def story(at: datetime, lag: float = 0, ahead: str = "ahead", behind: str = "behind") -> None:
        one = make("同题", source=ahead, published_at=at)
        two = make("同题", source=behind, published_at=at + timedelta(minutes=lag))
        tell(one, two, started_at=at)

    return story


def row(body: str, slug: str) -> str:
    return body.split("<tbody>")[1].split(f'href="/source/{slug}/"')[1].split("</tr>")[0]


def test_firsts_are_counted_with_their_sample(client: Client, pair: Callable[..., None]) -> None:
    now = timezone.now().replace(second=0)
    for n in range(ENOUGH - 1):
        pair(now - timedelta(minutes=30 + n), 26)
    few = text(client, "/first/")
    assert "样本少" in row(few, "ahead")
    cache.clear()
    pair(now - timedelta(hours=2), 0)
    body = text(client, "/first/")
    ahead, behind = row(body, "ahead"), row(body, "behind")
    assert f"<b>{ENOUGH}</b>" in ahead
    assert "100.0%" in ahead
    assert "样本少" not in ahead
    assert "—" in ahead, "it was never behind"
    assert "<b>1</b>" in behind
    assert "5.0%" in behind
    assert "26 分钟" in behind
    assert body.index('href="/source/ahead/"') < body.index('href="/source/behind/"')


def test_spans_are_links_and_reach_back(client: Client, pair: Callable[..., None]) -> None:
    pair(timezone.now() - timedelta(days=3), 5)
    assert "这段时间还没有可比的事件" in text(client, "/first/")
    body = text(client, "/first/?span=7d")
    assert "<b>1</b>" in row(body, "ahead")
    assert 'href="/first/?span=7d" aria-current="true">近 7 天' in body
    assert 'href="/first/?span=30d">近 30 天' in body
    assert "还没有可比的事件" in text(client, "/first/?span=nonsense")


def test_the_latest_firsts_are_examples(client: Client, pair: Callable[..., None]) -> None:
    now = timezone.now().replace(second=0)
    pair(now - timedelta(hours=1), 3)
    pair(now - timedelta(hours=2), 0, "left", "right")
    body = text(client, "/first/")
    later, earlier = body.split("最近的首发")[1].split("<tbody>")[1].split("</tr>")[:2]
    assert "/story/" in later
    assert "ahead</td>" in later
    assert "3 分钟" in later
    assert "left、right" in earlier
    assert "并列" in earlier


def test_a_report_without_a_time_takes_no_part(client: Client, make: Make, tell: Tell) -> None:
    at = timezone.now() - timedelta(hours=1)
    timed = make("同题", source="timed", published_at=at)
    tell(timed, make("同题", source="untimed", published_at=None, sorted_at=at), started_at=at)
    assert "还没有可比的事件" in text(client, "/first/")


def test_the_front_page_has_the_short_table(client: Client, pair: Callable[..., None]) -> None:
    now = timezone.now()
    for n in range(7):
        pair(now - timedelta(hours=1, minutes=n), 5, f"ahead{n}")
    side = text(client, "/").split('class="page__side"')[1]
    assert side.count("league__row") == 5
    assert 'href="/first/"' in side
    assert "behind" not in side, "it was never first"


def test_names_are_escaped_and_counts_are_kept(
    client: Client, pair: Callable[..., None], django_assert_num_queries: Callable[..., object]
) -> None:
    for n in range(12):
        pair(timezone.now() - timedelta(hours=1, minutes=n), 5, f"ahead{n}")
    Source.objects.update(name=EVIL)
    text(client, "/series/fear-greed/")  # the figures of the frame are kept now
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        body = text(client, "/first/")
    assert "<script>alert" not in body
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        text(client, "/first/")
