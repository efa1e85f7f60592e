import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta

from newsroom.demo.activity import SHANGHAI, happened_at
from newsroom.demo.outlets import outlet_by_slug, outlets
from newsroom.demo.script import events
from newsroom.demo.timeline import all_items_at, items_at, last_change
from tests.demo.moments import STARTED, after

HOUR = timedelta(hours=1)


def test_a_full_site_from_the_first_second() -> None:
    shown = all_items_at(STARTED, STARTED)
    assert len(shown) >= 200
    assert len({outlet.key for outlet, _ in shown}) == 8
    oldest = min(item.published for _, item in shown)
    assert timedelta(hours=60) <= STARTED - oldest <= timedelta(hours=73)


def test_the_last_day_is_the_busiest() -> None:
    ages = Counter((STARTED - item.published).days for _, item in all_items_at(STARTED, STARTED))
    assert ages[0] > ages[1] >= ages[2] > 0


def test_new_items_come_every_few_seconds_and_then_it_ends() -> None:
    at_start = len(all_items_at(STARTED, STARTED))
    assert len(all_items_at(STARTED, after(seconds=7))) == at_start
    assert len(all_items_at(STARTED, after(seconds=8))) == at_start + 1
    released = sorted(
        item.published
        for _, item in all_items_at(STARTED, after(hours=1))
        if item.id.startswith("live-")
    )
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(released)]
    assert len(released) >= 40
    assert min(gaps) >= 8
    assert max(gaps) <= 15
    end = last_change(STARTED)
    assert all_items_at(STARTED, end) == all_items_at(STARTED, end + HOUR)
    assert all_items_at(STARTED, end - timedelta(seconds=1)) != all_items_at(STARTED, end)


def test_the_same_start_gives_the_same_items() -> None:
    again = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
    for outlet in outlets():
        assert items_at(outlet, STARTED, after(minutes=2)) == items_at(
            outlet, again, after(minutes=2)
        )


def test_newest_first_and_nothing_from_the_future() -> None:
    now = after(minutes=3)
    for outlet in outlets():
        times = [item.published for item in items_at(outlet, STARTED, now)]
        assert times == sorted(times, reverse=True)
        assert all(time <= now and time.microsecond == 0 for time in times)


def test_an_edit_changes_title_and_body_and_keeps_id_and_time() -> None:
    outlet = outlet_by_slug("demo-kuaixun")
    assert outlet is not None

    def report(minutes: float):
        items = items_at(outlet, STARTED, after(minutes=minutes))
        return next(item for item in items if item.id == "jingquan-treasury")

    before, later = report(3), report(4)
    assert "420 枚" in before.title
    assert before.updated == before.published
    assert later.title.startswith("更正：")
    assert "402 枚" in later.html
    assert (later.id, later.path, later.published) == (before.id, before.path, before.published)
    assert later.updated == after(minutes=3.5)


def test_every_edit_comes_after_its_report_and_is_seen() -> None:
    edits = [
        (event.id, report.by, edit)
        for event in events()
        for report in event.reports
        for edit in report.edits
    ]
    assert len(edits) >= 3
    end = {(o.key, item.id): item for o, item in all_items_at(STARTED, after(hours=1))}
    for event_id, by, edit in edits:
        assert end[by, event_id].published < after(minutes=edit.at)
        assert end[by, event_id].title == edit.title


def test_flashes_open_with_the_outlet_and_the_day_and_articles_end_with_the_notice() -> None:
    end = {(o.key, item.id): item for o, item in all_items_at(STARTED, after(hours=1))}
    flash = end["kuaixun", "live-usdc-mint"]
    assert flash.html.startswith("<p>示例快讯社消息，3 月 10 日，链上数据显示")
    assert end["ribao", "eth-base-fee-explained"].html.endswith("本文为演示内容。</em></p>")
    assert end["biyan", "blob-fee"].html.endswith("本文為演示內容。</em></p>")
    assert "重要" in end["lianwen", "bridge-fuqiao-pause"].categories
    assert "重要" not in flash.categories


def test_nights_are_quiet_whatever_the_hour_of_the_start() -> None:
    for hour in range(0, 24, 5):
        started = STARTED + hour * HOUR
        hours = Counter(
            happened_at(ago, started).astimezone(SHANGHAI).hour for ago in range(0, 4320, 10)
        )
        night = sum(hours[h] for h in range(1, 7)) / 6
        day = sum(hours[h] for h in range(9, 24)) / 15
        assert night < day / 3


def test_nominal_time_runs_backwards_over_three_days() -> None:
    assert happened_at(0, STARTED) == STARTED
    assert happened_at(4320, STARTED) == STARTED - timedelta(days=3)
    times = [happened_at(ago, STARTED) for ago in range(0, 4321, 7)]
    assert times == sorted(times, reverse=True)
