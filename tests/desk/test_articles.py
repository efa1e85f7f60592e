"""What editors do to articles."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.articles.signals import articles_changed
from aggregator.desk import locking
from tests.desk.conftest import make_article

LIST = reverse("admin:articles_article_changelist")


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def announced() -> list[int]:
    heard: list[int] = []

    def hear(sender, ids, **_) -> None:
        heard.extend(ids)

    articles_changed.connect(hear)
    yield heard
    articles_changed.disconnect(hear)


def form(article: Article, **changes: object) -> dict[str, object]:
    """What the page posts when nothing but `changes` was typed."""
    when = article.published_at.astimezone()
    rows = list(article.tagged.order_by("removed", "-about", "pk"))
    posted: dict[str, object] = {
        "title": article.title,
        "excerpt": article.excerpt,
        "html": article.html,
        "kind": article.kind,
        "published_at_0": f"{when:%Y-%m-%d}",
        "published_at_1": f"{when:%H:%M:%S}",
        "author": article.author,
        "url": article.url,
        "image_url": article.image_url,
        "tagged-TOTAL_FORMS": len(rows),
        "tagged-INITIAL_FORMS": len(rows),
        "revisions-TOTAL_FORMS": 0,
        "revisions-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        posted |= {
            f"tagged-{number}-id": row.pk,
            f"tagged-{number}-article": article.pk,
            f"tagged-{number}-tag": row.tag_id,
        }
        posted |= {f"tagged-{number}-about": "on"} if row.about else {}
        posted |= {f"tagged-{number}-removed": "on"} if row.removed else {}
    return {**posted, **changes}


def save(client, article: Article, **changes: object) -> str:
    answer = client.post(change_url(article), form(article, **changes))
    assert answer.status_code == 302, answer.context["errors"]
    article.refresh_from_db()
    return answer.url


def act(client, action: str, *articles: Article, **more: object):
    posted = {"action": action, "_selected_action": [a.pk for a in articles], **more}
    answer = client.post(LIST, posted, follow=True)
    for article in articles:
        article.refresh_from_db()
    return answer.content.decode()


@pytest.mark.parametrize(
    ("action", "field", "before", "after"),
    [
        ("hide", "is_hidden", False, True),
        ("show", "is_hidden", True, False),
        ("mark_important", "is_important", False, True),
        ("unmark_important", "is_important", True, False),
    ],
)
def test_marking_in_bulk(
    editor, article, announced, django_capture_on_commit_callbacks, action, field, before, after
) -> None:
    other = make_article(article.source, 2, **{field: before})
    Article.objects.update(**{field: before})
    earlier = article.updated_at
    with django_capture_on_commit_callbacks(execute=True):
        text = act(editor, action, article, other)
    for one in (article, other):
        assert getattr(one, field) is after
        assert one.locked_fields == [field]
        assert one.index_pending
        assert one.updated_at > earlier
    assert sorted(announced) == [article.pk, other.pk]
    assert "2 篇" in text
    assert {e.object_id for e in LogEntry.objects.all()} == {str(article.pk), str(other.pk)}


def test_too_many_at_once_are_refused(editor, article, monkeypatch) -> None:
    other = make_article(article.source, 2)
    monkeypatch.setattr("aggregator.desk.article_admin.AT_ONCE", 1)
    text = act(editor, "hide", article, other)
    assert "一次最多处理 1 篇" in text
    assert not article.is_hidden
    assert not LogEntry.objects.exists()


def test_an_edit_locks_what_was_edited(
    editor, article, announced, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        save(editor, article, title="改过的标题")
    assert article.title == "改过的标题"
    assert article.locked_fields == ["title"]
    assert article.index_pending
    assert announced == [article.pk]
    assert article.sync({"title": "来源的标题", "excerpt": "新摘录"}) == ["excerpt"]


def test_saving_without_an_edit_changes_nothing(editor, article, announced) -> None:
    save(editor, article)
    assert article.locked_fields == []
    assert not article.index_pending
    assert announced == []


def test_an_edit_leaves_alone_what_a_worker_changed_meanwhile(editor, article) -> None:
    posted = form(article, title="改过的标题")
    Article.objects.filter(pk=article.pk).update(revised=7, content_hash="newer")
    editor.post(change_url(article), posted)
    article.refresh_from_db()
    assert (article.title, article.revised, article.content_hash) == ("改过的标题", 7, "newer")


def test_markup_that_an_editor_pastes_is_cleaned(editor, article) -> None:
    save(editor, article, html='<p onclick="x()">好<script>alert(1)</script></p>')
    assert article.html == "<p>好</p>"
    assert article.text == "好"
    assert article.locked_fields == ["html", "text"]


@pytest.mark.parametrize("field", ["url", "image_url"])
def test_only_web_addresses_become_links(editor, article, field) -> None:
    answer = editor.post(change_url(article), form(article, **{field: "ftp://example.org/x"}))
    assert "http:// 或 https://" in answer.content.decode()


def test_a_new_time_moves_the_article_and_its_tags(editor, article, tagged) -> None:
    save(editor, article, published_at_0="2026-01-02", published_at_1="08:00:00")
    tagged.refresh_from_db()
    assert article.sorted_at == tagged.sorted_at == datetime(2026, 1, 2, 0, 0, tzinfo=UTC)
    assert article.locked_fields == ["published_at", "sorted_at"]


def test_without_a_time_the_first_sight_counts(editor, article) -> None:
    save(editor, article, published_at_0="", published_at_1="")
    assert article.sorted_at == article.first_seen_at


def test_adding_a_tag(editor, article, tagged, announced) -> None:
    other = Tag.objects.create(slug="sec", name="美国证监会", kind=Tag.Kind.REGULATOR)
    posted = {
        "tagged-TOTAL_FORMS": 2,
        "tagged-1-article": article.pk,
        "tagged-1-tag": other.pk,
        "tagged-1-about": "on",
    }
    save(editor, article, **posted)
    added = ArticleTag.objects.get(tag=other)
    assert (added.by_editor, added.about, added.removed) == (True, True, False)
    assert added.sorted_at == article.sorted_at
    assert article.index_pending
    tagged.refresh_from_db()
    assert not tagged.by_editor


def test_taking_a_tag_away_keeps_the_editors_word(editor, article, tagged) -> None:
    save(editor, article, **{"tagged-0-removed": "on"})
    tagged.refresh_from_db()
    assert (tagged.removed, tagged.by_editor) == (True, True)
    assert article.index_pending


def test_a_row_of_tags_cannot_be_pointed_at_another_tag(editor, article, tagged, tag) -> None:
    other = Tag.objects.create(slug="sec", name="美国证监会", kind=Tag.Kind.REGULATOR)
    save(editor, article, **{"tagged-0-tag": other.pk})
    tagged.refresh_from_db()
    assert tagged.tag == tag


def test_deleting_a_row_of_tags_marks_it_removed(article, tagged) -> None:
    from aggregator.desk.article_inlines import TagRows

    TagRows.delete_existing(TagRows.__new__(TagRows), tagged)
    tagged.refresh_from_db()
    assert (tagged.removed, tagged.by_editor) == (True, True)


def test_revisions_are_shown_and_cannot_be_changed(editor, article) -> None:
    text = editor.get(change_url(article)).content.decode()
    assert "旧标题" in text
    assert 'name="revisions-0-title"' not in text


def test_doubts_are_told_in_words(editor, article) -> None:
    assert "发布时间晚于收稿时间" in editor.get(change_url(article)).content.decode()


def test_articles_are_not_added_or_deleted(chief, article) -> None:
    assert chief.get(reverse("admin:articles_article_add")).status_code == 403
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    assert chief.post(delete, {"post": "yes"}).status_code == 403
    act(chief, "delete_selected", article)
    assert Article.objects.filter(pk=article.pk).exists()


def test_marks_are_shown_in_the_list(editor, article) -> None:
    Article.objects.update(is_important=True, is_hidden=True, locked_fields=["title"])
    text = editor.get(LIST).content.decode()
    for words in ("重要", "已隐藏", "更正 1", "编辑改过"):
        assert f">{words}</span>" in text


def test_unlocking_in_bulk(editor, article) -> None:
    article.lock(["title", "html", "text"])
    article.save()
    act(editor, "unlock_selected", article)
    assert article.locked_fields == []
    assert LogEntry.objects.get().change_message == "解除锁定：正文、标题"


def test_unlocking_too_many_at_once_is_refused(editor, article, monkeypatch) -> None:
    monkeypatch.setattr(locking, "AT_ONCE", 0)
    article.lock(["title"])
    article.save()
    assert "一次最多处理 0 条" in act(editor, "unlock_selected", article)
    assert article.locked_fields == ["title"]


@pytest.mark.parametrize("day", ["0001-01-01", "2008-12-31", "9999-12-31"])
def test_a_day_that_no_article_can_be_of_is_refused(editor, article: Article, day: str) -> None:
    answer = editor.post(change_url(article), form(article, published_at_0=day))
    assert "2009 年以后" in answer.content.decode()
    before = article.published_at
    article.refresh_from_db()
    assert article.published_at == before


def test_tags_and_chips_follow_what_an_editor_words_anew(editor, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(summary="旧摘要", summary_ai="旧概括")
    title = "以太坊基金会出售 500 枚 ETH"
    save(editor, article, title=title, html="<p>无</p>")
    assert "ethereum" in {one.tag.slug for one in article.tagged.all()}
    assert [title[one["start"] : one["end"]] for one in article.facts] == ["500 枚 ETH"]
    assert (article.summary, article.summary_ai) == ("", "")
