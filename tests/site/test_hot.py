"""What matters most now, beside the timeline."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aggregator.site.lists.hot import SHOWN, hot
from tests.site.conftest import EVIL, Make, Tell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def test_an_event_sinks_with_its_age(make: Make, tell: Tell) -> None:
    now = timezone.now()
    tell(make("昨晚的大事"), importance=80, started_at=now - timedelta(hours=20))
    tell(make("刚才的要事"), importance=50, started_at=now - timedelta(minutes=10))
    assert [one.title for one in hot(now)] == ["刚才的要事", "昨晚的大事"]


def test_small_old_hidden_and_coming_events_are_left_out(make: Make, tell: Tell) -> None:
    now = timezone.now()
    tell(make("小事"), importance=39, started_at=now)
    tell(make("前天"), importance=90, started_at=now - timedelta(days=2))
    tell(make("隐藏", is_hidden=True), importance=90, started_at=now)
    tell(make("未来"), importance=90, started_at=now + timedelta(hours=1))
    assert hot(now) == ()


def test_only_a_few_are_shown_and_kept(make: Make, tell: Tell, django_assert_num_queries) -> None:
    now = timezone.now()
    for number in range(SHOWN + 3):
        tell(make(f"要事{number}"), importance=60, started_at=now)
    with django_assert_num_queries(1):
        assert len(hot(now)) == SHOWN
    with django_assert_num_queries(0):
        hot(now)


def test_the_front_page_shows_it_escaped(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    one, two = make(EVIL, source="a"), make("同一件事", source="b")
    story = tell(one, two, importance=70, started_at=now)
    body = client.get("/").content.decode()
    assert "此刻要闻" in body
    assert re.search(rf'hot__title"><a href="/story/{story.pk}/">', body)
    assert "<script>alert" not in body


def test_its_links_keep_the_language_of_each_page(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    story = tell(make(source="a"), make(source="b"), importance=70, started_at=now)
    alone = tell(make("独家"), importance=60, started_at=now)
    for before in ("", "/en", "/zh-hant"):
        found = re.findall(
            r'hot__title"><a href="([^"]+)"', client.get(f"{before}/").content.decode()
        )
        assert found == [f"{before}/story/{story.pk}/", f"{before}/a/{alone.lead_id}/"]


def test_without_events_there_is_no_section(client: Client) -> None:
    assert "此刻要闻" not in client.get("/").content.decode()
