"""The calendar that follows from a height."""

import pytest

from aggregator.chain.bitcoin import adjustment_percent, calendar

AT = 1_770_000_000


@pytest.mark.parametrize(
    ("height", "retarget_left", "halving", "halving_left"),
    [
        (0, 2016, 210_000, 210_000),
        (2015, 1, 210_000, 207_985),
        (2016, 2016, 210_000, 207_984),
        (839_999, 673, 840_000, 1),
        (840_000, 672, 1_050_000, 210_000),
        (942_118, 1370, 1_050_000, 107_882),
    ],
)
def test_calendar(height: int, retarget_left: int, halving: int, halving_left: int) -> None:
    assert calendar(height, AT) == {
        "adjustment_blocks_left": retarget_left,
        "halving_height": halving,
        "halving_blocks_left": halving_left,
        "halving_at": AT + halving_left * 600,
    }


def test_adjustment_percent() -> None:
    height = 2016 * 450 + 1000
    assert adjustment_percent(height, AT - 600_000, AT) == 0
    assert adjustment_percent(height, AT - 500_000, AT) == pytest.approx(20)
    assert adjustment_percent(height, AT - 1_000_000, AT) == pytest.approx(-40)
    assert adjustment_percent(height, AT - 1, AT) == 300
    assert adjustment_percent(height, AT - 10**8, AT) == -75


def test_no_estimate_from_too_little() -> None:
    assert adjustment_percent(2016 * 450 + 71, AT - 42_000, AT) is None
    assert adjustment_percent(2016 * 450 + 1000, AT, AT) is None
