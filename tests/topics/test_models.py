"""What a topic always keeps."""

from aggregator.topics.models import Topic
from tests.topics.conftest import Gather, Happen


def test_the_markup_follows_the_introduction(gather: Gather) -> None:
    topic = gather(intro="**一**")
    assert topic.intro_html == "<p><strong>一</strong></p>"
    topic.intro = "二"
    topic.save(update_fields=["intro"])
    topic.refresh_from_db()
    assert topic.intro_html == "<p>二</p>"


def test_a_save_of_something_else_leaves_the_markup(gather: Gather) -> None:
    topic = gather(intro="一")
    Topic.objects.filter(pk=topic.pk).update(intro_html="另存")
    topic.title = "新题"
    topic.save(update_fields=["title"])
    topic.refresh_from_db()
    assert (topic.title, topic.intro_html) == ("新题", "另存")


def test_names_and_who_sees_it(gather: Gather, happen: Happen) -> None:
    topic = gather(slug="some")
    assert str(topic) == "一个专题"
    assert topic.get_absolute_url() == "/topic/some/"
    assert topic.moved_at == topic.updated_at
    seen = {state: Topic(state=state).is_public for state in Topic.State.values}
    assert seen == {"draft": False, "open": True, "closed": True, "withdrawn": False}
    story = happen("甲", 0)
    assert str(topic.entries.create(story=story)) == str(story.pk)
