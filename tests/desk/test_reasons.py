"""What editors do that readers can notice is written down, with the reason they gave."""

from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.articles.models import Article
from aggregator.desk import story_admin
from aggregator.feeds.models import Source
from aggregator.stories.models import Act, Report, Story
from tests.desk.conftest import make_article
from tests.desk.test_articles import LIST, form
from tests.desk.test_stories import act, merge, story_of, told  # noqa: F401 - a fixture


def change(client: Client, article: Article, **changes: object) -> None:
    url = reverse("admin:articles_article_change", args=[article.pk])
    answer = client.post(url, form(article, **changes))
    assert answer.status_code == 302, answer.context["errors"]


def acts() -> list[tuple[str, str]]:
    return list(Act.objects.order_by("pk").values_list("verb", "reason"))


def test_taking_down_in_bulk_is_told_once_each(editor: Client, article: Article) -> None:
    other = make_article(article.source, 2, is_hidden=True)
    posted = {"action": "hide", "_selected_action": [article.pk, other.pk]}
    editor.post(LIST, {**posted, "public_reason": "outlet"})
    assert Act.objects.get().article == article, "the other was hidden before"
    assert acts() == [("hidden", "outlet")]
    editor.post(LIST, {**posted, "action": "show", "public_reason": "<script>"})
    assert len(acts()) == 1, "a reason that is not on the list: nothing is done"
    editor.post(LIST, {**posted, "action": "show"})
    assert acts()[1:] == [("shown", ""), ("shown", "")]


def test_the_list_offers_the_reasons(editor: Client, article: Article) -> None:
    assert "公开理由（可不填）" in editor.get(LIST).content.decode()


def test_a_page_saved_with_a_correction(editor: Client, article: Article) -> None:
    before = article.title
    change(editor, article, title="改正的题", public_reason="wrong", is_important="on")
    assert acts() == [("marked", "wrong"), ("corrected", "wrong")]
    corrected = Act.objects.get(verb="corrected")
    assert (corrected.before, corrected.fields) == (before, ["title"])
    article.refresh_from_db()
    assert article.locked_fields == ["is_important", "title"]


def test_a_text_corrected_names_no_headline(editor: Client, article: Article) -> None:
    change(editor, article, excerpt="新摘录", html="<p>新正文</p>")
    corrected = Act.objects.get()
    assert (corrected.before, corrected.fields) == ("", ["html", "excerpt"])


def test_what_readers_do_not_see_is_not_told(editor: Client, article: Article) -> None:
    change(editor, article, image_url="https://example.org/x.png")
    change(editor, article, public_reason="law")
    assert acts() == []


def test_rulings_are_told(editor: Client, told: list[Article]) -> None:  # noqa: F811
    hack, rates = story_of(told[0]), story_of(told[2])
    posted = {"action": "merge_selected", "_selected_action": [hack.pk, rates.pk]}
    editor.post(reverse("admin:stories_story_changelist"), {**posted, "public_reason": "judged"})
    one = Act.objects.get()
    assert (one.verb, one.reason, one.count) == ("merged", "judged", 2)
    whole = story_of(told[0])
    assert one.into == whole
    assert one.story in {hack, rates} - {whole}
    act(editor, "split", whole, told[2], public_reason="read_wrong")
    parted = Act.objects.order_by("pk").last()
    assert parted is not None
    assert (parted.verb, parted.reason, parted.count) == ("split", "read_wrong", 1)
    assert (parted.story, parted.into) == (whole, story_of(told[2]))
    act(editor, "move", whole, told[0], story=story_of(told[3]).pk)
    moved = Act.objects.order_by("pk").last()
    assert moved is not None
    assert (moved.verb, moved.reason, moved.into) == ("moved", "", story_of(told[3]))


def test_a_refused_ruling_is_not_told(editor: Client, told: list[Article]) -> None:  # noqa: F811
    merge(editor, story_of(told[0]))
    assert acts() == []


def test_a_ruling_that_cannot_be_written_down_is_not_made(
    editor: Client,
    told: list[Article],  # noqa: F811
) -> None:
    before = set(Report.objects.values_list("article", "story"))
    with (
        patch.object(story_admin, "record_ruling", side_effect=OSError("disk")),
        pytest.raises(OSError, match="disk"),
    ):
        act(editor, "split", story_of(told[0]), told[0])
    assert set(Report.objects.values_list("article", "story")) == before


def test_the_log_is_there_to_read_only(editor: Client, chief: Client, source: Source) -> None:
    article = make_article(source, 1)
    Act.objects.create(at=article.sorted_at, verb="hidden", article=article, reason="law")
    Act.objects.create(
        at=article.sorted_at,
        verb="merged",
        story=Story.objects.create(started_at=article.sorted_at),
    )
    text = editor.get(reverse("admin:stories_act_changelist")).content.decode()
    assert "法律要求" in text
    assert article.title in text
    act_ = Act.objects.first()
    assert act_ is not None
    assert str(act_)
    for name in ("change", "delete"):
        url = reverse(f"admin:stories_act_{name}", args=[act_.pk])
        assert chief.post(url, {"post": "yes"}).status_code == 403
    assert chief.get(reverse("admin:stories_act_add")).status_code == 403
