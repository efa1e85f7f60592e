"""The demo's 专题."""

from datetime import UTC, datetime

import pytest

from aggregator.articles.models import Tag
from aggregator.language import lexicon
from aggregator.topics.models import Topic
from newsroom.demo.topics import load_topics

NOW = datetime(2026, 3, 25, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_they_are_made_once_and_stay_as_editors_leave_them() -> None:
    made = load_topics(NOW)
    assert made == Topic.objects.count() >= 2
    one = Topic.objects.latest("pk")
    Topic.objects.filter(pk=one.pk).update(title="改过", state="withdrawn")
    one.tags.clear()
    assert load_topics(NOW) == 0
    one.refresh_from_db()
    assert (one.title, one.state, one.tags.count()) == ("改过", "withdrawn", 0)


def test_readers_see_them_and_the_lexicon_names_their_tags() -> None:
    Tag.objects.create(slug="stablecoin", name="编辑的叫法", kind="topic")
    load_topics(NOW)
    for topic in Topic.objects.all():
        assert topic.is_public
        assert topic.lede
        assert "<p>" in topic.intro_html
        assert topic.started_at < NOW
        assert topic.tags.exists()
    names = dict(Tag.objects.values_list("slug", "name"))
    assert names.pop("stablecoin") == "编辑的叫法", "one that is there stays"
    assert names == {slug: lexicon().by_slug[slug].name for slug in names}
