"""Series: reports that come again and again with other figures.

Two reports of one series tell of one event only when they speak of the same day and agree in
every figure that both give. `Series.level` holds those figures as `key=value` pairs, so that a
headline about two assets can be held against a headline about one of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from aggregator.language.folding import fold
from aggregator.stories.amounts import Amount, amounts

BEIJING = timezone(timedelta(hours=8))
_NEAR_MIDNIGHT = timedelta(hours=4)
_SAME_CROSSING = timedelta(hours=5)
_YESTERDAY = re.compile(r"昨日|昨天|单日|前一交易日")
_WEEK = re.compile(r"上周|本周|一周|过去 ?7 ?[日天]|近 ?7 ?[日天]|周[报度]")
_ALIASES = {
    "比特币": "btc",
    "以太坊": "eth",
    "以太币": "eth",
    "狗狗币": "doge",
    "瑞波币": "xrp",
    "莱特币": "ltc",
    "黄金": "xau",
    "白银": "xag",
}
_ASSET = re.compile(
    r"比特币|以太[坊币]|狗狗币|瑞波币|莱特币|黄金|白银|"
    r"(?<![a-z0-9])(?!etf|cex|dex|usd|usdt|usdc|ai|meme|cme|top)[a-z][a-z0-9.]{1,11}(?![a-z0-9])"
)
Levels = dict[str, float]


@dataclass(frozen=True, slots=True)
class Series:
    """A report's place in a series.

    `day` is the day in Asia/Shanghai that the figures speak of; None when the series is not
    counted by day. `level` is `key=value` pairs joined by `;`, "" when no figure was read;
    `subject` names what is measured, assets in capitals joined by `、`.
    """

    slug: str
    name: str
    level: str
    day: date | None
    subject: str

    def levels(self) -> Levels:
        """The figures of `level` by their keys."""
        pairs = (pair.rpartition("=") for pair in self.level.split(";") if pair)
        return {key: float(value) for key, _, value in pairs}


@dataclass(frozen=True, slots=True)
class _Kind:
    slug: str
    name: str
    description: str
    pattern: re.Pattern[str]
    read: Callable[[str], Levels]
    daily: bool = True


def asset(word: str) -> str:
    """The name that an asset goes by here: its ticker in capitals."""
    return _ALIASES.get(word, word).upper()


def _assets(text: str) -> list[str]:
    return list(dict.fromkeys(asset(word) for word in _ASSET.findall(text)))


def _first(text: str, *units: str) -> Amount | None:
    found = amounts(text)
    return next((one for one in found if not units or one.unit in units), None)


def _nothing(_: str) -> Levels:
    return {}


def _share(text: str) -> Levels:
    found = _first(text, "%")
    return {"%": found.value} if found else {}


def _asset_share(text: str) -> Levels:
    found, named = _first(text, "%"), _assets(text)
    return {f"{named[0] if named else ''} %": found.value} if found else {}


def _flows(text: str) -> Levels:
    """ETF flows: one figure an asset, period and unit; outflows are negative."""
    span = "周" if _WEEK.search(text) else "日"
    levels: Levels = {}
    for part in re.split(r"[,;。、](?!\d{3})", text):
        flow = re.search(r"流(入|出)", part)
        found = _first(part[flow.end() :]) if flow else None
        named = _assets(re.sub(r"(?:ibit|fbtc|gbtc|etha|feth|ethe)", "", part))
        if not flow or not found or not named:
            continue
        unit = "usd" if found.unit in {"usd", ""} else "coin"
        levels.setdefault(
            f"{named[0]} {span} {unit}", -found.value if flow[1] == "出" else found.value
        )
    return levels


def _liquidations(text: str) -> Levels:
    hours = re.search(r"(\d+) ?(?:个)?(?:小时|h)", text)
    found = _first(text[text.find("爆仓") :], "usd", "")
    return {f"{hours[1] if hours else ''}h": found.value} if found else {}


def _threshold(text: str) -> Levels:
    """若 BTC 跌破 65,102 美元 … 强度将达 9.68 亿: the price and the sum."""
    found = [one for one in amounts(text) if one.unit in {"usd", ""}]
    named = _assets(text)
    way = "down" if "跌破" in text else "up"
    key = f"{named[0] if named else ''} {way}"
    return {
        name: one.value for name, one in zip((key, f"{key} sum"), found[:2], strict=False)
    }


_CROSS = re.compile(
    r"(?P<who>[^,。]{0,40}?)(?:短时|一度|现|今晨|今日|回升|反弹|已|再次|重新|再度)*"
    r"(?P<way>突破|升破|站上|涨破|触及|重回|收复|跌破|失守|跌至|下破)"
)


def _price(text: str) -> Levels:
    cross = _CROSS.search(text)
    found = _first(text[cross.end() :], "usd", "") if cross else None
    if not cross or not found:
        return {}
    named = _assets(text[: cross.start("way")])
    what = named[-1] if named else ""
    down = cross["way"] in {"跌破", "失守", "跌至", "下破"}
    return {f"{what} {'down' if down else 'up'}": found.value}


def _score(text: str) -> Levels:
    found = re.search(r"(?:指数|至|为|报)[^\d]{0,8}(\d{1,3})(?![\d.%])", text)
    return {"score": float(found[1])} if found else {}


def _points(text: str) -> Levels:
    found = _first(text, "points")
    return {"points": found.value} if found else {}


def _sum(text: str) -> Levels:
    found = _first(text)
    return {found.unit: found.value} if found else {}


def _kind(
    slug: str, name: str, description: str, pattern: str, read: Callable[[str], Levels] = _nothing,
    daily: bool = True,
) -> _Kind:  # fmt: skip
    return _Kind(slug, name, description, re.compile(pattern), read, daily)


_OPINION = r"^(?!.*(?:若|或将|或于|可能|概率|押注|分析|预测|预计|观点|目标|有望|将达))"
# The first whose pattern is in the folded title decides.
_KINDS: tuple[_Kind, ...] = (
    _kind("digest", "每日要闻", "早报、晚报、一览一类的汇总", r"早报|晚报|日报|周报(?!告)|要闻|一览|速览|盘点|回顾|精选|top ?\d+ ?(?:新闻|文章)|必读|大事"),
    _kind("etf-flows", "ETF 资金流向", "现货 ETF 每日、每周的净流入与净流出", r"etf.*净?流[入出]|(?:流入|流出).*etf", _flows),
    _kind("liquidation-map", "清算强度", "价格越过某一价位时主流 CEX 的累计清算强度", r"清算强度", _threshold),
    _kind("liquidations", "全网爆仓", "过去一段时间全网合约爆仓金额", r"(?:全网|小时|合约).*爆仓|爆仓.*(?:亿|万)", _liquidations),
    _kind("fear-greed", "恐慌与贪婪指数", "每日的加密市场恐慌与贪婪指数", r"(?:恐慌|恐惧|贪婪).{0,6}指数", _score),
    _kind("funding-rate", "资金费率", "永续合约的平均资金费率", r"资金费率", _asset_share),
    _kind("open-interest", "合约持仓量", "全网合约未平仓量的变化", r"合约持仓量|未平仓", _asset_share),
    _kind("exchange-flows", "交易所资金流向", "交易所一段时间的净流入与净流出", r"(?:过去|近|\d+ ?(?:小时|h|日|天)).*净流[入出]|资金流[入出].*榜|净流[入出]榜", _sum),
    _kind("stablecoin-transfers", "稳定币大额转账", "监测到的稳定币大额转入与转出", r"^(?:监测到)? ?[\d.,]+ ?[万亿]? ?(?:枚 ?)?(?:usdt|usdc|fdusd|pyusd|usd1).*转[入出至]", _sum),
    _kind("transfers", "链上大额转账", "监测到的代币大额转账", r"^[\d.,]+ ?[万亿]* ?枚 ?[^\s,]+ ?(?:从|由|转[入出至])", _sum),
    _kind("stablecoin-supply", "稳定币发行量", "稳定币一周内的发行量变化", r"(?:发行量|流通量|总市值).*(?:增加|减少|周增|周减)", _sum),
    _kind("odds", "预测市场概率", "预测市场与利率期货给出的概率", r"概率", _share),
    _kind("whale-positions", "平台鲸鱼持仓", "Hyperliquid 平台鲸鱼的总持仓与多空比", r"平台鲸鱼当前持仓", _sum),
    _kind("unlocks", "代币解锁", "将要解锁的代币与价值", r"(?:本周|下周|一周后|明日|将于|迎来).*解锁", _sum),
    _kind("premium-index", "溢价指数", "Coinbase 比特币溢价指数", r"溢价指数", _share),
    _kind("altseason", "山寨季指数", "山寨币季节指数与市占率", r"山寨.{0,3}指数|市占率(?:现)?(?:报|升至|降至)", _score),
    _kind("difficulty", "算力与难度", "全网算力与挖矿难度调整", r"挖矿难度|难度.*调整|全网算力", _share),
    _kind("alpha-airdrop", "Alpha 空投门槛", "币安 Alpha 每次空投的积分门槛", r"(?:alpha|binance wallet).*(?:空投|积分|盲盒)", _points),
    _kind("session", "开盘与收盘", "股市开盘、收盘、盘前行情", r"(?:美股|港股|道指|道琼斯|纳指|标普|日经|kospi|a股|沪指|美元指数).*(?:开盘|收盘|收涨|收跌|收于|盘前|盘初|高开|低开)|(?:开盘|收盘).*(?:美股|港股)"),
    _kind("movers", "涨跌榜", "多个代币的涨跌汇总", r"涨跌(?:互现|不一)|多个代币|[a-z0-9]+ (?:24 ?小时)?[涨跌](?:超|近)? ?[\d.]+%,[a-z0-9]+ [涨跌]"),
    _kind("price-level", "价格关口", "价格或市值突破、跌破某一关口", _OPINION + r".*(?:突破|升破|站上|涨破|重回|收复|跌破|失守|下破|触及) ?[\d.,]+", _price),
    _kind("whale", "巨鲸动向", "巨鲸与不具名地址的买卖与转账", r"巨鲸|鲸鱼|聪明钱|某(?:新建?|匿名|疑似)?(?:地址|钱包|用户|交易员)|新(?:建)?(?:地址|钱包)|关联地址|远古|内幕", daily=False),
)  # fmt: skip
_BY_SLUG = {kind.slug: kind for kind in _KINDS}
_OPENING = re.compile(r"^(?:数据|快讯|消息|最新|行情|分析|观点)[:,、]? ?")


def series_of(title: str, body: str, at: datetime) -> Series | None:
    """The series that a report belongs to; None for a report of its own.

    `at` is aware. Where an outlet gives no title the first sentence of the body decides.
    """
    lead = title[:300] if title.strip() else re.split(r"[。\n]", body[:400])[0]
    return read_series(_OPENING.sub("", fold(lead).strip()), at)


def read_series(text: str, at: datetime) -> Series | None:
    """As `series_of`, of a folded title without the outlet's opening."""
    kind = next((one for one in _KINDS if one.pattern.search(text)), None)
    if kind is None:
        return None
    levels = kind.read(text)
    level = ";".join(f"{key}={value:.10g}" for key, value in sorted(levels.items()))
    day = None
    if kind.daily:
        back = timedelta(days=1 if _YESTERDAY.search(text) else 0)
        day = (at.astimezone(BEIJING) - back).date()
    return Series(kind.slug, kind.name, level, day, "、".join(_assets(text)[:4]))


