"""Is it one event? The same in either order, with its reasons."""

import math
from datetime import timedelta

import pytest

from aggregator.stories.measures import measure
from aggregator.stories.score import WINDOW, compare, weights
from tests.stories.reports import report, verdict

SAME = [
    ("Tether 参投 Utexo 750 万美元融资，推动 USDT 在比特币网络结算", "区块链支付公司 Utexo 完成 750 万美元种子轮融资，Tether 等领投"),
    ("某地址向币安存入 600 万枚 WLFI，价值 66.4 万美元", "某地址于 20 分钟前向 Binance 存入 600 万枚 WLFI，约 66.4 万美元"),
    ("贝莱德从 Coinbase Prime 提取 2607 枚 BTC 和 28391 枚 ETH", "BlackRock 从 Coinbase 提取 2,607 枚 BTC 和 2.84 万枚 ETH"),
    ("赵长鹏：缺乏交易隐私是加密货币成为主流支付手段的最后障碍", "CZ：缺乏交易隐私是加密货币成为主流支付手段的最后一个主要障碍"),
    ("昨日美国比特币现货ETF净流出2.763亿美元", "数据：比特币现货 ETF 昨日总净流出 2.76 亿美元，富达 FBTC 净流出 9259.58 万美元居首"),
    ("OKX 将上线 NFXUSDT 永续合约", "OKX 将上线 NFX 永续合约"),
    ("币安 Alpha 将于 3 月 4 日上线 BlockStreetx", "币安 Alpha 将于 3 月 4 日上线 Block Streetx"),
    ("比特幣現貨 ETF 昨日總淨流出 2.76 億美元", "比特币现货 ETF 昨日总净流出 2.76 亿美元"),
]  # fmt: skip
OTHER = [
    ("BTC 跌破 65000 美元", "BTC 跌破 64000 美元", "series"),
    ("35 枚 BTC 从 Copper 转出，价值约 240 万美元", "200.15 枚 BTC 从 Coinbase 转出，价值约 1.37 亿美元", "series"),
    ("以太坊跌破 2000 USDT", "若以太坊跌破 2000 美元，主流 CEX 累计多单清算强度将达 7.69 亿", "series"),
    ("Empery Digital 上周减持 79 枚比特币，总持仓量降至 3359 枚", "Empery Digital：上周出售 370 枚比特币", "amount"),
    ("Bybit 上线 AZTEC USDT 永续合约", "Coinbase 上线 AZTEC 永续合约交易", "listing"),
    ("Coinbase 将上线 Espresso（ESP）现货交易", "Coinbase 将上线 Espresso（ESP）永续合约", "listing"),
    ("OKX 将上线 KITE (KITE) USDT 永续合约", "OKX 将上线 OFC 永续合约", "listing"),
    ("Upbit 将下架 Flow（FLOW）", "Upbit 将下架 Nightfallx（NFX）", "listing"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), SAME)
def test_paraphrases_rounding_and_name_variants_are_one_event(first: str, second: str) -> None:
    found = verdict(first, second)
    assert found.same
    assert found.reasons


@pytest.mark.parametrize(("first", "second", "code"), OTHER)
def test_another_level_amount_or_actor_is_settled_with_its_reason(
    first: str, second: str, code: str
) -> None:
    found = verdict(first, second)
    assert (found.same, found.probability) == (False, 0.0)
    (reason,) = found.reasons
    assert (reason.code, reason.weight) == (code, -math.inf)
    assert reason.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "以太坊基金会：拟出售 5000 枚 ETH 用于资助研发",
            "以太坊基金会已出售 3750 枚 ETH，价值约 830 万美元",
        ),
        ("Upbit 将上线 Centrifuge (CFG) 韩元交易对", "受上线 Upbit 消息影响，CFG 短时涨超 20%"),
        ("鲍威尔：就业增长虽非常缓慢，但前景乐观", "鲍威尔：下一步加息的可能性确实被提及了"),
        (
            "Jupiter：未受到 Drift Protocol 攻击事件影响",
            "Elliptic：Drift 攻击事件疑似朝鲜黑客组织所为",
        ),
    ],
)
def test_follow_ups_reactions_and_other_statements_are_other_events(
    first: str, second: str
) -> None:
    assert not verdict(first, second, hours=6).same


@pytest.mark.parametrize("pair", [*SAME, *[row[:2] for row in OTHER]])
def test_the_order_makes_no_difference(pair: tuple[str, str]) -> None:
    a, b = report(pair[0]), report(pair[1], hours=1, source="foresightnews")
    assert compare(a, b) == compare(b, a)


def test_reports_too_far_apart_are_never_one() -> None:
    first = report("Tether 投资 Whop")
    far = report("Tether 投资 Whop", hours=WINDOW / timedelta(hours=1) + 1)
    assert compare(first, far).reasons[0].code == "window"


def test_a_series_told_with_one_figure_is_one_event() -> None:
    found = verdict(
        "今日恐慌贪婪指数升至 28，市场转变为「恐慌状态」",
        "加密恐慌指数回升至28，摆脱「极度恐慌」区间",
    )
    assert (found.same, found.probability) == (True, 1.0)
    assert found.reasons[0].weight == math.inf


def test_reasons_are_the_weightiest_measures_in_chinese() -> None:
    a = report("Tether 参投 Utexo 750 万美元融资")
    b = report("Utexo 完成 750 万美元融资", hours=1, source="foresightnews")
    reasons = compare(a, b).reasons
    sizes = [abs(reason.weight) for reason in reasons]
    assert sizes == sorted(sizes, reverse=True)
    shares = {
        name: weights()[name] * value for name, value in measure(a, b).items() if name in weights()
    }
    assert reasons[0].weight == pytest.approx(shares[reasons[0].code])
    assert all("\u4e00" <= reason.text[0] <= "\u9fff" for reason in reasons)


def test_texts_without_a_word_are_compared_all_the_same() -> None:
    assert not compare(report(""), report("", source="foresightnews")).same


def test_an_outlet_prints_the_headline_and_the_text_of_one_event_at_once() -> None:
    text = "霍尔木兹海峡流量下降，某投行大宗商品团队预计油价将在较长时间内维持高位，库存也会持续减少，各国或释放更多储备以平抑价格。"
    head = report("霍尔木兹海峡流量下降，油价或维持高位", source="blockbeats")
    twin = report(text, text, source="blockbeats")
    assert measure(head, twin)["twin"] == measure(twin, head)["twin"] == 1.0
    assert measure(head, report(text, text))["twin"] == 0.0
    assert measure(head, report(text, text, hours=3, source="blockbeats"))["twin"] == 0.0
    assert measure(twin, twin)["twin"] == 0.0
    assert measure(report("霍尔木兹海峡举行会谈", source="blockbeats"), twin)["twin"] < 0.5
    assert measure(report("油价或维持高位", source="blockbeats"), twin)["twin"] == 0.0
