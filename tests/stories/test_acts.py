"""What was done, and how far it has come, read from folded titles."""

import pytest

from aggregator.stories.acts import OPPOSED, acts_in, opposed, products_in, stage_in


@pytest.mark.parametrize(
    ("title", "acts"),
    [
        ("某巨鲸从币安提出 500 枚 btc", {"transfer-out"}),
        ("币安将上线 one", {"list"}),
        ("paradigm 领投 2000 万美元融资", {"raise"}),
        ("今日天气晴", set()),
    ],
)
def test_acts_are_read_from_their_verbs(title: str, acts: set[str]) -> None:
    assert acts_in(title) == acts


@pytest.mark.parametrize(
    ("title", "products"),
    [
        ("币安将上线 one 永续合约", {"perp"}),
        ("现货 etf 净流入 2 亿美元", set()),
        ("okx 上线 one 现货与永续", {"spot", "perp"}),
    ],
)
def test_products_tell_one_listing_from_the_next(title: str, products: set[str]) -> None:
    assert products_in(title) == products


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("币安否认将被收购", "deny"),
        ("sec 已批准该基金,将于下周上市", "done"),
        ("币安计划收购一家券商", "plan"),
        ("币安即将上线 one", "will"),
        ("币安与 okx", ""),
    ],
)
def test_the_furthest_stage_counts(title: str, stage: str) -> None:
    assert stage_in(title) == stage


@pytest.mark.parametrize(("first", "second"), OPPOSED)
def test_opposites_speak_against_one_event_in_either_order(first: str, second: str) -> None:
    assert opposed(frozenset([first]), frozenset([second]))
    assert opposed(frozenset([second]), frozenset([first]))


def test_a_title_that_tells_of_both_opposes_neither() -> None:
    both = frozenset(["buy", "sell"])
    assert not opposed(both, frozenset(["sell"]))
    assert not opposed(frozenset(["buy"]), both)
