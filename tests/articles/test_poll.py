import importlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from aggregator.articles import poll as polling
from aggregator.articles.models import Article
from aggregator.articles.poll import PollReport, poll, poll_once
from aggregator.articles.tasks import fetch_batch, poll_due
from aggregator.feeds.models import Feed, Source
from tests.articles.conftest import Outlet

ingesting = importlib.import_module("aggregator.articles.ingest")
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def source() -> Source:
    return Source.objects.create(slug="s", name="示例")


def feed(source: Source, url: str, **values: object) -> Feed:
    return Feed.objects.create(source=source, title=url[-20:], url=url, **values)


def titles() -> set[str]:
    return set(Article.objects.values_list("title", flat=True))


def test_a_poll_brings_articles_once(source: Source, outlet: Outlet) -> None:
    outlet.say("/feed", "甲事发生", "乙事发生", ETag='"1"')
    one = feed(source, f"{outlet.base}/feed")
    report = poll_once(one.pk, NOW)
    assert (report.state, report.created, report.message) == ("ok", 2, "")
    again = poll_once(one.pk, NOW + timedelta(minutes=1))
    assert (again.state, again.created, again.unchanged) == ("ok", 0, 0)
    assert outlet.asked[-1][1]["If-None-Match"] == '"1"'
    assert titles() == {"甲事发生", "乙事发生"}


def test_a_failing_feed_harms_no_other(source: Source, outlet: Outlet) -> None:
    outlet.say("/good", "甲事发生")
    outlet.pages["/broken"] = (200, {}, b"<html>not a feed</html>")
    good = feed(source, f"{outlet.base}/good")
    broken = feed(source, f"{outlet.base}/broken")
    gone = feed(source, f"{outlet.base}/nowhere")
    private = feed(source, "http://127.0.0.1:1/feed")
    states = {r.feed: r.state for r in poll([good.pk, broken.pk, gone.pk, private.pk], NOW)}
    assert states == {
        good.pk: "ok", broken.pk: "broken", gone.pk: "failing", private.pk: "refused",
    }  # fmt: skip
    assert titles() == {"甲事发生"}
    for row in Feed.objects.exclude(pk=good.pk):
        assert row.message
        assert row.due_at is not None
        assert row.due_at > NOW


def test_a_feed_whose_handling_raises_harms_no_other(
    source: Source,
    outlet: Outlet,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    outlet.say("/a", "甲事发生")
    outlet.say("/b", "乙事发生")
    bad, good = feed(source, f"{outlet.base}/a"), feed(source, f"{outlet.base}/b")
    real = polling.ingest

    def fail(one: Feed, *rest: object) -> object:
        if one.pk == bad.pk:
            raise RuntimeError("disk full")
        return real(one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(polling, "ingest", fail)
    assert [report.feed for report in poll([bad.pk, good.pk], NOW)] == [good.pk]
    assert "disk full" in caplog.text
    bad.refresh_from_db()
    assert (bad.state, bad.failures, bad.leased_until) == ("failing", 1, None)
    assert "程序出错" in bad.message
    assert titles() == {"乙事发生"}


def test_an_alternate_is_asked_when_the_address_fails(source: Source, outlet: Outlet) -> None:
    outlet.say("/mirror", "甲事发生")
    alternates = [f"{outlet.base}/also-away", f"{outlet.base}/mirror"]
    one = feed(source, f"{outlet.base}/away", alternates=alternates)
    report = poll_once(one.pk, NOW)
    assert (report.state, report.created) == ("ok", 1)
    assert "/mirror" in report.message


def test_the_answer_of_the_own_address_counts_when_all_fail(source: Source, outlet: Outlet) -> None:
    one = feed(source, f"{outlet.base}/away", alternates=[f"{outlet.base}/also-away"])
    report = poll_once(one.pk, NOW)
    assert report.state == "failing"
    assert "404" in report.message


def test_entries_and_state_are_written_together(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.say("/feed", "甲事发生", ETag='"1"')
    one = feed(source, f"{outlet.base}/feed")

    def die(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as killed:
        killed.setattr(polling, "settle", die)
        with pytest.raises(RuntimeError, match="killed"):
            poll_once(one.pk, NOW)
    assert titles() == set()
    assert poll_once(one.pk, NOW).created == 1


def test_due_feeds_are_handed_out_in_batches(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.say("/feed", "甲事发生")
    feed(source, f"{outlet.base}/feed")
    monkeypatch.setattr(fetch_batch, "delay", fetch_batch)
    poll_due()
    assert titles() == {"甲事发生"}
    poll_due()
    assert len(outlet.asked) == 1


def test_a_feed_whose_address_an_editor_changed_meanwhile_forgets_the_old_answers(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.say("/old", "甲事发生", ETag='"1"')
    one = feed(source, f"{outlet.base}/old", leased_until=NOW)
    real = polling.read

    def edit_meanwhile(*args: Any) -> Any:
        Feed.objects.filter(pk=one.pk).update(url=f"{outlet.base}/new", due_at=NOW)
        return real(*args)

    monkeypatch.setattr(polling, "read", edit_meanwhile)
    poll([one.pk], NOW)
    one.refresh_from_db()
    assert (one.etag, one.body_hash, one.due_at, one.leased_until) == ("", "", NOW, None)
    assert titles() == {"甲事发生"}


def test_a_feed_that_was_deleted_meanwhile_harms_no_other(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.say("/a", "甲事发生")
    outlet.say("/b", "乙事发生")
    gone, stays = feed(source, f"{outlet.base}/a"), feed(source, f"{outlet.base}/b")
    real = polling.read

    def delete_meanwhile(one: Feed, *args: Any) -> Any:
        Feed.objects.filter(pk=gone.pk).delete()
        return real(one, *args)

    monkeypatch.setattr(polling, "read", delete_meanwhile)
    assert [report.feed for report in poll([gone.pk, stays.pk], NOW)] == [stays.pk]
    assert titles() == {"乙事发生"}


@pytest.mark.parametrize(
    "errors", [[IntegrityError], [OperationalError, IntegrityError]], ids=["late", "deadlock"]
)
def test_whoever_gives_way_to_another_worker_tries_again(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch, errors: list[type[Exception]]
) -> None:
    outlet.say("/feed", "甲事发生")
    one = feed(source, f"{outlet.base}/feed")
    real, left = polling.ingest, list(errors)

    def give_way(*args: Any) -> Any:
        if left:
            raise left.pop(0)("url_key")
        return real(*args)

    monkeypatch.setattr(polling, "ingest", give_way)
    assert poll_once(one.pk, NOW).created == 1
    one.refresh_from_db()
    assert one.state == "ok"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_two_feeds_that_carry_the_same_news_at_once_lose_none(
    source: Source, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.say("/a", "甲事发生", "乙事发生", "丙事发生")
    outlet.say("/b", "丁事发生", "乙事发生", "甲事发生")
    feeds = [feed(source, f"{outlet.base}/{name}") for name in "ab"]
    both, met, match = threading.Barrier(2, timeout=20), threading.local(), ingesting.match

    def meet_then_match(*args: Any) -> Any:
        if not hasattr(met, "once"):
            met.once = True
            both.wait()
        return match(*args)

    monkeypatch.setattr(ingesting, "match", meet_then_match)

    def work(pk: int) -> list[PollReport]:
        try:
            return poll([pk], NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(work, [one.pk for one in feeds]))
    assert sum(report.created for [report] in reports) == 4
    assert titles() == {"甲事发生", "乙事发生", "丙事发生", "丁事发生"}
