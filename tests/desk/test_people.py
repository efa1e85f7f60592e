"""Who may do what."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from aggregator.desk.editors import GROUP, make_group

PAGES = [
    "feeds_feed_changelist",
    "feeds_source_changelist",
    "articles_article_changelist",
    "articles_tag_changelist",
]
BUTTONS = ["feeds_feed_poll", "feeds_feed_accept-move", "feeds_feed_unlock"]


@pytest.mark.parametrize("name", PAGES)
def test_lists_are_for_editors(editor, stranger, name) -> None:
    address = reverse(f"admin:{name}")
    assert editor.get(address).status_code == 200
    assert stranger.get(address).status_code == 403
    assert Client().get(address).url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_are_for_editors(stranger, feed, name) -> None:
    address = reverse(f"admin:{name}", args=[feed.pk])
    assert stranger.post(address).status_code == 403
    assert Client().post(address).url.startswith(reverse("admin:login"))


def test_a_reader_of_the_desk_sees_no_buttons(feed) -> None:
    user = User.objects.create_user("kanke", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_feed"))
    feed.lock(["title"])
    feed.save()
    client = Client()
    client.force_login(user)
    text = client.get(reverse("admin:feeds_feed_change", args=[feed.pk])).content.decode()
    assert "名称" in text
    assert "抓取一次" not in text
    assert "解除锁定" not in text
    assert client.post(reverse("admin:feeds_feed_poll", args=[feed.pk])).status_code == 403


@pytest.mark.parametrize("name", ["auth_user", "auth_group", "admin_logentry"])
def test_people_and_the_log_are_for_the_chief(editor, chief, name) -> None:
    address = reverse(f"admin:{name}_changelist")
    assert chief.get(address).status_code == 200
    assert editor.get(address).status_code == 403


def test_rights_are_named_in_chinese(chief) -> None:
    text = chief.get(reverse("admin:auth_group_add")).content.decode()
    assert "稿件 · 修改" in text
    assert "Can change" not in text


def test_an_account_gets_its_rights_from_groups(chief, editor) -> None:
    user = User.objects.get(username="bianji")
    text = chief.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()
    assert 'name="groups"' in text
    assert 'name="user_permissions"' not in text


def test_the_log_cannot_be_rewritten(chief, feed) -> None:
    chief.post(reverse("admin:feeds_feed_unlock", args=[feed.pk]), {"field": "title"})
    assert chief.get(reverse("admin:admin_logentry_add")).status_code == 403


def test_the_log_says_what_was_done(chief, feed) -> None:
    feed.lock(["title"])
    feed.save()
    chief.post(reverse("admin:feeds_feed_unlock", args=[feed.pk]), {"field": "title"})
    text = chief.get(reverse("admin:admin_logentry_changelist")).content.decode()
    assert "解除锁定：名称" in text
    assert feed.title in text


def test_the_group_has_its_rights_and_keeps_what_the_operator_changes(db) -> None:
    group = Group.objects.get(name=GROUP)
    names = set(group.permissions.values_list("codename", flat=True))
    assert {"change_article", "view_revision", "add_feed", "change_tag"} <= names
    assert not names & {"delete_article", "delete_feed", "add_article", "change_user"}
    group.permissions.clear()
    make_group()
    assert not group.permissions.exists()
