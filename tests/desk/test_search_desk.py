"""The pages of search in the desk: how it is doing, what can be done, why a hit is a hit."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from aggregator.articles.models import Article
from aggregator.search import jobs, tasks
from aggregator.search.rebuild import rebuild
from tests.desk.conftest import make_article
from tests.desk.test_browser import log_in, shot

OVERVIEW = reverse("desk_search")
TRIAL = reverse("desk_search_try")


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path) -> None:
    settings.SEARCH_DIR = tmp_path / "index"
    cache.clear()


@pytest.fixture
def found(source):
    rows = [
        make_article(source, 1, title="交易所破产清算"),
        make_article(source, 2, title="矿企破产"),
        make_article(source, 3, title="以太坊升级"),
    ]
    rebuild()
    return rows


@pytest.fixture
def queue(monkeypatch) -> list:
    sent: list = []
    for task in (tasks.rebuild_index, tasks.check_index):
        monkeypatch.setattr(
            task, "apply_async", lambda name=task.name, **options: sent.append((name, options))
        )
    return sent


def test_the_page_tells_how_the_index_is_doing(editor, found) -> None:
    context = editor.get(OVERVIEW).context
    assert (context["message"], context["tone"]) == ("检索正常", "good")
    assert [figure["value"] for figure in context["figures"]] == ["3", "0", "—"]
    now = timezone.now()
    Article.objects.filter(pk=found[0].pk).update(
        index_pending=True, updated_at=now - timedelta(minutes=8)
    )
    answer = editor.get(OVERVIEW)
    assert answer.context["tone"] == "warn"
    assert answer.context["figures"][2]["value"] == "8 分钟"
    assert "3 篇稿件，新索引已启用" in answer.content.decode()


def test_without_an_index_it_is_being_made(editor, source) -> None:
    answer = editor.get(OVERVIEW)
    assert (answer.context["message"], answer.context["tone"]) == ("检索重建中", "bad")
    assert "没有记录" in answer.content.decode()


def test_a_running_rebuild_shows_how_far_it_is(editor, found) -> None:
    with jobs.telling("rebuild") as job:
        job.progress(20, 80)
    text = editor.get(OVERVIEW).content.decode()
    assert "进行中" in text
    assert 'max="80"' in text
    assert "20 / 80 篇" in text


@pytest.mark.parametrize(("kind", "said"), [("rebuild", "接着做"), ("check", "可再次执行")])
def test_one_that_fell_silent_was_cut_short(editor, found, kind, said) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    cache.set(f"search:{kind}", jobs.Job(kind, long_ago, long_ago, 1, 3))
    assert said in editor.get(OVERVIEW).content.decode()


@pytest.mark.parametrize(
    ("kind", "task", "options"),
    [
        ("rebuild", "rebuild_index", {}),
        ("check", "check_index", {}),
        ("repair", "check_index", {"repair": True}),
    ],
)
def test_a_button_queues_its_job_beside_the_indexing(editor, queue, kind, task, options) -> None:
    answer = editor.post(reverse("desk_search_order", args=[kind]), follow=True)
    assert "已排入后台" in answer.content.decode()
    ((name, sent),) = queue
    assert name.endswith(task)
    assert (sent["kwargs"], sent["queue"]) == (options, "feeds")


def test_a_queue_that_is_away_is_said(editor, monkeypatch) -> None:
    def away(**_):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.rebuild_index, "apply_async", away)
    answer = editor.post(reverse("desk_search_order", args=["rebuild"]), follow=True)
    assert "连不上任务队列" in answer.content.decode()


def test_only_editors_may_and_only_by_post(editor, stranger, client, queue) -> None:
    address = reverse("desk_search_order", args=["rebuild"])
    assert editor.get(address).status_code == 405
    assert editor.post(reverse("desk_search_order", args=["burn"])).status_code == 404
    for page in (OVERVIEW, TRIAL):
        assert stranger.get(page).status_code == 403
        assert client.get(page).status_code == 302
    assert stranger.post(address).status_code == 403
    assert queue == []


def test_a_query_is_explained_hit_by_hit(editor, found) -> None:
    context = editor.get(TRIAL, {"q": "破产"}).context
    assert context["total"] == 2
    lines = context["lines"]
    assert {one.title for one in lines} == {"交易所破产清算", "矿企破产"}
    assert [one.rank for one in lines] == [1, 2]
    assert lines[0].words == "1.000"
    assert lines[0].standing == "未归入事件"


def test_an_article_among_the_hits_has_its_account(editor, found) -> None:
    answer = editor.get(TRIAL, {"q": "破产", "article": found[1].pk})
    verdict = answer.context["verdict"]
    assert verdict.rank
    assert verdict.unmet == ()
    assert verdict.account.value > 0
    assert verdict.account.parts
    assert '<ul class="desk-account">' in answer.content.decode()


def test_an_article_that_is_no_hit_says_why_not(editor, found) -> None:
    answer = editor.get(TRIAL, {"q": "破产 交易所", "article": found[1].pk})
    verdict = answer.context["verdict"]
    assert (verdict.rank, verdict.account) == (None, None)
    assert verdict.unmet == ("交易所",)
    assert "没有命中" in answer.content.decode()


def test_an_article_that_is_not_in_the_index_is_said(editor, found) -> None:
    answer = editor.get(TRIAL, {"q": "破产", "article": 99_999})
    assert not answer.context["verdict"].indexed
    assert "没有编号为 99999 的稿件" in answer.content.decode()


@pytest.mark.parametrize("number", ["x", "²", "9" * 40, "-1"])
def test_rubbish_for_a_number_is_none(editor, found, number) -> None:
    assert editor.get(TRIAL, {"q": "破产", "article": number}).context["verdict"] is None


def test_nothing_to_look_up_and_no_index_are_said(editor, found, settings, tmp_path) -> None:
    assert "没有可以查的词" in editor.get(TRIAL, {"q": "——"}).content.decode()
    assert "没有命中的稿件" in editor.get(TRIAL, {"q": "查无此词"}).content.decode()
    assert "refusal" not in editor.get(TRIAL).context
    settings.SEARCH_DIR = tmp_path / "none"
    assert "检索重建中" in editor.get(TRIAL, {"q": "破产"}).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_in_a_browser(page, live_server, complaints, found) -> None:
    log_in(page, live_server)
    with jobs.telling("check") as job:
        job.progress(1200, 8000)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(live_server.url + OVERVIEW)
        shot(page, f"search-{scheme}")
        page.goto(f"{live_server.url}{TRIAL}?q=破产&article={found[0].pk}")
        page.click("summary")
        shot(page, f"search-try-{scheme}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + OVERVIEW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(f"{live_server.url}{TRIAL}?q=破产&article={found[0].pk}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "search-try-phone")
    assert complaints == []
