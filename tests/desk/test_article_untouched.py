"""A page that is saved as it came changes nothing, whatever the widgets show and browsers post."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from aggregator.articles.models import Article
from tests.desk.conftest import NOON, make_article

AT = NOON + timedelta(seconds=37, microseconds=412_000)


@pytest.fixture
def exact(source) -> Article:
    """Published within a minute, on several lines, at an address that a form would tidy."""
    return make_article(
        source,
        1,
        published_at=AT,
        sorted_at=AT,
        html="<p>一</p>\n<p>二</p>\n",
        url="https://example.org/a?",
    )


def shown(client: Client, article: Article) -> dict[str, str]:
    """What the page posts when its button is pressed, line breaks as browsers send them."""
    url = reverse("admin:articles_article_change", args=[article.pk])
    form = client.get(url).context["adminform"].form
    posted: dict[str, str] = {}
    for bound in form:
        widget = bound.field.widget.get_context(bound.html_name, bound.value(), {})["widget"]
        for one in widget.get("subwidgets", [widget]):
            if one.get("type") == "checkbox":
                continue  # neither is ticked
            chosen = bound.name in {"kind", "public_reason"}
            value = (bound.value() if chosen else one["value"]) or ""
            posted[one["name"]] = str(value).replace("\n", "\r\n")
    for inline in ("tagged", "revisions"):
        posted |= {f"{inline}-TOTAL_FORMS": "0", f"{inline}-INITIAL_FORMS": "0"}
    return posted


def save(client: Client, article: Article, **changes: str) -> None:
    url = reverse("admin:articles_article_change", args=[article.pk])
    answer = client.post(url, {**shown(client, article), **changes})
    assert answer.status_code == 302, answer.context["errors"]
    article.refresh_from_db()


def test_the_time_is_shown_to_the_second(editor: Client, exact: Article) -> None:
    posted = shown(editor, exact)
    assert (posted["published_at_0"], posted["published_at_1"]) == ("2026/03/05", "12:00:37")


def test_an_untouched_form_changes_and_locks_nothing(editor: Client, exact: Article) -> None:
    before = Article.objects.filter(pk=exact.pk).values().get()
    save(editor, exact)
    assert Article.objects.filter(pk=exact.pk).values().get() == before
    assert exact.locked_fields == []
    assert "发布时间" not in LogEntry.objects.get().get_change_message()


def test_one_change_leaves_the_time_alone(editor: Client, exact: Article) -> None:
    save(editor, exact, title="改过的标题")
    assert exact.locked_fields == ["title"]
    assert (exact.published_at, exact.sorted_at) == (AT, AT)
    assert "发布时间" not in LogEntry.objects.get().get_change_message()


def test_another_second_is_a_change(editor: Client, exact: Article) -> None:
    save(editor, exact, published_at_1="12:00:38")
    assert exact.published_at == NOON + timedelta(seconds=38)
    assert exact.locked_fields == ["published_at", "sorted_at"]
