"""The table of series: how each is known, what is read of it, and how its reports are told apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aggregator.stories import crossings, levels
from aggregator.stories.levels import Levels


@dataclass(frozen=True, slots=True)
class Kind:
    """A series. `pattern` is looked for in a folded headline, `read` takes the figures from it.

    `traits`: `told` - one figure a time, whoever prints it within hours tells of the same;
    `fixed` - so worded that no report of it belongs to another fixed series; `counted` - an outlet
    counts to the last place, and again an hour later: its 473.8 is not its 473.77; `scale` - the
    next mark is another event, however near; `crossing` - the same mark is crossed again hours later;
    `undated` - not counted by day.
    """

    slug: str
    name: str
    description: str
    pattern: re.Pattern[str]
    read: Callable[[str], Levels]
    traits: frozenset[str]


def _kind(
    slug: str,
    name: str,
    description: str,
    pattern: str,
    read: Callable[[str], Levels] = levels.no_figure,
    traits: str = "",
) -> Kind:
    return Kind(slug, name, description, re.compile(pattern), read, frozenset(traits.split()))


_OPINION = (
    r"^(?!.*(?:若|即使|如果|假如|一旦|或[将于]|可能|概率|押注|分析|预测|预计|观点|目标|有望|将达))"
)
# The first whose pattern is in the folded title decides.
KINDS: tuple[Kind, ...] = (
    _kind("digest", "每日要闻", "早报、晚报、一览一类的汇总", r"早报|晚报|日报|周报(?!告)|要闻|一览|速览|昨夜今晨|盘点|回顾|精选|top ?\d+ ?(?:新闻|文章)|必读|大事"),
    _kind("etf-flows", "ETF 资金流向", "现货 ETF 每日、每周的净流入与净流出", r"etf.*净?流[入出]|(?:流入|流出).*etf", levels.flows, "told fixed"),
    _kind("liquidation-map", "清算强度", "价格越过某一价位时主流 CEX 的累计清算强度", r"清算强度", levels.threshold, "told fixed counted scale"),
    _kind("liquidations", "全网爆仓", "过去一段时间全网合约爆仓金额", r"(?:全网|小时|合约).*爆仓|爆仓.*(?:亿|万)", levels.liquidations, "told fixed counted"),
    _kind("fear-greed", "恐慌与贪婪指数", "每日的加密市场恐慌与贪婪指数", r"(?:恐慌|恐惧|贪婪).{0,6}指数", levels.score, "told fixed scale"),
    _kind("funding-rate", "资金费率", "永续合约的平均资金费率", r"资金费率", levels.asset_share, "told fixed counted"),
    _kind("open-interest", "合约持仓量", "全网合约未平仓量的变化", r"合约持仓量|未平仓", levels.asset_share, "told fixed counted"),
    _kind("exchange-flows", "交易所资金流向", "交易所一段时间的净流入与净流出", r"(?:过去|近|\d+ ?(?:小时|h|日|天)).*净流[入出]|资金流[入出].*榜|净流[入出]榜", levels.amount, "fixed counted"),
    _kind("stablecoin-transfers", "稳定币大额转账", "监测到的稳定币大额转入与转出", r"^(?:监测到)? ?[\d.,]+ ?[万亿]? ?(?:枚 ?)?(?:usdt|usdc|fdusd|pyusd|usd1).*转[入出至]", levels.amount, "fixed counted"),
    _kind("transfers", "链上大额转账", "监测到的代币大额转账", r"^[\d.,]+ ?[万亿]* ?枚 ?[^\s,]+ ?(?:从|由|转[入出至])", levels.amount, "counted"),
    _kind("stablecoin-supply", "稳定币发行量", "稳定币一周内的发行量变化", r"(?:发行量|流通量|总市值).*(?:增加|减少|周增|周减)", levels.amount, "told fixed"),
    _kind("odds", "预测市场概率", "预测市场与利率期货给出的概率", r"概率|胜率", levels.odds, "scale"),
    _kind("whale-positions", "平台鲸鱼持仓", "Hyperliquid 平台鲸鱼的总持仓与多空比", r"平台鲸鱼当前持仓", levels.amount, "told fixed counted"),
    _kind("unlocks", "代币解锁", "将要解锁的代币与价值", r"(?:本周|下周|一周后|明日|将于|迎来).*解锁", levels.amount, "fixed"),
    _kind("premium-index", "溢价指数", "Coinbase 比特币溢价指数", r"溢价指数", levels.share, "told fixed"),
    _kind("altseason", "山寨季指数", "山寨币季节指数与市占率", r"山寨.{0,3}指数|市占率(?:现)?(?:报|升至|降至)", levels.score),
    _kind("difficulty", "算力与难度", "全网算力与挖矿难度调整", r"挖矿难度|难度.*调整|全网算力", levels.share, "told fixed"),
    _kind("alpha-airdrop", "Alpha 空投门槛", "币安 Alpha 每次空投的积分门槛", r"(?:alpha|binance wallet).*(?:空投|积分|盲盒)", levels.points, "fixed scale"),
    _kind("session", "开盘与收盘", "股市开盘、收盘、盘前行情", r"(?:美股|港股|道指|道琼斯|纳指|标普|日经|kospi|a股|沪指|美元指数).*(?:开盘|收盘|收涨|收跌|收于|盘前|盘初|高开|低开)|(?:开盘|收盘).*(?:美股|港股)"),
    _kind("movers", "涨跌榜", "多个代币的涨跌汇总", r"涨跌(?:互现|不一)|多个代币|(?:市场|板块)(?:普遍|全线|普)[涨跌上下回反]|[a-z0-9]+ (?:24 ?小时)?[涨跌](?:超|近)? ?[\d.]+%,[a-z0-9]+ [涨跌]", levels.movers),
    _kind("price-level", "价格关口", "资产价格突破、跌破某一关口", _OPINION + r".*?" + crossings.PRICE, crossings.price, "fixed scale crossing"),
    _kind("market-cap", "市值关口", "代币或股票的市值突破、跌破某一关口", _OPINION + r".*" + crossings.WORTH, crossings.worth, "fixed scale crossing"),
    _kind("whale", "巨鲸动向", "巨鲸与不具名地址的买卖与转账", r"巨鲸|鲸鱼|聪明钱|某(?:新建?|匿名|疑似)?(?:地址|钱包|用户|交易员)|新(?:建)?(?:地址|钱包)|关联地址|远古|内幕", traits="undated"),
    _kind("marks", "数据关口", "持仓、规模、用户、盘中高点等到达某一数值", _OPINION + r".*" + crossings.MARK, crossings.mark, "scale undated"),
)  # fmt: skip
BY_SLUG = {kind.slug: kind for kind in KINDS}
