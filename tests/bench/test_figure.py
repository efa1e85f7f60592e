"""Figures, their ratios, and the table."""

import json

import pytest

from bench.figure import Figure, from_json, number, quantile, table

RATE = Figure("pages", "front", 50.0, "req/s", 400.0, "/healthz", "quiet machine")
TIME = Figure("pages", "front, p99", 31.25, "ms", 2.5, "/healthz")
NONE = Figure("start", "first start", None, "s", 2.0, "bare Python", "never came up")
ALONE = Figure("start", "bare Python", 2.0, "s")


TABLE = """\
measured       value  unit     ratio  of what (same run)  note
-------------  -----  -----  -------  ------------------  -------------
pages:
  front         50.0  req/s  0.125 x  /healthz            quiet machine
  front, p99    31.2  ms      12.5 x  /healthz
start:
  first start      —  s               bare Python         never came up
  bare Python      2  s"""


def test_the_table_groups_its_lines_and_aligns_its_columns() -> None:
    assert table([RATE, TIME, NONE, ALONE]) == TABLE


@pytest.mark.parametrize(
    ("figure", "ratio"), [(RATE, 0.125), (TIME, 12.5), (NONE, None), (ALONE, None)]
)
def test_a_ratio_is_the_value_in_baselines(figure: Figure, ratio: float | None) -> None:
    assert figure.ratio == ratio


@pytest.mark.parametrize("figure", [RATE, NONE])
def test_figures_survive_json(figure: Figure) -> None:
    assert from_json(json.loads(json.dumps(figure.as_json()))) == figure


@pytest.mark.parametrize(
    ("value", "shown"), [(13482.4, "13,482"), (99.0, "99.0"), (12.34, "12.3"), (0.01234, "0.0123")]
)
def test_numbers_show_what_means_something(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_a_quantile_is_the_nearest_rank(share: float, value: int) -> None:
    assert quantile(list(range(100, 0, -1)), share) == value


def test_a_quantile_of_one_value_is_that_value() -> None:
    assert quantile([7.0], 0.99) == 7.0
