"""Logistic regression by Newton's method."""

import pytest

from bench.newton import fit, solve


def test_linear_equations_are_solved_though_a_pivot_is_zero() -> None:
    assert solve([[0.0, 2.0], [4.0, 1.0]], [6.0, 11.0]) == pytest.approx([2.0, 3.0])


def test_what_speaks_for_the_label_gets_a_positive_weight() -> None:
    rows = [[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    _, likeness, noise = fit(rows, [1.0, 1.0, 0.0, 0.0], [1.0] * 4, [0.0] * 3)
    assert likeness > 1.0
    assert noise == pytest.approx(0.0, abs=1e-6)


def test_a_measure_that_no_row_has_keeps_its_prior() -> None:
    found = fit([[1.0, 0.0], [1.0, 0.0]], [1.0, 0.0], [1.0, 1.0], [0.0, -1.5])
    assert found == pytest.approx([0.0, -1.5])


def test_rows_that_count_half_pull_half() -> None:
    rows = [[1.0, 1.0], [1.0, 1.0], [1.0, 0.0]]
    sure = fit(rows, [1.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 0.0])
    unsure = fit(rows, [1.0, 0.0, 0.0], [1.0, 0.5, 1.0], [0.0, 0.0])
    assert sum(unsure) > sum(sure)
