"""The pages of people, bodies and topics, and of the outlets' list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.feeds.models import Feed, Source
from aggregator.site.press.sources import state_of
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import more, shown, text

HOUR = timedelta(hours=1)


def test_a_body_says_how_often_since_when_and_beside_whom(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    now = timezone.now()
    sec = Tag.objects.create(slug="sec", name="证监会", kind="regulator", aliases=["SEC", EVIL])
    made = [
        make(f"第{n}条", tags=[sec, bitcoin], published_at=now - n * timedelta(days=1))
        for n in range(3)
    ]
    make("很久以前", tags=[sec], published_at=now - timedelta(days=100))
    body = text(client, "/who/sec/")
    assert shown(body)[:3] == [article.pk for article in made]
    assert "监管机构" in body
    assert "又作 SEC" in body
    assert "<script>alert" not in body
    assert "近 30 天共 3 篇" in body
    assert body.count('<rect class="bar"') == 6, "a bar a day, on two sheets"
    assert 'href="/coin/bitcoin/">比特币</a>' in body
    assert 'data-follow="watch"' in body


def test_a_tag_without_articles_draws_nothing(client: Client, db: None) -> None:
    Tag.objects.create(slug="quiet", name="静题", kind="topic")
    body = text(client, "/tag/quiet/")
    assert "还没有关于静题的稿件" in body
    assert "<figure" not in body


def test_the_next_page_is_the_list_alone(client: Client, make: Make) -> None:
    topic = Tag.objects.create(slug="etf", name="ETF", kind="topic")
    for n in range(40):
        make(f"第{n}条", tags=[topic], published_at=timezone.now() - n * HOUR)
    following = more(text(client, "/tag/etf/"))
    body = text(client, following)
    assert "<figure" not in body
    assert 'content="noindex, follow"' in body
    part = client.get(following, headers={"X-Part": "true"})
    assert "<html" not in part.text


@pytest.mark.parametrize(
    ("feeds", "well", "ago", "state"),
    [
        (0, 0, HOUR, "off"),
        (2, 1, HOUR, "ok"),
        (2, 0, HOUR, "failing"),
        (1, 1, 30 * HOUR, "late"),
        (1, 1, None, "new"),
        (1, 0, None, "failing"),
    ],
)
def test_the_state_of_reading(feeds: int, well: int, ago: timedelta | None, state: str) -> None:
    read_at = None if ago is None else NOON - ago
    assert state_of(feeds, well, read_at, NOON) == state


def outlet(slug: str, **fields: object) -> Source:
    source = Source.objects.create(slug=slug, name=f"媒体{slug}")
    if fields:
        Feed.objects.create(source=source, title=slug, url=f"https://{slug}.example/", **fields)
    return source


def test_outlets_are_listed_with_their_state(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    outlet("good", state="ok", succeeded_at=now - HOUR)
    outlet("bad", state="failing", succeeded_at=now - 2 * HOUR)
    outlet("late", state="ok", succeeded_at=now - 40 * HOUR)
    outlet("fresh", state="new")
    outlet("off")
    one = make("同题", source="good", published_at=now - HOUR)
    two = make("同题", source="bad", published_at=now - HOUR / 2)
    tell(one, two, started_at=now - HOUR)
    body = text(client, "/source/").split("<tbody>")[1]

    def row(slug: str) -> str:
        return body.split(f'href="/source/{slug}/"')[1].split("</tr>")[0]

    assert "今天" in row("good") or "昨天" in row("good")
    assert "读取失败" in row("bad")
    assert "超过一天未读取" in row("late")
    assert "尚未读取" in row("fresh")
    assert "未读取" in row("off")
    assert body.index("good") < body.index('"/source/late/"'), "the busiest first"
    assert body.index('"/source/fresh/"') < body.index('"/source/off/"')


def test_an_outlet_says_its_record(client: Client, make: Make, tell: Tell) -> None:
    now = timezone.now()
    for n in range(20):
        one = make(f"题{n}", source="good", published_at=now - HOUR)
        two = make(f"题{n}", source="bad", published_at=now - HOUR / 2)
        tell(one, two, started_at=now - HOUR)
    tally = text(client, "/source/bad/").split('class="tally"')[1].split("</dl>")[0]
    assert "20" in tally
    assert "0.0%" in tally
    assert "30 分钟" in tally


@pytest.mark.django_db
def test_no_outlets(client: Client) -> None:
    assert "还没有信源" in text(client, "/source/")
    assert client.get("/source/none/").status_code == 404


@pytest.mark.parametrize("path", ["/source/", "/source/outlet/", "/tag/etf/"])
def test_queries_are_bounded(
    client: Client,
    make: Make,
    tell: Tell,
    django_assert_max_num_queries: Callable[..., object],
    path: str,
) -> None:
    topic = Tag.objects.create(slug="etf", name="ETF", kind="topic")
    now = timezone.now()
    for n in range(20):
        one = make(f"第{n}条", tags=[topic], published_at=now)
        tell(one, make(f"第{n}条", source=f"s{n}", published_at=now))
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        text(client, path)
