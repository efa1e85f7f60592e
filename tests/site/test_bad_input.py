"""Awkward rows and hostile addresses: every page answers with a designed state, never with 500."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aggregator.articles.models import Article, ArticleTag, Revision, Tag
from aggregator.stories.models import Story
from aggregator.topics.models import Topic
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_errors import inline

LONG = "很长的标题" * 100
STATES = {200, 301, 302, 400, 404, 410}


def answer(client: Client, path: str, *wanted: int) -> str:
    """The page's text, after a look at what no answer may lack."""
    found = client.get(path)
    assert found.status_code in (wanted or (200,)), f"{path[:80]}: {found.status_code}"
    assert "default-src 'none'" in found["Content-Security-Policy"]
    body = found.content.decode()
    if "html" in found.get("Content-Type", ""):
        assert inline(body) == [], path
    return body


def around(article: Article) -> list[str]:
    """The pages that show an article."""
    return ["/", f"/a/{article.pk}/", f"/source/{article.source.slug}/", "/feed.xml", "/feed.json"]


def test_a_headline_of_500_characters_runs_on_whole(client: Client, make: Make) -> None:
    one = make(LONG)
    for path in around(one)[:3]:
        assert LONG in answer(client, path).replace("<wbr>", "")


def test_no_headline_and_no_text(client: Client, make: Make) -> None:
    one = make("", text="", excerpt="", html="", url="", published_at=None, flags=["no_title"])
    for path in around(one):
        answer(client, path)


def test_markup_in_every_place(client: Client, make: Make) -> None:
    one = make(
        EVIL, excerpt=EVIL, author=EVIL, text=EVIL, keywords=[EVIL], summary=EVIL, kind="article"
    )
    for path in around(one)[:3]:
        found = client.get(path)
        assert found.status_code == 200
        assert "<script>alert" not in found.content.decode()
        assert "<img src=x" not in found.content.decode()


def test_two_hundred_tags(client: Client, make: Make, tell: Tell) -> None:
    tags = Tag.objects.bulk_create(
        Tag(slug=f"tag-{n}", name=f"标签{n}", kind="project") for n in range(200)
    )
    one, other = make("多标签", source="one"), make("多标签二", source="two")
    for article in (one, other):
        ArticleTag.objects.bulk_create(
            ArticleTag(article=article, tag=tag, about=True, sorted_at=article.sorted_at)
            for tag in tags
        )
    story = tell(one, other)
    topic = Topic.objects.create(slug="many", title="多", state="open", least=0, started_at=NOON)
    topic.tags.set(tags)
    for path in (*around(one), f"/story/{story.pk}/", "/who/tag-7/", "/topic/", "/topic/many/"):
        answer(client, path)


def test_a_story_of_sixty_reports(client: Client, make: Make, tell: Tell) -> None:
    told = [make(f"第 {n} 家", source=f"outlet-{n}") for n in range(60)]
    story = tell(*told)
    Topic.objects.create(slug="t", title="题", state="open").entries.create(story=story)
    body = answer(client, f"/story/{story.pk}/")
    assert "60 家媒体" in body
    for path in ("/", "/topic/t/", f"/a/{told[59].pk}/", "/first/"):
        answer(client, path)


def test_times_that_are_missing_or_absurd(client: Client, make: Make, tell: Tell) -> None:
    no_time = make("没有时间", source="one", published_at=None)
    ancient = make("创世", source="two", published_at=NOON - timedelta(days=6000))
    future = make("来年", source="three", published_at=NOON + timedelta(days=4000))
    story = tell(no_time, ancient, future)
    topic = Topic.objects.create(slug="t", title="题", state="open")
    topic.entries.create(story=story, at=NOON + timedelta(days=9000))
    for path in (*around(no_time), f"/story/{story.pk}/", "/topic/t/", "/first/"):
        answer(client, path)


def test_a_huge_article(client: Client, make: Make) -> None:
    text = "一段话。" * 100_000
    one = make("巨", policy="full", html=f"<p>{text}</p>", text=text, kind="article")
    assert len(answer(client, f"/a/{one.pk}/")) > 400_000
    assert len(answer(client, "/")) < 100_000, "a list carries no whole text"


