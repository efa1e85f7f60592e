"""Lists and single things: filters, pages, what is shown of an outlet's text, what is hidden."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Story
from tests.api.conftest import Ask
from tests.site.conftest import NOON, Make, Tell


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def queries(ask: Ask, path: str, **query: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert ask(path, **query).status_code == 200
    return len(caught)


def test_articles_come_newest_first_and_say_where_they_are_from(ask: Ask, make: Make) -> None:
    make("早的")
    make("晚的", excerpt="一段摘录", author="记者")
    answer = ask("articles").json()
    assert [one["title"] for one in answer["items"]] == ["晚的", "早的"]
    one = answer["items"][0]
    assert one["url"] == f"http://testserver/a/{one['id']}/"
    assert one["original_url"] == "https://outlet.example/2"
    assert one["credit"] == "outlet"
    assert one["excerpt"] == "一段摘录"
    assert one["published_at"] == "2026-03-25T04:02:00Z"
    assert one["story_id"] is None
    assert answer["next"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "article"}, ["长文"]),
        ({"kind": "flash"}, ["重要快讯", "别家", "带标签"]),
        ({"important": "true"}, ["重要快讯"]),
        ({"important": "false"}, ["长文", "别家", "带标签"]),
        ({"source": "other"}, ["别家"]),
        ({"tag": "bitcoin"}, ["带标签"]),
        ({"tag": "bitcoin", "source": "other"}, []),
        ({"from": "2026-03-25T04:03:00Z"}, ["长文", "重要快讯"]),
        ({"from": "2026-03-25T12:03:00+08:00"}, ["长文", "重要快讯"]),
        ({"from": "2026-03-25T12:03:00 08:00"}, ["长文", "重要快讯"]),
        ({"to": "2026-03-25T04:02:00Z"}, ["带标签"]),
        ({"to": "2026-03-25T01:02:00-03:00"}, ["带标签"]),
    ],
)
def test_articles_are_filtered(
    ask: Ask, make: Make, bitcoin: Tag, query: dict[str, str], found: list[str]
) -> None:
    make("带标签", tags=[bitcoin])
    make("别家", source="other")
    make("重要快讯", is_important=True)
    make("长文", kind="article")
    assert titles(ask("articles", **query)) == found


@pytest.mark.parametrize(
    ("policy", "excerpt", "html", "figures"),
    [
        ("headline", None, None, ["1 亿美元"]),
        ("excerpt", "摘录", None, ["1 亿美元", "2 万枚"]),
        ("full", "摘录", "<p>全文</p>", ["1 亿美元", "2 万枚"]),
    ],
)
def test_no_more_text_than_the_outlet_allows(
    ask: Ask, make: Make, policy: str, excerpt: Any, html: Any, figures: list[str]
) -> None:
    facts = [
        {
            "kind": "money",
            "value": "100000000",
            "unit": "USD",
            "text": "1 亿美元",
            "place": "title",
        },
        {"kind": "coin", "value": "20000", "unit": "ETH", "text": "2 万枚", "place": "text"},
    ]
    one = make(policy=policy, excerpt="摘录", html="<p>全文</p>", text="全文", facts=facts)
    answer = ask(f"articles/{one.pk}").json()
    assert (answer["excerpt"], answer["html"]) == (excerpt, html)
    assert [fact["text"] for fact in answer["facts"]] == figures
    assert answer["credit"]
    assert answer["original_url"] == one.url
    assert "html" not in ask("articles").json()["items"][0]
    assert "全文" not in ask("articles").content.decode()


def test_a_tag_that_an_editor_took_away_is_gone(ask: Ask, make: Make, bitcoin: Tag) -> None:
    one = make(tags=[bitcoin])
    assert ask(f"articles/{one.pk}").json()["tags"] == [
        {"slug": "bitcoin", "name": "比特币", "kind": "coin", "main": False}
    ]
    ArticleTag.objects.update(removed=True)
    assert ask(f"articles/{one.pk}").json()["tags"] == []
    assert titles(ask("articles", tag="bitcoin")) == []


def test_unknown_is_null(ask: Ask, make: Make) -> None:
    one = make(published_at=None, url="", author="", sorted_at=NOON)
    answer = ask(f"articles/{one.pk}").json()
    for name in ("published_at", "original_url", "author", "story_id", "excerpt", "html"):
        assert answer[name] is None, name


def test_why_it_is_important(ask: Ask, make: Make, tell: Tell) -> None:
    plain, flagged, chosen = make(), make(is_important=True), make(is_important=True)
    Article.objects.filter(pk=chosen.pk).update(locked_fields=["is_important"])
    told = make(is_important=True)
    tell(told, importance=60, reasons=["5 家媒体报道"])
    Article.objects.filter(pk=told.pk).update(is_important=True)
    reasons = [
        ask(f"articles/{one.pk}").json()["reasons"] for one in (plain, flagged, chosen, told)
    ]
    assert reasons == [[], ["媒体标为重要消息"], ["编辑选为重要消息"], ["5 家媒体报道"]]


def test_what_is_hidden_is_gone(ask: Ask, make: Make, tell: Tell) -> None:
    hidden = make("藏起来的", is_hidden=True)
    story = tell(hidden)
    for path in (f"articles/{hidden.pk}", f"stories/{story.pk}"):
        answer = ask(path)
        assert answer.status_code == 410
        assert answer["Content-Type"] == "application/problem+json"
        assert "藏起来的" not in answer.content.decode()
    assert titles(ask("articles")) == titles(ask("stories")) == []


@pytest.mark.parametrize(
    "path",
    ["articles/404", f"articles/{9 * 10**30}", "articles/abc", "articles/", "articles/1/", "stories/404",
     f"stories/{2**63}", "tags/nobody", "sources/nobody", "series/nobody", "stats/prices/nobody",
     "stats/chains/nobody", "", "docs", "articles/-1", "articles/１"],
)  # fmt: skip
@pytest.mark.django_db
def test_what_is_not_there_is_said_so(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_filter_by_something_unknown_is_no_empty_list(ask: Ask) -> None:
    assert ask("articles", tag="nobody").status_code == 404
    assert ask("articles", source="nobody").status_code == 404


def test_a_story_tells_who_said_it_when(ask: Ask, make: Make, tell: Tell) -> None:
    first = make("先报", source="one")
    second = make("跟进", source="two")
    silent = make("没写时间", source="three", published_at=None, sorted_at=NOON)
    story = tell(first, second, silent)
    answer = ask(f"stories/{story.pk}").json()
    assert [(one["title"], one["lag_seconds"], one["first"]) for one in answer["reports"]] == [
        ("先报", 0, True), ("跟进", 60, False), ("没写时间", None, False),
    ]  # fmt: skip
    assert answer["first"]["source"]["slug"] == "one"
    assert answer["first"]["at"] == "2026-03-25T04:01:00Z"
    assert answer["outlet_count"] == 3
    assert answer["series"] is None
    assert ask(f"articles/{second.pk}").json()["story_id"] == story.pk
    listed = ask("stories").json()["items"][0]
    assert listed == {name: value for name, value in answer.items() if name != "reports"}


def test_nobody_is_first_alone(ask: Ask, make: Make, tell: Tell) -> None:
    story = tell(make())
    answer = ask(f"stories/{story.pk}").json()
    assert answer["first"] is None
    assert answer["reports"][0]["lag_seconds"] is None
    assert answer["reports"][0]["first"] is False


def test_a_hidden_first_report_is_not_named(ask: Ask, make: Make, tell: Tell) -> None:
    first, second = make("先报", source="one"), make("跟进", source="two")
    story = tell(first, second)
    Article.objects.filter(pk=first.pk).update(is_hidden=True)
    answer = ask(f"stories/{story.pk}").json()
    assert answer["first"] is None
    assert answer["title"] == "跟进"


def test_stories_are_filtered(ask: Ask, make: Make, tell: Tell) -> None:
    tell(make("一家"), importance=10, started_at=NOON)
    tell(make("两家", source="one"), make(source="two"), importance=50,
         series_slug="etf", series_name="ETF", started_at=NOON + timedelta(hours=1))  # fmt: skip
    assert titles(ask("stories")) == ["两家", "一家"]
    assert titles(ask("stories", important="true")) == ["两家"]
    assert titles(ask("stories", important="false")) == ["一家"]
    assert titles(ask("stories", series="etf")) == ["两家"]
    assert titles(ask("stories", outlets=2)) == ["两家"]
    assert titles(ask("stories", to="2026-03-25T04:30:00Z")) == ["一家"]


def test_a_merged_story_leads_on(ask: Ask, make: Make, tell: Tell) -> None:
    end = tell(make())
    middle = Story.objects.create(started_at=NOON, merged_into=end)
    start = Story.objects.create(started_at=NOON, merged_into=middle)
    answer = ask(f"stories/{start.pk}")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://testserver/api/v1/stories/{end.pk}"
    Story.objects.filter(pk=end.pk).update(merged_into=start)
    assert ask(f"stories/{start.pk}").status_code == 410


def test_tags_by_kind_and_prefix(ask: Ask, bitcoin: Tag) -> None:
    Tag.objects.create(slug="binance", name="币安", kind="exchange", aliases=["币安", "Binance"])
    slugs = lambda answer: [one["slug"] for one in answer.json()["items"]]  # noqa: E731
    assert slugs(ask("tags")) == ["binance", "bitcoin"]
    assert slugs(ask("tags", kind="coin")) == ["bitcoin"]
    assert slugs(ask("tags", prefix="bi")) == ["binance", "bitcoin"]
    assert slugs(ask("tags", prefix="btc")) == ["bitcoin"]
    assert slugs(ask("tags", prefix="比")) == ["bitcoin"]
    assert slugs(ask("tags", prefix="%")) == []
    one = ask("tags/binance").json()
    assert one["ticker"] is None
    assert one["aliases"] == ["Binance"]
    assert one["price"] is one["latest_at"] is None


def test_a_tag_says_when_it_was_last_named(ask: Ask, make: Make, bitcoin: Tag) -> None:
    make(tags=[bitcoin])
    make("藏", tags=[bitcoin], is_hidden=True)
    answer = ask("tags/bitcoin").json()
    assert answer["latest_at"] == "2026-03-25T04:01:00Z"
    assert answer["price"] == {
        "coin": "bitcoin", "ticker": "BTC", "usd": None, "change_24h": None, "source": None,
        "at": None, "stale": True,
    }  # fmt: skip


def test_sources(ask: Ask, make: Make) -> None:
    make(source="one")
    Source.objects.filter(slug="one").update(credit="署名", home="https://one.example/")
    listed = ask("sources").json()["items"]
    assert [one["slug"] for one in listed] == ["one"]
    one = ask("sources/one").json()
    assert (one["credit"], one["latest_at"]) == ("署名", "2026-03-25T04:01:00Z")
    assert one["url"] == "http://testserver/source/one/"


def test_an_articles_list_asks_as_much_for_many_as_for_one(
    ask: Ask, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    tell(make(tags=[bitcoin]))
    one = queries(ask, "articles", tag="bitcoin", source="outlet", important="false")
    for _ in range(5):
        tell(make(tags=[bitcoin]))
    assert queries(ask, "articles", tag="bitcoin", source="outlet", important="false") == one == 4
    assert queries(ask, "articles") == 2
    assert queries(ask, "stories") == 1
    assert queries(ask, "tags") == queries(ask, "sources") == queries(ask, "series") == 1
    assert queries(ask, "tags/bitcoin") == 3
    assert queries(ask, f"stories/{Story.objects.first().pk}") == 2
    assert queries(ask, f"articles/{Article.objects.first().pk}") == 2
