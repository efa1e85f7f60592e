"""The method pages: what they say is what the code does."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from aggregator.articles.models import Article, Revision
from aggregator.chain.metrics import METRICS
from aggregator.site.about.method import scale
from aggregator.stories import importance
from aggregator.stories.importance import IMPORTANT
from aggregator.stories.moderation import record_correction
from tests.site.conftest import EVIL, NOON, Make
from tests.site.test_errors import inline
from tests.site.test_front import text

PAGES = ("importance", "first", "figures", "texts", "corrections", "log")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/zh-hant", "/en"])
def test_every_page_is_there_in_every_language(client: Client, prefix: str) -> None:
    body = text(client, f"{prefix}/about/")
    for name in PAGES:
        path = f"{prefix}/about/{name}/"
        assert f'href="{path}"' in body
        page = text(client, path)
        assert page.count("<h1") == 1
        assert inline(page) == []
        here = re.findall(r'href="([^"]+)"\s+aria-current="page"', page)
        assert path in here, "the reader sees which of the pages it is"


@pytest.mark.django_db
def test_an_unknown_page_is_404(client: Client) -> None:
    assert client.get("/about/nothing/").status_code == 404


@pytest.mark.django_db
def test_few_queries(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    for path in ("", *(f"{name}/" for name in PAGES)):
        with django_assert_max_num_queries(12):
            text(client, f"/about/{path}")


def test_the_scale_is_that_of_the_code() -> None:
    found = scale()
    assert [(one.what, one.points) for one in found.outlets] == [
        ("2", 14), ("3", 25), ("4", 32), ("5", 37), ("6", 42),
    ]  # fmt: skip
    assert [one.points for one in found.spread] == [8, 5, 2]
    assert [one.points for one in found.flagged] == [8, 16]
    assert [one.points for one in found.amounts] == [4, 9, 14, 19, 20]
    assert (found.name_most, found.series_share) == (15, 60)
    assert found.topics[0].points == max(importance.TOPICS.values())
    assert len(found.topics) == len(importance.TOPICS)
    assert all("\u4e00" <= one.what[0] <= "\u9fff" or one.what == "ETF" for one in found.topics)


@pytest.mark.django_db
def test_importance_says_its_figures(client: Client) -> None:
    body = text(client, "/about/importance/")
    assert f"满 {IMPORTANT} 分" in body
    assert "总分按 60% 计" in body
    assert "1 小时内都报了" in body
    assert "每过 12 小时" in body


@pytest.mark.django_db
def test_figures_say_how_each_comes_about(client: Client, settings: Settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "PRICE_PROVIDER": "none"}
    body = text(client, "/about/figures/")
    for metrics in METRICS.values():
        for metric in metrics.values():
            assert metric.method in body
    assert "超过 15 分钟" in body
    assert "相差 3 倍以上" in body
    assert "没有接入价格来源" in body
    settings.OPTIONS = {
        **settings.OPTIONS,
        "PRICE_PROVIDER": "coingecko",
        "PRICE_URL": "https://prices.example/api",
    }
    assert "价格来自prices.example" in text(client, "/about/figures/")


@pytest.mark.django_db
def test_texts_say_who_asks_and_whether_a_model_words_summaries(
    client: Client, settings: Settings
) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "AI_URL": ""}
    body = text(client, "/about/texts/")
    assert settings.USER_AGENT in body
    assert "没有启用 AI 改写" in body
    settings.OPTIONS = {**settings.OPTIONS, "AI_URL": "https://model.example/v1"}
    assert "改写过的会标明" in text(client, "/about/texts/")


@pytest.mark.django_db
def test_the_contact_is_the_operators(client: Client, settings: Settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "CONTACT_URL": ""}
    assert "还没有公布联系地址" in text(client, "/about/")
    settings.OPTIONS = {**settings.OPTIONS, "CONTACT_URL": "https://contact.example/"}
    body = text(client, "/about/")
    assert 'href="https://contact.example/"' in body
    assert "还没有公布联系地址" not in body


def was(article: Article, title: str, minutes: int) -> None:
    at = NOON + timedelta(minutes=minutes)
    Revision.objects.create(article=article, title=title, seen_at=at)


def test_headlines_before_and_after(client: Client, make: Make) -> None:
    one = make("第三个题", source="one")
    was(one, "第一个题", 1)
    was(one, "第二个题", 2)
    was(one, "第三个题", 3)
    body = text(client, "/about/corrections/").replace("<wbr>", "")
    assert body.count("change__was") == 2, "the last revision changed the text alone"
    later = body.index("第二个题</del>")
    assert later < body.index("第一个题</del>"), "the newest first"
    assert "第三个题</a>" in body[later:]


def test_what_editors_corrected_stands_there_too(client: Client, make: Make) -> None:
    one = make("编辑的题")
    was(one, "媒体的旧题", 1)
    record_correction(one, "媒体的新题", ["title"], "", NOON + timedelta(minutes=5))
    body = text(client, "/about/corrections/").replace("<wbr>", "")
    assert body.count("change__was") == 2
    editors, outlets = body.split('class="change"')[1:]
    assert "编辑更正" in editors
    assert "媒体的新题</del>" in editors
    assert "编辑的题</a>" in editors
    assert "媒体的旧题</del>" in outlets
    assert "媒体的新题</a>" in outlets


def test_what_is_hidden_is_not_told(client: Client, make: Make) -> None:
    one = make("秘密新题", is_hidden=True)
    was(one, "秘密旧题", 1)
    record_correction(one, "秘密编辑题", ["title"], "", NOON)
    body = text(client, "/about/corrections/").replace("<wbr>", "")
    assert "秘密" not in body
    assert "还没有更正过的标题" in body


def test_headlines_are_escaped(client: Client, make: Make) -> None:
    was(make("新"), EVIL, 1)
    assert "<script>alert" not in text(client, "/about/corrections/")
