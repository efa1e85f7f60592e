"""The front page: what is listed, in which order, and how it goes on."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.site.lists.timeline import PAGE
from aggregator.stories.models import Story
from aggregator.votes.casting import cast
from aggregator.votes.models import Way
from tests.site.conftest import DOUBT, EVIL, NOON, Make, Tell


def shown(body: str) -> list[int]:
    """Ids of the articles on a page, in order."""
    found = re.findall(r'event__title">.*?href="/(a|story)/(\d+)/"', body)
    leads = dict(Story.objects.values_list("pk", "lead"))
    return [int(pk) if kind == "a" else leads[int(pk)] or 0 for kind, pk in found]


def text(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def more(body: str) -> str:
    found = re.search(r'href="([^"]+)"\s+rel="next"', body)
    return found.group(1).replace("&amp;", "&") if found else ""


def test_newest_comes_first_and_hidden_or_repeated_reports_are_left_out(
    client: Client, make: Make
) -> None:
    old, new = make("旧"), make("新")
    make("藏", is_hidden=True)
    make("重复", is_lead=False)
    assert shown(text(client, "/")) == [new.pk, old.pk]


def test_tabs_show_one_kind_or_the_important(client: Client, make: Make) -> None:
    flash, article = make("快", kind="flash"), make("长", kind="article")
    vital = make("要", kind="flash", is_important=True)
    assert shown(text(client, "/?kind=flash")) == [vital.pk, flash.pk]
    assert shown(text(client, "/?kind=article")) == [article.pk]
    body = text(client, "/?important=1")
    assert shown(body) == [vital.pk]
    assert 'class="seal">重要' in body
    assert len(shown(text(client, "/?kind=nonsense"))) == 3


def test_days_are_those_of_shanghai(client: Client, make: Make) -> None:
    now = timezone.now()
    make("今", published_at=now)
    make("昨", published_at=now - timedelta(days=1))
    make("旧", published_at=NOON.replace(year=2025))
    body = text(client, "/")
    titles = re.findall(r'timeline__day"[^>]*><b>(.*?)</b>', body)
    assert [title[:3] for title in titles] == ["今天，", "昨天，", "202"]
    assert titles[-1] == "2025年3月25日 星期二"
    assert ">12:00</time>" in body


def test_pages_follow_without_gap_or_double_while_new_articles_arrive(
    client: Client, make: Make
) -> None:
    # Several share a moment, so that the id must decide.
    made = [make(f"第{n}条", published_at=NOON + timedelta(minutes=n // 7)) for n in range(70)]
    wanted = [article.pk for article in reversed(made)]
    seen: list[int] = []
    path = "/"
    while path:
        body = text(client, path)
        seen += shown(body)
        make("新来", published_at=NOON + timedelta(hours=5))
        path = more(body)
    assert seen == wanted
    assert len(seen) == len(set(seen)) > 2 * PAGE


def test_a_tab_keeps_its_choice_over_pages(client: Client, make: Make) -> None:
    for n in range(PAGE + 2):
        make(f"第{n}条", kind="flash")
    make("长", kind="article", published_at=NOON - timedelta(days=1))
    path = more(text(client, "/?kind=flash"))
    body = text(client, path)
    assert "kind=flash" in path
    assert len(shown(body)) == 2
    assert 'name="robots" content="noindex' in body
    assert "回到最新" in body


def test_a_script_gets_the_items_alone(client: Client, make: Make) -> None:
    for n in range(PAGE + 1):
        make(f"第{n}条")
    whole = client.get("/")
    assert "X-Part" in whole["Vary"]
    body = text(client, more(whole.content.decode()), **{"X-Part": "true"})
    assert "<html" not in body
    assert len(shown(body)) == 1
    assert "timeline__day" not in body, "the day stands on the page already"


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0:1:2", "a" * 5000, "%00", "%E4%B8%AD"])
def test_a_tampered_cursor_is_refused(client: Client, cursor: str) -> None:
    answer = client.get(f"/?after={cursor}")
    assert answer.status_code == 400
    assert "翻页标记已失效" in answer.content.decode()
    assert '<a class="button button--small" href="/">回到第一页</a>' in answer.content.decode()


def test_a_cursor_serves_its_own_list_only(client: Client, make: Make) -> None:
    for n in range(PAGE + 1):
        make(f"第{n}条")
    path = more(text(client, "/"))
    assert client.get(f"{path}&kind=flash").status_code == 400
    assert client.get(path.replace("/?", "/source/outlet/?")).status_code == 400


@pytest.mark.django_db
def test_an_empty_newsroom_says_that_it_is_reading(client: Client) -> None:
    assert "正在抓取第一批稿件" in text(client, "/")
    assert "还没有重要消息" in text(client, "/?important=1")
    assert "这里还没有稿件" in text(client, "/?kind=article")


def test_texts_follow_the_policy_of_the_outlet(client: Client, make: Make) -> None:
    for policy in ("headline", "excerpt", "full"):
        make(source=policy, policy=policy, excerpt=f"{policy}的摘录", html="<p>全文</p>")
    body = text(client, "/")
    assert "headline的摘录" not in body
    assert "excerpt的摘录" in body
    assert "full的摘录" in body
    assert "全文</p>" not in body


def test_nothing_of_an_outlet_becomes_markup(client: Client, make: Make) -> None:
    make(EVIL, source="s", excerpt=EVIL)
    Article.objects.get().source.__class__.objects.update(name=EVIL)
    body = text(client, "/")
    assert "<script>alert" not in body
    assert "<img" not in body


def test_no_more_queries_for_a_full_page(
    client: Client, make: Make, tell: Tell, django_assert_max_num_queries: Callable[..., object]
) -> None:
    made = [make(f"第{n}条", source=f"s{n % 9}", doubts=[DOUBT]) for n in range(90)]
    for n in range(30):
        tell(*made[3 * n : 3 * n + 3])
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        body = text(client, "/")
    assert body.count("outlets__first") == 30
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        text(client, "/")  # the rail, the figures and the league are kept


def test_head_is_answered_and_other_methods_are_not(client: Client, make: Make) -> None:
    make()
    head = client.head("/")
    assert head.status_code == 200
    assert not head.content
    assert client.post("/").status_code == 405


def test_items_carry_votes_and_a_link_to_share(client: Client, make: Make, tell: Tell) -> None:
    story = tell(make("有票的"))
    lone = make("还没归入事件")
    cast(story.pk, Way.UP, "someone", "somewhere", NOON)
    body = text(client, "/")
    assert body.count("data-votes=") == 1, "what has no story yet takes no votes"
    assert f'data-votes="/vote/{story.pk}/"' in body
    assert '<span class="num" data-count>1</span>' in body
    assert body.count("data-share>") == 2
    assert f'href="{lone.get_absolute_url()}"' in body
