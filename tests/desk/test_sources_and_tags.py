"""Outlets and tags."""

import pytest
from django.urls import reverse

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source


def change(client, row, **posted: object):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    answer = client.post(reverse(name, args=[row.pk]), posted)
    row.refresh_from_db()
    return answer


def delete(client, row) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
    answer = client.post(reverse(name, args=[row.pk]), {"post": "yes"}, follow=True)
    return answer.content.decode()


SOURCE = {
    "name": "示例社",
    "slug": "demo",
    "home": "https://example.org/",
    "language": "zh-Hans",
    "text_policy": "excerpt",
    "zone": "Asia/Shanghai",
}


def test_openings_are_edited_one_a_line_and_locked(editor, source) -> None:
    change(editor, source, **SOURCE, boilerplate="示例社消息，\r\n\r\n 示例社讯 \r\n示例社讯")
    assert source.boilerplate == ["示例社消息，", "示例社讯"]
    assert source.locked_fields == ["boilerplate"]
    page = editor.get(reverse("admin:feeds_source_change", args=[source.pk])).content.decode()
    assert "示例社消息，\n示例社讯" in page


def test_saving_an_outlet_unchanged_locks_nothing(editor, source) -> None:
    source.boilerplate = ["一", "二"]
    source.save()
    change(editor, source, **SOURCE, boilerplate="一\r\n二")
    assert source.locked_fields == []


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd"])
def test_a_zone_that_there_is_not_is_refused(editor, source, zone) -> None:
    answer = change(editor, source, **{**SOURCE, "zone": zone})
    assert "没有这个时区" in answer.content.decode()


def test_an_outlet_with_articles_stays(editor, article) -> None:
    assert "名下还有稿件，不能删除" in delete(editor, article.source)
    assert Source.objects.exists()


def test_an_outlet_with_feeds_stays(editor, feed) -> None:
    assert "名下还有信源，不能删除" in delete(editor, feed.source)
    assert Source.objects.exists()


def test_an_outlet_with_nothing_can_go(editor, source) -> None:
    delete(editor, source)
    assert not Source.objects.exists()


def test_deleting_what_is_gone(editor, source) -> None:
    source_pk = source.pk
    source.delete()
    answer = editor.post(reverse("admin:feeds_source_delete", args=[source_pk]), {"post": "yes"})
    assert answer.status_code == 302


def test_a_tag_is_renamed_and_locked_while_its_aliases_belong_to_its_entry(editor, tag) -> None:
    posted = {"name": "比特", "slug": "bitcoin", "kind": "coin", "ticker": "BTC"}
    change(editor, tag, **posted, aliases="二饼")
    assert tag.aliases == ["大饼", "BTC"]
    assert tag.locked_fields == ["name"]
    assert "大饼、BTC" in editor.get(reverse("admin:articles_tag_changelist")).content.decode()


def test_a_tag_in_use_stays(editor, tagged, tag) -> None:
    assert "下还有稿件，不能删除" in delete(editor, tag)
    assert Tag.objects.exists()


def test_a_tag_in_no_use_can_go(editor, tag) -> None:
    delete(editor, tag)
    assert not Tag.objects.exists()


def test_a_lock_on_a_field_that_is_no_more_is_shown_by_its_name(editor, tag) -> None:
    tag.locked_fields = ["colour"]
    tag.save()
    page = editor.get(reverse("admin:articles_tag_change", args=[tag.pk])).content.decode()
    assert 'value="colour"' in page
