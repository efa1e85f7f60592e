"""The pages of a tag and of an outlet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import ArticleTag, Tag
from aggregator.feeds.models import Source
from tests.site.conftest import EVIL, NOON, Make
from tests.site.test_front import more, shown, text


def test_a_tag_lists_its_articles(client: Client, make: Make, bitcoin: Tag) -> None:
    one, two = make("一", tags=[bitcoin]), make("二", tags=[bitcoin])
    make("无关")
    make("藏", tags=[bitcoin], is_hidden=True)
    make("重复", tags=[bitcoin], is_lead=False)
    off = make("去掉的", tags=[bitcoin])
    ArticleTag.objects.filter(article=off).update(removed=True)
    body = text(client, "/coin/bitcoin/")
    assert shown(body) == [two.pk, one.pk]
    assert "又作 <span>大饼</span>" in body


def test_a_tag_goes_on_by_cursor(client: Client, make: Make, bitcoin: Tag) -> None:
    made = [
        make(f"第{n}条", tags=[bitcoin], published_at=NOON + timedelta(minutes=n // 5))
        for n in range(65)
    ]
    seen: list[int] = []
    path = "/coin/bitcoin/"
    while path:
        body = text(client, path)
        seen += shown(body)
        path = more(body)
    assert seen == [article.pk for article in reversed(made)]
    assert client.get("/coin/bitcoin/?after=x").status_code == 400


def test_an_outlet_lists_all_it_reported(client: Client, make: Make) -> None:
    lead = make("先", source="panews")
    repeat = make("后", source="panews", is_lead=False)
    make("藏", source="panews", is_hidden=True)
    make("别家")
    Source.objects.filter(slug="panews").update(home="https://panews.example/")
    body = text(client, "/source/panews/")
    assert shown(body) == [repeat.pk, lead.pk]
    assert 'href="https://panews.example/" rel="noopener noreferrer external"' in body
    assert 'class="first"' not in body, "neither was first of several"
    assert "简体中文" in body
    assert "展示标题和开头一段摘录" in body


@pytest.mark.django_db
def test_empty_and_unknown(client: Client, bitcoin: Tag) -> None:
    Source.objects.create(slug="quiet", name="静报")
    assert "还没有关于比特币的稿件" in text(client, "/coin/bitcoin/")
    assert "还没有收到静报的稿件" in text(client, "/source/quiet/")
    assert client.get("/source/quiet/?after=x").status_code == 400
    assert client.get("/tag/none/").status_code == 404
    assert client.get("/source/none/").status_code == 404


@pytest.mark.django_db
def test_names_are_escaped(client: Client) -> None:
    Tag.objects.create(slug="evil", name=EVIL, kind="topic", aliases=[EVIL * 2, 3])
    Source.objects.create(slug="evil", name=EVIL)
    for path in ("/tag/evil/", "/source/evil/"):
        assert "<script>alert" not in text(client, path)


def test_channels_are_the_topics_and_coins_of_the_last_day(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    now = timezone.now()
    person = Tag.objects.create(slug="someone", name="某人", kind="person")
    past = Tag.objects.create(slug="past", name="旧话题", kind="topic")
    make("新", tags=[bitcoin, person], published_at=now)
    make("旧", tags=[past], published_at=now - timedelta(hours=25))
    rail = text(client, "/").split('class="rail"')[1].split("</nav>")[0]
    assert 'href="/coin/bitcoin/"' in rail
    assert 'rail__count">1<' in rail
    assert "某人" not in rail
    assert "旧话题" not in rail


@pytest.mark.parametrize("path", ["/coin/bitcoin/", "/source/outlet/"])
def test_queries_are_bounded(
    client: Client,
    make: Make,
    bitcoin: Tag,
    django_assert_max_num_queries: Callable[..., object],
    path: str,
) -> None:
    for n in range(40):
        make(f"第{n}条", tags=[bitcoin])
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        text(client, path)
