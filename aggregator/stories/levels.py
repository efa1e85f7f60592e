"""The figures that a headline of a series gives, by what they are figures of."""

import re
from dataclasses import replace

from aggregator.stories.amounts import COINS, Amount, amounts

_WEEK = re.compile(r"上周|本周|一周|过去 ?7 ?[日天]|近 ?7 ?[日天]|周[报度]")
_ALIASES = COINS | {
    "瑞波币": "xrp",
    "莱特币": "ltc",
    "黄金": "xau",
    "白银": "xag",
}
_ASSET = re.compile(
    r"比特币|以太[坊币]|狗狗币|瑞波币|莱特币|黄金|白银|"
    r"(?<![a-z0-9])(?!etf|cex|dex|usd|usdt|usdc|ai|meme|cme|top)[a-z][a-z0-9.]{1,11}(?![a-z0-9])"
)
Levels = dict[str, Amount]


def assets(text: str) -> list[str]:
    """The assets named in a folded text, in reading order, by their tickers in capitals."""
    return list(dict.fromkeys(_ALIASES.get(word, word).upper() for word in _ASSET.findall(text)))


def _first(text: str, *units: str) -> Amount | None:
    found = amounts(text)
    return next((one for one in found if not units or one.unit in units), None)


def no_figure(_: str) -> Levels:
    """No figure tells one from the next."""
    return {}


def share(text: str) -> Levels:
    """The first percentage."""
    found = _first(text, "%")
    return {"%": found} if found else {}


_QUESTION = re.compile(r"[“\"「]([^”\"」]{4,80})[”\"」]")


def odds(text: str) -> Levels:
    """The first percentage; of the question in quotes, where the chances of one are given (胜率)."""
    question = _QUESTION.search(text) if "胜率" in text else None
    if question is None:
        return share(text)
    who = re.sub(r"\s", "", question[1])
    found = _first(text[question.end() :], "%")
    return {f"{who} %": found} if found else {f"{who} rank": Amount(1.0, 1.0, "")}


_MOVE = re.compile(
    r"(?<![a-z0-9])(?P<who>[a-z0-9]{1,12}) ?(?:24 ?(?:小时|h)|短时|日内)? ?(?:下|上|大|暴)?(?P<way>[涨跌])"
    r"幅?[^\d,;。、]{0,3}(?P<share>\d+(?:\.\d+)?)%"
)


def movers(text: str) -> Levels:
    """How much each coin rose or fell."""
    found: Levels = {}
    for move in _MOVE.finditer(text):
        share_, digits = float(move["share"]), move["share"].partition(".")[2]
        value = -share_ if move["way"] == "跌" else share_
        found.setdefault(f"{move['who'].upper()} %", Amount(value, 10.0 ** -len(digits), "%"))
    return found


def asset_share(text: str) -> Levels:
    """The first percentage, of the first asset named."""
    found, named = _first(text, "%"), assets(text)
    return {f"{named[0] if named else ''} %": found} if found else {}


def flows(text: str) -> Levels:
    """ETF flows: one figure an asset, period and unit; outflows are negative."""
    span = "周" if _WEEK.search(text) else "日"
    levels: Levels = {}
    for part in re.split(r"[,;。、](?!\d{3})", text):
        flow = re.search(r"流(入|出)", part)
        found = _first(part[flow.end() :]) if flow else None
        named = assets(re.sub(r"(?:ibit|fbtc|gbtc|etha|feth|ethe)", "", part))
        if not flow or not found or not named:
            continue
        unit = "usd" if found.unit in {"usd", ""} else "coin"
        levels.setdefault(
            f"{named[0]} {span} {unit}",
            replace(found, value=-found.value) if flow[1] == "出" else found,
        )
    return levels


def liquidations(text: str) -> Levels:
    """The whole sum, by the hours it was counted over."""
    hours = re.search(r"(\d+) ?(?:个)?(?:小时|h)", text)
    found = _first(text[text.find("爆仓") :], "usd", "")
    return {f"{hours[1] if hours else ''}h": found} if found else {}


def threshold(text: str) -> Levels:
    """若 BTC 跌破 65,102 美元 … 强度将达 9.68 亿: the price and the sum."""
    found = [one for one in amounts(text) if one.unit in {"usd", ""}]
    named = assets(text)
    way = "down" if "跌破" in text else "up"
    key = f"{named[0] if named else ''} {way}"
    return dict(zip((key, f"{key} sum"), found[:2], strict=False))


def score(text: str) -> Levels:
    """A mark between 0 and 100."""
    found = re.search(r"(?:指数|至|为|报)[^\d]{0,8}(\d{1,3})(?![\d.%])", text)
    return {"score": Amount(float(found[1]), 1.0, "")} if found else {}


def points(text: str) -> Levels:
    """The points asked for."""
    found = _first(text, "points")
    return {"points": found} if found else {}


def amount(text: str) -> Levels:
    """The first amount, by its unit."""
    found = _first(text)
    return {found.unit: found} if found else {}
