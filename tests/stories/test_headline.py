"""Headlines and first lines without what an outlet puts before every report."""

import pytest

from aggregator.stories.headline import headline, is_reaction, speaker_of, without_opening


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("数据：BTC 突破 7 万美元", "btc 突破 7 万美元"),
        ("快讯|消息人士：币安将上线 ONE", "币安将上线 one"),
        ("据 Onchain Lens 监测，某巨鲸买入 ETH", "某巨鲸买入 eth"),
        ("据 Onchain Lens 监测，", "据 onchain lens 监测,"),  # nothing else is left to go by
        ("", ""),
    ],
)
def test_labels_and_credits_go(title: str, head: str) -> None:
    assert headline(title) == head


def test_a_body_begins_behind_its_opening() -> None:
    body = "示例社消息，据 Onchain Lens 监测，某巨鲸买入 1,000 枚 ETH。"
    assert without_opening(body) == "某巨鲸买入 1,000 枚 ETH。"


def test_a_body_that_is_nothing_but_an_opening_stays() -> None:
    assert without_opening("示例社消息，") == "示例社消息，"


@pytest.mark.parametrize(
    ("head", "who"),
    [("k33:比特币或见底", "k33"), ("分析师:比特币或见底", ""), ("比特币见底", "")],
)
def test_who_speaks(head: str, who: str) -> None:
    assert speaker_of(head) == who


@pytest.mark.parametrize(
    ("head", "reaction"),
    [
        ("受关税消息影响,btc 走低", True),
        ("ondo 短时触及 1 美元", True),
        ("币安上线 ondo", False),
    ],
)
def test_a_headline_may_tell_how_a_price_took_the_news(head: str, reaction: bool) -> None:
    assert is_reaction(head) is reaction
