"""A change has made anew what shows it, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from aggregator.articles.signals import articles_changed
from aggregator.desk.article_changes import set_flag
from aggregator.feeds.models import Source
from aggregator.site.lists import timeline
from aggregator.site.pagecache import changes, store
from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.store import State
from aggregator.stories.models import Story
from aggregator.stories.settle import settle
from aggregator.stories.signals import stories_changed
from aggregator.topics.models import Topic, TopicEntry
from tests.site.conftest import Make, Tell
from tests.site.keeping import state
from tests.site.pagecache.conftest import keeping  # noqa: F401 - a fixture

FRESH, STALE, DEAD = State.FRESH, State.STALE, State.DEAD
Commit = Callable[..., object]


@pytest.fixture
def ether(db: None) -> Tag:
    return Tag.objects.create(slug="ethereum", name="以太坊", kind="coin", ticker="ETH")


@pytest.fixture
def places(
    client: Client,
    make: Make,
    tell: Tell,
    bitcoin: Tag,
    ether: Tag,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, str]:
    """Pages that were just made, by what they are."""
    monkeypatch.setattr(timeline, "PAGE", 3)
    for n in range(4):
        make(f"早先{n}", tags=[bitcoin], is_important=True)
    other = make("别家旧闻", source="other", tags=[ether])
    one = make("一件事", source="a")
    told = tell(one, make("同一件事", source="b"))
    after = client.get("/", headers={"X-Part": "true"}).content.decode()
    deep = after.split('href="/?after=')[1].split('"')[0]
    found = {
        "front": "/",
        "english front": "/en/",
        "flashes": "/?kind=flash",
        "articles": "/?kind=article",
        "important": "/?important=1",
        "front, further down": f"/?after={deep}",
        "tag": bitcoin.get_absolute_url(),
        "other tag": ether.get_absolute_url(),
        "outlet": "/source/outlet/",
        "other outlet": "/source/other/",
        "article": one.get_absolute_url(),
        "other article": other.get_absolute_url(),
        "story": told.get_absolute_url(),
        "about": "/about/",
        "first": "/first/",
    }
    for path in found.values():
        assert client.get(path, follow=True).status_code == 200
    return {what: path for what, path in found.items() if state(path) is FRESH}


def not_fresh(places: dict[str, str]) -> set[str]:
    return {what for what, path in places.items() if state(path) is not FRESH}


def test_a_new_flash_is_told_to_what_shows_it_and_to_nothing_else(
    places: dict[str, str], make: Make, bitcoin: Tag
) -> None:
    assert len(places) == 15
    flash = make("新快讯", tags=[bitcoin])
    articles_changed.send(sender=Article, ids=[flash.pk])
    assert not_fresh(places) == {"front", "english front", "flashes", "tag", "outlet"}
    assert state(places["front"]) is STALE  # still shown while it is made anew


def test_an_important_one_is_told_to_that_list_as_well(places: dict[str, str], make: Make) -> None:
    flash = make("大事", kind="article", is_important=True, source="other")
    changes.on_articles_changed([flash.pk])
    assert not_fresh(places) == {
        "front", "english front", "articles", "important", "other outlet",
    }  # fmt: skip


def test_a_later_report_of_an_event_comes_into_no_timeline(
    places: dict[str, str], make: Make
) -> None:
    late = make("跟进", source="other", is_lead=False)
    changes.on_articles_changed([late.pk])
    assert not_fresh(places) == {"other outlet"}


def test_the_new_flash_is_seen_at_once(places: dict[str, str], client: Client, make: Make) -> None:
    flash = make("刚刚发生")
    changes.on_articles_changed([flash.pk])
    assert "刚刚发生" in "".join(client.get("/").content.decode().split("<wbr>"))
    assert state("/") is FRESH


def test_a_correction_is_told_to_every_page_that_shows_the_article(
    places: dict[str, str], client: Client
) -> None:
    one = Article.objects.get(title="一件事")
    Article.objects.filter(pk=one.pk).update(
        title="更正后的事", updated_at=timezone.now(), is_lead=False
    )
    answers.clear()
    changes.on_articles_changed([one.pk])
    shown = {"front", "english front", "flashes", "story", "article"}
    assert shown <= not_fresh(places)
    assert not {"tag", "other tag", "about", "other article", "outlet"} & not_fresh(places)


def test_a_story_is_told_to_its_pages_and_where_it_is_listed(
    places: dict[str, str], make: Make
) -> None:
    told = Story.objects.filter(report_count=2).get()
    Article.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    stories_changed.send(sender=Story, ids=[told.pk])
    assert not_fresh(places) == {"front", "english front", "flashes", "story", "article"}


def test_a_story_that_became_important_is_told_to_the_list_of_those(
    places: dict[str, str], bitcoin: Tag
) -> None:
    told = Story.objects.filter(report_count=2).get()
    lead = Article.objects.filter(pk=told.lead_id)
    lead.update(updated_at=timezone.now(), is_important=True)
    Story.objects.filter(pk=told.pk).update(series_slug="etf-flow")
    names = changes.names_of_stories([told.pk], timezone.now())
    assert {"front:important", "series:etf-flow", f"story:{told.pk}"} <= names
    assert names.isdisjoint({"tag:bitcoin", "front:article"})


def test_what_is_hidden_is_gone_from_every_page_at_once(
    places: dict[str, str],
    client: Client,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    one = Article.objects.get(title="一件事")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        set_flag([one.pk], "is_hidden", True, timezone.now())
    states = {state(path) for path in places.values()}
    assert states == {DEAD}
    for what, path in places.items():
        answer = client.get(path, follow=True)
        if what == "article":
            assert answer.status_code == 410
        shown = answer.content.decode().replace("<wbr>", "")
        assert "一件事" not in shown.replace("同一件事", ""), what


def test_an_article_that_is_deleted_is_gone_as_well(
    places: dict[str, str], django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        Article.objects.get(title="早先3").delete()
    assert state("/about/") is DEAD
    assert changes.names_of_articles([10**9]) == ({"article:1000000000"}, True)


def test_an_outlets_new_policy_holds_everywhere_at_once(
    places: dict[str, str], client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    outlet = Source.objects.get(slug="outlet")
    outlet.text_policy = Source.TextPolicy.HEADLINE
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        outlet.save()
    assert {state(path) for path in places.values()} == {DEAD}


def test_a_tags_new_name_is_told_to_its_page(
    places: dict[str, str], bitcoin: Tag, django_capture_on_commit_callbacks: Commit
) -> None:
    bitcoin.name = "大饼"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        bitcoin.save()
    assert not_fresh(places) == {"tag"}


def test_a_topic_is_told_of_and_gone_when_withdrawn(
    places: dict[str, str], client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    topic = Topic.objects.create(slug="etf", title="ETF", state=Topic.State.OPEN)
    assert client.get("/topic/etf/").status_code == client.get("/topic/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        story = Story.objects.filter(report_count=2).get()
        TopicEntry.objects.create(topic=topic, story=story, note="按")
    assert (state("/topic/etf/"), state("/topic/")) == (STALE, STALE)
    assert not not_fresh(places)
    topic.state = Topic.State.WITHDRAWN
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        topic.save()
    assert client.get("/topic/etf/").status_code in {404, 410}


def test_settling_a_story_tells_of_it(
    places: dict[str, str], django_capture_on_commit_callbacks: Commit
) -> None:
    told = Story.objects.filter(report_count=2).get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        settle([told.pk], timezone.now())
    assert {"story", "article"} <= not_fresh(places)


def test_nothing_changed_is_nothing_told() -> None:
    assert store.changed([])
