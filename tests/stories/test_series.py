"""Series: which headlines belong to one, and what day and level they speak of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aggregator.stories.agreement import agrees, apart, differs
from aggregator.stories.crossings import mark, price, worth
from aggregator.stories.features import features
from aggregator.stories.headline import headline
from aggregator.stories.series import Series, all_series, read_series
from tests.stories.reports import NOON


def told(title: str, at: datetime = NOON) -> Series:
    found = read_series(headline(title), at)
    assert found is not None, title
    return found


def apart_by(first: str, second: str, hours: float = 1, one_outlet: bool = False) -> str:
    at = NOON + timedelta(hours=hours)
    return differs(told(first), NOON, told(second, at), at, one_outlet)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("数据：比特币现货 ETF 昨日总净流出 1.66 亿美元，持续 3 日净流出", "etf-flows"),
        ("今日美国比特币 ETF 净流出 5042 枚 BTC，以太坊 ETF 净流出 73075 枚 ETH", "etf-flows"),
        ("数据：过去 24 小时全网爆仓 3.15 亿美元，多单爆仓 2.81 亿美元", "liquidations"),
        ("今日恐慌贪婪指数降至 12，市场处于「极度恐慌状态」", "fear-greed"),
        ("加密恐慌指数小幅升至16", "fear-greed"),
        ("若以太坊跌破2000美元，主流CEX累计多单清算强度将达7.69亿", "liquidation-map"),
        ("比特币跌破 73000 USDT", "price-level"),
        ("现货白银短时跌破 67 美元 / 盎司，日内大跌 6%", "price-level"),
        ("数据：BTC 当前全网 8 小时平均资金费率为 -0.0008%", "funding-rate"),
        ("数据：ETH 全网合约持仓量 24h 增长 5.28%", "open-interest"),
        ("数据：过去 1 小时 Binance 净流入 3,080.76 万 USDT", "exchange-flows"),
        ("数据：监测到 5,000.8 万 USDT 转出 Binance", "stablecoin-transfers"),
        ("数据：35 枚 BTC 从 Copper 转出，价值约 240 万美元", "transfers"),
        ("某鲸鱼向 OKX 存入 12,840 枚 ETH，约 2535 万美元", "whale"),
        ("RootData：ARB 将于一周后解锁价值约 1253 万美元的代币", "unlocks"),
        ("Polymarket 上市场押注美联储今年 9 月降息的概率为 80%", "odds"),
        ("比特币挖矿难度上调 3.87% 至 138.97 T", "difficulty"),
        ("Coinbase 比特币溢价指数时隔 15 日再次转正，暂报 0.0019%", "premium-index"),
        ("美股开盘，道指跌 0.14%", "session"),
        ("币安 Alpha 将于今日 18:00 进行空投，需达到 241 分 Alpha 积分", "alpha-airdrop"),
        ("数据：GTC 24 小时跌超 20%，TRUMP 涨超 32%", "movers"),
        ("早报：今日要闻一览", "digest"),
        ("數據：過去 24 小時全網爆倉 3.15 億美元", "liquidations"),
    ],
)
def test_series_are_known_by_their_headlines(title: str, slug: str) -> None:
    assert told(title).slug == slug


@pytest.mark.parametrize(
    "title",
    [
        "韩国未来资产集团将收购加密交易平台 Korbit 92.06% 股份",
        "Tether 宣布投资全球最大互联网市场 Whop",
        "分析：比特币若突破 7.5 万美元或将冲击 8 万美元",
        "",
    ],
)
def test_other_reports_belong_to_none(title: str) -> None:
    assert read_series(headline(title), NOON) is None


def test_a_report_without_a_title_is_known_by_its_first_sentence() -> None:
    found = features(" ", "今日恐慌贪婪指数降至 12。昨日为 14。", NOON, "甲社").series
    assert found is not None
    assert found.slug == "fear-greed"


def test_the_day_is_that_of_the_figures_in_beijing() -> None:
    late = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # already the 11th in Beijing
    assert told("今日恐慌贪婪指数降至 12", late).day == date(2026, 3, 11)
    assert told("以太坊现货 ETF 昨日总净流入 922.71 万美元", late).day == date(2026, 3, 10)
    assert told("某巨鲸买入 100 枚 BTC").day is None


def test_levels_are_signed_and_by_asset() -> None:
    levels = told("昨日美国比特币现货ETF净流入2.25亿美元，以太坊ETF净流出1080万美元").levels()
    assert {key: one.value for key, one in levels.items()} == {
        "BTC 日 usd": 2.25e8,
        "ETH 日 usd": -1.08e7,
    }
    assert told("以太坊升破 2300 USDT").level == "ETH up=2300~1"
    assert told("比特币现货 ETF 昨日总净流入 1.18 亿美元").subject == "BTC"


def test_one_figure_of_one_day_agrees() -> None:
    pairs = [
        ("数据：比特币现货 ETF 昨日总净流出 2.76 亿美元，富达居首", "昨日美国比特币现货ETF净流出2.763亿美元"),
        ("数据：SOL 现货 ETF 上周净流入 2405 万美元", "SOL 现货 ETF 上周净流入 2405 万美元，XRP 现货 ETF 上周净流出 408.55 万美元"),
        ("数据：BTC 突破 70000 美元", "比特币升破 7 万美元"),
        ("「龙虾」市值突破 2000 万美元", "Meme 币龙虾市值短时突破 2000 万美元"),
    ]  # fmt: skip
    for first, second in pairs:
        assert apart_by(first, second) == "", (first, second)


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("BTC 跌破 65000 美元", "BTC 跌破 64000 美元", 1),
        ("比特币今晨一度跌破6.4万美元", "比特币回升突破6.4万美元", 1),
        ("比特币跌破 65000 美元", "比特币跌破 65000 美元", 9),
        ("今日恐慌贪婪指数降至 12", "今日恐慌贪婪指数升至 13", 1),
        ("今日恐慌贪婪指数降至 12", "今日恐慌贪婪指数仍为 12", 24),
        ("比特币现货 ETF 昨日总净流出 2.04 亿美元", "以太坊现货 ETF 昨日总净流出 2.04 亿美元", 1),
        ("比特币现货 ETF 昨日总净流出 2.04 亿美元", "比特币现货 ETF 昨日总净流入 2.04 亿美元", 1),
        ("数据：过去 24 小时全网爆仓 4.52 亿美元", "过去 24 小时全网爆仓 4.43 亿美元", 1),
        ("若 BTC 跌破 64,088 美元，主流 CEX 累计多单清算强度将达 6.34 亿美元", "若比特币跌破 6.5 万美元，主流 CEX 累计多单清算强度将达 6 亿", 1),
        ("AAA 24 小时跌超 11%，BBB 涨超 12%", "CCC 24 小时跌超 11%，DDD 涨超 12%", 1),
        ("选项平台：“甲队能否夺冠？”胜率升至 40%", "选项平台：“乙队能否夺冠？”胜率升至 40%", 1),
        ("选项平台：“甲队能否夺冠？”胜率升至 40%", "选项平台：“乙队能否夺冠？”胜率居首", 1),
        ("35 枚 BTC 从 Copper 转出", "200.15 枚 BTC 从 Coinbase 转出", 1),
    ],
)  # fmt: skip
def test_another_day_level_asset_or_direction_is_another_event(
    first: str, second: str, hours: float
) -> None:
    assert apart_by(first, second, hours).startswith("同属「")


def test_midnight_between_two_reports_of_one_figure_does_not_part_them() -> None:
    before = datetime(2026, 3, 10, 15, 40, tzinfo=UTC)
    after = before + timedelta(minutes=40)
    title = "过去 24 小时全网爆仓 3.61 亿美元"
    assert differs(told(title, before), before, told(title, after), after, False) == ""


def test_one_outlet_counts_to_the_last_place() -> None:
    first, second = "473.8 枚 BTC 从匿名地址转出", "473.77 枚 BTC 从匿名地址转出"
    assert apart_by(first, second, one_outlet=False) == ""
    assert apart_by(first, second, one_outlet=True)


def test_only_reports_of_fixed_series_exclude_each_other() -> None:
    crossing, map_, whale = (
        told("以太坊跌破 2000 USDT"),
        told("若以太坊跌破 2000 美元，主流 CEX 累计多单清算强度将达 7.69 亿"),
        told("某巨鲸买入 2000 枚 ETH"),
    )
    assert apart(crossing, map_)
    assert not apart(crossing, whale)
    assert not apart(crossing, crossing)


def test_a_figure_told_once_a_day_is_enough_to_agree() -> None:
    flows = told("比特币现货 ETF 昨日总净流出 1.71 亿美元")
    bare = told("机构买入热情趋于冷却，现货 ETF 平均净流入转负")
    hour = timedelta(hours=1)
    assert agrees(flows, NOON, flows, NOON + hour)
    assert not agrees(flows, NOON, flows, NOON + 9 * hour)
    assert not agrees(flows, NOON, bare, NOON)
    level = told("比特币跌破 65000 美元")
    assert not agrees(level, NOON, level, NOON)


def test_a_series_no_longer_known_has_no_traits() -> None:
    gone = Series("gone", "旧系列", "x=1~1", None, "")
    assert not apart(gone, told("比特币跌破 65000 美元"))
    assert differs(gone, NOON, gone, NOON, True) == ""


def test_every_series_has_a_name_and_a_description() -> None:
    rows = all_series()
    assert len({slug for slug, _, _ in rows}) == len(rows) >= 20
    assert all(slug and name and description for slug, name, description in rows)


def test_chances_belong_to_their_question_only_where_one_is_quoted() -> None:
    assert list(told("“甲队能否夺冠？”胜率升至 40%").levels()) == ["甲队能否夺冠? %"]
    assert list(told("某事发生的概率升至 40%").levels()) == ["%"]
    assert list(told("甲队夺冠的胜率升至 40%").levels()) == ["%"]


def test_movers_are_read_with_their_direction() -> None:
    levels = told("AAA 24 小时跌超 11.5%，BBB 涨超 12%").levels()
    assert {key: one.value for key, one in levels.items()} == {"AAA %": -11.5, "BBB %": 12.0}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("比特币失守 6.8 万美元", "BTC down=68000~1e+03"),
        ("BTC 站回 71,500 美元", "BTC up=71500~1"),
        ("XRP 价格短时涨破 1.6 USDT", "XRP up=1.6~0.1"),
        ("SOL 日内涨 5.2%，突破 95 美元", "SOL up=95~1"),
        ("TAO 24 小时涨超 30%，突破 330 美元关口", "TAO up=330~1"),
        ("以太坊在非农数据公布后跌破 2,050 USDT", "ETH down=2050~1"),
        ("现货黄金跌至 4100 美元 / 盎司", "XAU down=4100~1"),
        ("FOO 上线新合约，币价一度突破 0.31 美元", "FOO up=0.31~0.01"),
        ("BAR 公布名单，甲乙股价突破 12 美元", " up=12~1"),
        ("比特币重回 7 万关口", "BTC up=70000~1e+04"),
        ("狗狗币突破 $0.25", "DOGE up=0.25~0.01"),
        ("欧元兑美元失守 1.16，日内跌 0.3%", " down=1.16~0.01"),
        ("甲乙科技盘中突破 170 美元", " up=170~1"),
    ],
)
def test_a_price_level_is_an_asset_at_a_price(title: str, level: str) -> None:
    found = told(title)
    assert (found.slug, found.level) == ("price-level", level)


@pytest.mark.parametrize(
    "title",
    [
        "远山控股增持 315 枚 BTC，总持仓突破 8,000 枚",
        "某上市公司比特币储备跌破 900 枚",
        "V4 存款突破 3.1 亿美元",
        "ABC 突破 3.1 亿美元",
        "ETH 冲高触及 3,450 美元后回落",
        "WXY 最高触及 2.04，现报 1.37",
        "以太坊 base fee 跌破 0.5 gwei",
        "base fee 突破 20",
        "BTC 隐含波动率跌破 41%",
        "以太坊質押排隊突破 75 萬枚",
        "鏈上國債規模突破 92 億美元",
        "链上国债 TVL 突破 80 亿美元",
        "比特币手续费重回 3 sat/vB",
        "累计手续费一度突破 5,000 美元",
        "BTC 市场占比突破 60%",
        "XYZ 用户数突破 50 万",
        "DEX 成交额突破 12 亿美元",
        "某基金持仓市值突破 2 亿美元",
        "比特币难以突破 7.5 万美元",
        "即使比特币跌至 8000 美元也能偿债",
        "ETH 重回 2000 至 2200 美元区间",
        "ABC 上线后大涨，随后跌破 0.2 美元",
    ],
)
def test_what_crosses_a_mark_without_being_a_price_is_none(title: str) -> None:
    found = read_series(headline(title), NOON)
    assert found is None or found.slug not in {"price-level", "market-cap"}


def test_a_market_value_is_a_series_of_its_own() -> None:
    found = told("Meme 币 ABC 市值短时突破 2,500 万美元，日内涨 40%")
    assert (found.slug, found.level) == ("market-cap", "ABC up=25000000~1e+04")
    assert told("ABC 突破 0.5 美元，市值突破 5 亿美元").slug == "price-level"
    assert told("COIN 市值跌破 380 亿美元").level == "COIN down=3.8e+10~1e+08"
    assert apart(found, told("ABC 突破 0.5 美元"))
    assert apart_by("ABC 市值突破 1 亿美元", "ABC 市值突破 1 亿美元", hours=9)


def test_a_headline_without_a_crossing_has_no_level() -> None:
    assert price("eth 触及 3,450 美元") == {}
    assert worth("abc 市值现报 1 亿美元") == {}
    assert mark("abc 现报 20 美元") == {}


def test_other_marks_are_told_apart_by_their_figure_alone() -> None:
    assert told("QRS 短时触及 0.27 USDT，创历史新高").level == "mark=0.27~0.01"
    assert told("V4 存款突破 3.1 亿美元").slug == "marks"
    assert apart_by("QRS 短时触及 0.27 USDT", "QRS 短时触及 0.54 USDT")
    assert apart_by("ABC TVL 突破 14.5 亿美元", "ABC TVL 突破 19.3 亿美元")
    assert not apart_by("远山控股总持仓突破 8,000 枚", "远山控股 BTC 持仓量突破 8000 枚 BTC")