def test_a_story_whose_rows_disagree(client: Client, make: Make, tell: Tell) -> None:
    """As after a kill between two transactions: counts without reports, a lead that is hidden."""
    one, other = make("甲", source="one"), make("乙", source="two")
    story = tell(one, other)
    topic = Topic.objects.create(slug="t", title="题", state="open", latest=story)
    topic.entries.create(story=story)
    Article.objects.filter(pk=one.pk).update(is_hidden=True)
    for path in ("/topic/t/", "/topic/", f"/story/{story.pk}/", "/about/log/"):
        answer(client, path, 200, 302)
    one.delete()
    for path in ("/topic/t/", "/topic/", f"/story/{story.pk}/"):
        answer(client, path, 200, 302)
    Story.objects.filter(pk=story.pk).update(report_count=9, outlet_count=9)
    other.delete()
    for path in ("/topic/t/", "/topic/"):
        answer(client, path)
    answer(client, f"/story/{story.pk}/", 410)


def test_a_revision_with_an_empty_headline(client: Client, make: Make) -> None:
    Revision.objects.create(article=make("新"), title="", seen_at=NOON)
    answer(client, "/about/corrections/")


ADDRESSES = (
    "/tag/🚀/",
    "/tag/a%2Fb/",
    "/tag/a/b/",
    "/tag/%00/",
    "/tag/..%2f..%2fetc/",
    "/tag/" + "a" * 5000 + "/",
    "/source/%00/",
    "/source/🚀/",
    "/series/%F0%9F%9A%80/",
    "/topic/🚀/",
    "/topic/%00/",
    "/topic/" + "a" * 5000 + "/",
    "/about/%00/",
    "/about/🚀/",
    "/a/0/",
    "/a/" + "9" * 40 + "/",
    "/a/-1/",
    "/a/٣/",
    "/story/" + "9" * 40 + "/",
    "/story/0/",
    "/%00",
    "/%ff%fe/",
    "/%2F/evil.example/",
    "/%0d%0aSet-Cookie:x=1/",
    "/fr/a/1/",
    "/en/en/",
    "/en/zh-hant/",
    "/zh-hant/topic/x/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADDRESSES)
def test_addresses_that_lead_nowhere(client: Client, path: str) -> None:
    body = answer(client, path, 404)
    assert "Traceback" not in body
    assert "evil.example" not in body
    assert 'id="main"' in body


QUERIES = ("after=%00", "after=x", "after=" + "a" * 9000, "after=😀", "after[]=1", "kind=%00", "kind=🚀",
           "important=%00", "q=%00", "q=" + "%E5" * 3000, "span=%00", "span=🚀", "order=%00")  # fmt: skip
LISTS = ("/", "/coin/bitcoin/", "/source/outlet/", "/series/", "/series/etf-flows/", "/first/",
         "/topic/", "/topic/t/", "/about/", "/about/log/", "/about/corrections/", "/feed.xml",
         "/feed.json", "/search/", "/en/", "/zh-hant/topic/")  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_queries_that_mean_nothing(client: Client, make: Make, bitcoin: Tag, path: str) -> None:
    make(tags=[bitcoin])
    Topic.objects.create(slug="t", title="题", state="open")
    for query in QUERIES:
        answer(client, f"{path}?{query}", 200, 301, 400, 503)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    ["", "x" * 4000, "\u0000", "\xf0\x9f\x98\x80", EVIL, "%00", "{}", "[1", "a:b:c", "null", "-1"],
)
def test_cookies_that_mean_nothing(client: Client, value: str) -> None:
    for name in ("theme", "market", "reader", "settings", "sessionid", "csrftoken"):
        client.cookies[name] = value
    for path in ("/", "/topic/", "/about/log/", "/nothing/"):
        body = answer(client, path, 200, 404)
        assert "<script>alert" not in body


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client: Client, method: str) -> None:
    Topic.objects.create(slug="t", title="题", state="open")
    for path in ("/topic/", "/topic/t/", "/about/", "/about/log/", "/about/first/", "/styleguide/"):
        found: Any = getattr(client, method)(path)
        assert found.status_code == 405, path
