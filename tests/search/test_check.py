"""What differs between the index and the database is found and mended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.check import CheckReport, check
from aggregator.search.engines.embedded.folder import only_one
from aggregator.search.errors import IndexUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(make, indexed):
    """Three articles that the index has wrong, one that it has right, one that is pending."""
    stale, hidden, gone, _right = (make("破产") for _ in range(4))
    indexed()
    missing = make("破产", index_pending=False)
    make("破产")
    Article.objects.filter(pk=stale.pk).update(
        title="重组", updated_at=F("updated_at") + timedelta(microseconds=1)
    )
    Article.objects.filter(pk=hidden.pk).update(is_hidden=True)
    gone_id = gone.pk
    Article.objects.filter(pk=gone_id).delete()
    return missing.pk, {hidden.pk, gone_id}, stale.pk


def run(*words):
    out = StringIO()
    call_command("search", *words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("window", [1, 2, 1000])
def test_check_names_what_differs(apart, monkeypatch, window):
    monkeypatch.setattr("aggregator.search.compare._WINDOW", window)
    missing, extra, stale = apart
    report = check()
    assert report.missing.ids == (missing,)
    assert set(report.extra.ids) == extra
    assert report.stale.ids == (stale,)
    assert not report.ok
    assert search("破产").total == 4


@pytest.mark.parametrize("window", [1, 2, 1000])
def test_repair_mends_it(apart, monkeypatch, window):
    monkeypatch.setattr("aggregator.search.compare._WINDOW", window)
    report = check(repair=True)
    assert (report.missing.count, report.extra.count, report.stale.count) == (1, 2, 1)
    assert report.ok
    assert check() == CheckReport()
    assert search("破产").total == 2
    assert search("重组").total == 1


def test_an_article_that_arrives_during_the_check_is_not_extra(make, indexed, monkeypatch):
    make("破产")
    indexed()
    real = list

    def list_then_add(rows):
        found = real(rows)
        make("破产")
        indexed()
        return found

    monkeypatch.setattr("aggregator.search.compare.list", list_then_add, raising=False)
    assert check().ok


def test_a_report_names_a_thousand_at_most(make, empty_index, monkeypatch):
    monkeypatch.setattr("aggregator.search.check._NAMED", 2)
    for _ in range(3):
        make("破产", index_pending=False)
    report = check()
    assert report.missing.count == 3
    assert len(report.missing.ids) == 2


def test_repair_waits_for_the_writer_and_then_says_so(apart, monkeypatch):
    monkeypatch.setattr("aggregator.search.management.commands.search.PATIENCE", 0)
    with only_one("writer"), pytest.raises(CommandError, match="Another process"):
        run("check", "--repair")


def test_there_is_nothing_to_check_without_an_index(db):
    with pytest.raises(IndexUnavailable):
        check()


def test_the_command_tells_and_fails_when_something_differs(apart):
    missing, _, _ = apart
    out = StringIO()
    with pytest.raises(CommandError, match="--repair"):
        call_command("search", "check", stdout=out)
    assert f"缺少 1 篇：{missing}\n" in out.getvalue()
    assert "多出 2 篇" in out.getvalue()
    assert "已修复" in run("check", "--repair")
    assert "缺少 0 篇\n" in run("check")
    assert "索引与数据库一致" in run("check")


def test_the_command_rebuilds_and_queries(make):
    article = make("一家平台破产")
    make("另一家破产")
    assert "2 / 2" in run("rebuild")
    Article.objects.exclude(pk=article.pk).delete()
    told = run("query", "破产", "--order", "newest")
    assert "共 2 篇" in told
    assert "一家平台破产" in told
    assert "另一家破产" not in told
    with pytest.raises(CommandError, match="nothing to look for"):
        run("query", "-")
