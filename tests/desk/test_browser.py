"""Every page of the desk in a real browser: it works, and breaks no content security policy."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests.desk.conftest import make_article

SHOTS = os.environ.get("DESK_SHOTS")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def refusals(page, complaints) -> None:
    page.on(
        "response",
        lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None,
    )


def log_in(page, live_server) -> None:
    User.objects.create_superuser("zhubian", password="a-long-password")
    page.goto(live_server.url + reverse("admin:index"))
    shot(page, "login")
    page.fill("[name=username]", "zhubian")
    page.fill("[name=password]", "a-long-password")
    page.click("[type=submit]")
    page.wait_for_url("**" + reverse("admin:index"), timeout=5000)


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def pages(feed, article, tag) -> list[tuple[str, str]]:
    """Name and address of every kind of page."""
    rows = {
        "feeds_feed": feed.pk,
        "feeds_source": feed.source.pk,
        "articles_article": article.pk,
        "articles_tag": tag.pk,
        "auth_user": User.objects.get().pk,
    }
    found = [("index", reverse("admin:index"))]
    for name, pk in rows.items():
        found.append((f"{name}-list", reverse(f"admin:{name}_changelist")))
        found.append((f"{name}-change", reverse(f"admin:{name}_change", args=[pk])))
        found.append((f"{name}-history", reverse(f"admin:{name}_history", args=[pk])))
        if name != "articles_article":
            found.append((f"{name}-add", reverse(f"admin:{name}_add")))
    found += [
        ("articles_article-search", reverse("admin:articles_article_changelist") + "?q=比特币"),
        ("articles_article-day", reverse("admin:articles_article_changelist") + "?day=2026-03"),
        ("auth_group-list", reverse("admin:auth_group_changelist")),
        ("auth_group-add", reverse("admin:auth_group_add")),
        ("admin_logentry-list", reverse("admin:admin_logentry_changelist")),
        ("password", reverse("admin:password_change")),
        ("user-password", reverse("admin:auth_user_password_change", args=[rows["auth_user"]])),
        ("source-delete", reverse("admin:feeds_source_delete", args=[feed.source.pk])),
        ("tag-delete", reverse("admin:articles_tag_delete", args=[tag.pk])),
        ("feeds", reverse("admin:app_list", args=["feeds"])),
    ]
    return found


def test_no_page_breaks_the_policy(page, complaints, live_server, feed, article, tag) -> None:
    for number in range(2, 70):
        make_article(feed.source, number, is_important=number % 9 == 0)
    feed.state = "failing"
    feed.message = "连接超时：对方 10 秒内没有回应"
    feed.failures = 3
    feed.moved_to = "https://example.org/new"
    feed.polled_at = feed.due_at = article.sorted_at
    feed.locked_fields = ["title", "url"]
    feed.save()
    log_in(page, live_server)
    for name, address in pages(feed, article, tag):
        page.goto(live_server.url + address, wait_until="load")
        assert page.locator("#page, #main").count(), address
        shot(page, name)
    assert complaints == []


def test_the_controls_work_under_the_policy(page, complaints, live_server, article, tag) -> None:
    log_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_changelist"))
    page.click("text=筛选")
    page.click("#changelist-filter >> text=2026 年")
    page.wait_for_url("**day=2026")
    page.check("input[name=_selected_action]")
    bar = page.locator("#changelist-actions")
    bar.wait_for()
    assert bar.evaluate("bar => parseInt(bar.style.width)") > 500
    shot(page, "actions")
    page.select_option("select[name=action]", "mark_important")
    page.click("#changelist-actions [type=submit], button[name=index]")
    page.wait_for_selector("text=标为重要：1 篇")
    article.refresh_from_db()
    assert article.is_important

    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    page.click("text=添加另一个")
    page.click(".select2-selection >> visible=true")
    page.fill(".select2-search__field >> visible=true", "比特")
    page.click(".select2-results__option >> text=比特币")
    page.click("text=旧版")
    page.wait_for_selector("text=旧标题")
    page.click("text=内容 >> visible=true")
    shot(page, "article-editing")
    page.click("button[name=_save], [name=_save]")
    page.wait_for_selector("text=成功修改")
    assert article.tagged.get().tag == tag
    assert complaints == []