def all_series() -> tuple[tuple[str, str, str], ...]:
    """Slug, name and description of every series, in the order they are tried."""
    return tuple((kind.slug, kind.name, kind.description) for kind in _KINDS)


def differs(a: Series, a_at: datetime, b: Series, b_at: datetime) -> str:
    """Why two reports of one series are not one event, in words; "" when nothing says so."""
    mine, other = a.levels(), b.levels()
    shared = [(key, twin) for key in sorted(mine) if (twin := _twin(key, other)) is not None]
    exact = a.slug in {"price-level", "fear-greed", "alpha-airdrop", "odds"}
    slack = 0.002 if exact else 0.025
    for key, twin in shared:
        largest = max(abs(mine[key]), abs(other[twin]))
        if abs(mine[key] - other[twin]) > slack * largest:
            return f"同属「{a.name}」，但数值不同"
    if mine and other and not shared:
        return f"同属「{a.name}」，但对象或方向不同"
    if a.slug == "price-level" and abs(a_at - b_at) > _SAME_CROSSING:
        return f"同属「{a.name}」，但不是同一次"
    if a.day != b.day and not (shared and abs(a_at - b_at) <= _NEAR_MIDNIGHT):
        return f"同属「{a.name}」，但不是同一天"
    return ""


def _twin(key: str, levels: Levels) -> str | None:
    """The key that means the same; an asset that one headline leaves open fits any."""
    if key in levels:
        return key
    who, _, what = key.partition(" ")
    for other in sorted(levels):
        their_who, _, their_what = other.partition(" ")
        if what and what == their_what and not (who and their_who):
            return other
    return None
