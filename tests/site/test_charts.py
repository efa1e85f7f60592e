"""Drawings: points in, coordinates out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from aggregator.market.history import Point
from aggregator.site.charts import bars, line
from aggregator.site.charts.bars import Column
from aggregator.site.charts.drawing import NARROW, PANEL, WIDE, number
from aggregator.site.charts.line import Marked, Window, stretches, thinned
from aggregator.site.charts.pins import spread
from aggregator.site.charts.scale import around, step, tick_text, ticks
from aggregator.site.charts.spark import spark
from aggregator.site.charts.times import time_ticks

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WINDOW = Window(NOW - DAY, NOW, timedelta(hours=2))


def hourly(*values: float, until: datetime = NOW) -> list[Point]:
    return [Point(until - timedelta(hours=len(values) - 1 - n), v) for n, v in enumerate(values)]


def xs(path: str) -> list[float]:
    return [float(one.split()[0]) for one in path[1:].split("L")]


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (69_100, 72_300, (70_000, 71_000, 72_000)),
        (0.00012, 0.00031, (0.00015, 0.0002, 0.00025, 0.0003)),
        (-340, 520, (-200, 0, 200, 400)),
        (61, 109, (70, 80, 90, 100)),
        (5, 5, (5,)),
        (0, 0, (0,)),
    ],
)
def test_a_scale_has_round_figures(low: float, high: float, wanted: tuple[float, ...]) -> None:
    assert ticks(low, high, step(low, high, 5)) == pytest.approx(wanted)


def test_a_small_scale_has_more_than_one_figure() -> None:
    assert ticks(2_100, 3_900, step(2_100, 3_900, 3)) == (2_500, 3_000, 3_500)


def test_figures_of_a_scale_are_told_apart() -> None:
    size = step(0.9, 1.3, 5)
    assert [tick_text(value, size) for value in ticks(0.9, 1.3, size)] == [
        "0.9",
        "1.0",
        "1.1",
        "1.2",
        "1.3",
    ]
    assert tick_text(-12_000, 2_000) == "−12,000"
    assert tick_text(-0.0, 1) == "0"


def test_a_flat_line_has_a_scale_too() -> None:
    low, high = around(5, 5)
    assert low < 5 < high
    assert around(0, 0) == (-1.0, 1.0)


def test_a_day_has_hours_and_a_month_has_days() -> None:
    hours = time_ticks(NOW - DAY, NOW, 7)
    assert [text for _, text in hours] == [
        "20:00",
        "3月25日",
        "04:00",
        "08:00",
        "12:00",
        "16:00",
        "20:00",
    ]
    days = [text for _, text in time_ticks(NOW - 7 * DAY, NOW, 8)]
    assert days[:2] == ["3月19日", "20日"]
    month = [text for _, text in time_ticks(NOW - 30 * DAY, NOW, 7)]
    assert len(month) == 6
    assert any("3月" in text for text in month)
    year = time_ticks(NOW - 3650 * DAY, NOW, 7)
    assert year, "longer than any step has at least something"
    with translation.override("zh-hant"):
        assert time_ticks(NOW - DAY, NOW, 7)


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([], []),
        ([50.0], [50.0]),
        ([50.0, 52.0, 90.0], [50.0, 70.0, 90.0]),
        ([95.0, 99.0], [80.0, 100.0]),
        ([0.0, 0.0], [0.0, 20.0]),
        ([0.0] * 11, [n * 10.0 for n in range(11)]),
    ],
)
def test_pins_are_moved_apart_within_the_sheet(places: list[float], wanted: list[float]) -> None:
    moved = spread(places, 0.0, 100.0, 20.0)
    assert moved == pytest.approx(wanted)


def test_a_line_runs_over_its_window() -> None:
    drawing = line.draw(hourly(*range(100, 125)), WINDOW, WIDE)
    (trace,) = drawing.traces
    assert xs(trace)[0] == 0.0
    assert xs(trace)[-1] == WIDE.right
    heights = [float(one.split()[1]) for one in trace[1:].split("L")]
    assert heights == sorted(heights, reverse=True), "up is a smaller y"
    assert WIDE.top < heights[-1] < heights[0] < WIDE.bottom
    assert drawing.last == (str(WIDE.right), number(heights[-1]))
    assert drawing.areas[0].endswith("H0Z")
    assert [label.text for label in drawing.grid] == ["100", "110", "120"]


def test_a_gap_stays_a_gap() -> None:
    points = [*hourly(1, 2, 3, until=NOW - timedelta(hours=9)), *hourly(5, until=NOW)]
    drawing = line.draw(points, WINDOW, WIDE)
    assert len(drawing.traces) == len(drawing.areas) == 2
    assert drawing.traces[1].endswith("h.1"), "a point alone is a dot"
    assert [len(run) for run in stretches(points, WINDOW.gap)] == [3, 1]
    assert list(stretches([], WINDOW.gap)) == []


def test_nothing_known_is_an_empty_sheet() -> None:
    drawing = line.draw([], WINDOW, PANEL, [Marked(1, NOW, vital=False)])
    assert (drawing.traces, drawing.grid, drawing.last) == ((), (), None)
    assert drawing.times
    assert drawing.pins[0].stem == drawing.pins[0].dot_y == ""


def test_stories_stand_on_the_axis_under_their_moment() -> None:
    points = hourly(*range(100, 125))
    at = NOW - timedelta(hours=12)
    marks = [Marked(1, at, vital=False), Marked(2, at + timedelta(minutes=1), vital=True)]
    one, two = line.draw(points, WINDOW, WIDE, marks).pins
    assert (one.no, one.dot_x, one.vital, two.vital) == (1, number(WIDE.right / 2), False, True)
    assert float(two.x) - float(one.x) >= 21
    assert two.stem.startswith(f"M{two.dot_x} {two.dot_y}V")
    assert two.stem.endswith(f"L{two.x} {number(float(two.y) - 9)}")


def test_a_line_keeps_its_peaks() -> None:
    points = [Point(NOW + timedelta(minutes=n), 500.0 if n == 333 else 1.0) for n in range(1000)]
    kept = thinned(points, 300)
    assert len(kept) == 100
    assert max(point.value for point in kept) == 500.0
    assert (kept[0], kept[-1]) == (points[0], points[-1])


def test_words_stay_on_the_sheet() -> None:
    for frame in (WIDE, NARROW, PANEL):
        found = line.time_labels(WINDOW, frame)
        assert found
        assert all(0 <= float(label.x) <= frame.width - 40 for label in found)


def test_bars_point_both_ways_from_nought() -> None:
    week = Window(NOW - 7 * DAY, NOW, DAY)
    columns = [
        Column(NOW - 7 * DAY, 300.0, "甲"),
        Column(NOW - 6 * DAY, -100.0, "乙"),
        Column(NOW - 5 * DAY, 0.0, "丙"),
    ]
    drawing = bars.draw(columns, week, 7, WIDE, signed=True)
    up, down, none = drawing.bars
    zero = float(drawing.zero)
    assert (up.way, down.way) == ("up", "down")
    assert float(up.y) + float(up.height) == pytest.approx(zero, abs=0.2)
    assert float(down.y) == pytest.approx(zero, abs=0.2)
    assert float(up.height) == pytest.approx(3 * float(down.height), abs=0.5)
    assert none.height == "0"
    assert float(up.width) < WIDE.right / 7
    assert up.title == "甲"


def test_bars_without_direction_and_without_figures() -> None:
    week = Window(NOW - 7 * DAY, NOW, DAY)
    (one,) = bars.draw([Column(NOW - DAY, 3.0, "")], week, 7, PANEL, signed=False).bars
    assert one.way == ""
    counted = bars.draw([Column(NOW - DAY, 1.0, "")], week, 7, WIDE, signed=False, whole=True)
    assert [label.text for label in counted.grid] == ["0", "1"], "nobody writes half a report"
    empty = bars.draw([], week, 7, PANEL, signed=False)
    assert (empty.bars, empty.grid) == ((), ())


def test_a_spark_fills_its_sheet() -> None:
    trace = spark(hourly(1, 5, 3), timedelta(hours=2))
    assert trace.startswith("M0 26")
    assert trace.endswith("L240 14")
    assert spark(hourly(1), timedelta(hours=2)) == ""
    assert "M" in spark(hourly(2, 2), timedelta(hours=2)), "flat, in the middle"
