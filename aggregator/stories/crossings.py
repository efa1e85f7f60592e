"""Prices and market values that crossed a mark: 比特币跌破 6.5 万美元, 「龙虾」市值突破 1 亿美元.

A price is that of an asset: what crossed stands right before the act, the mark right behind it,
in dollars or bare. Holdings, deposits, fees, users and shares of the market cross marks as well,
in the same words; they are no price, and coins, 亿 and per cent are no price's units. To touch a
mark (触及) is not to cross it. All patterns read folded text.
"""

import re

from aggregator.stories.amounts import amounts
from aggregator.stories.levels import Levels, assets

_DOWN = "跌破|失守|下破|击穿|跌穿|跌至"
_ACT = rf"(?P<act>突破|涨破|升破|冲破|站上|站回|站稳|重返|重回|收复|{_DOWN})了? ?"
_NO_ASSET = (
    "ai|aum|apr|apy|base|cex|cpi|dau|defi|dex|dvol|etf|etp|fdv|fee|fees|gas|gdp|l1|l2|meme|nft|oi|"
    "pce|pmi|ppi|rwa|tps|tvl|web3"
)
_TICKER = (
    rf"(?<![a-z0-9./-])(?!(?:{_NO_ASSET}|v\d+|layer ?\d)(?![a-z0-9]))[a-z][a-z0-9.]{{0,11}}(?:/[a-z]+)?"
    r"(?: ?原油)?(?: ?\([^()]{1,24}\))?"
)
_KNOWN = (
    r"比特币|以太[坊币]|狗狗币|瑞波币|莱特币|柴犬币|黄金|白银|铂金|钯金|原油|[美布]油|天然气|"
    r"[金银油铜币股]价|价格|(?<!率)指数|标普 ?500|纳指|道指|恒指|日经(?: ?225)?|元兑[\u4e00-\u9fff]{2,4}|"
    r"[「『“\"][^「」『』“”\",。]{1,24}[」』”\"]"
)
# 英伟达, 币安人生: a name nobody listed. No word of counting, holding or expecting is in it, and
# it is no mere turn of the sentence (随后跌破 0.2 美元).
_NOT_NAMED = "量额费率数值模入润本款仓资益比户人产出债酬薪罚押储奖捐税赔盈亏息售将或若未难欲望"
_TURNS = "并|随|而|但|一度|最|再|短|日内|目前|现|已|首|今|昨|盘|此|其|后"
_STRANGER = rf"(?:^|[,。;:]) ?(?!{_TURNS})(?:(?![{_NOT_NAMED}])[\u4e00-\u9fff]){{2,8}}?"
_MOVED = (
    r"(?:近|过去)? ?(?:\d+ ?(?:小时|分钟|h))?内? ?(?:日内|短时|短线)? ?(?:大|暴|急|上|下)?"
    r"(?:涨|跌|拉升|反弹|回落|跳水)[幅势]?[^\d,。]{0,4}\d+(?:\.\d+)? ?%,?"
)
_BETWEEN = (
    rf"(?: |{_MOVED}|在[^,。]{{2,16}}后|\d{{1,2}} ?月期货|的?(?:现价|股价|币价|报价|价格)|现货|期货|永续|合约|"
    r"盘[中前后初]|短时|短线|瞬时|一度|日内|今[日晨早晚]|昨[日晚]|凌晨|隔夜|现|已|正式|首次|成功|放量|向[上下]|"
    r"再次|再度|重新|回升|反弹|拉升|上[涨行]|回落|下[跌行]|大[涨跌]|冲高|走[高低]){0,4}"
)
_DOLLARS = r" ?(?:美元|美金|刀|usd[tc]?(?![a-z])|u(?![a-z]))"
_PLAIN = r"(?:us)?\$? ?(?P<{0}>(?:\d{{1,3}},\d{{3}}|\d{{1,6}})(?![\d,]*\d)(?:\.\d+)?)"
_TENS = r"(?:us)?\$? ?(?P<tens>\d{1,2}(?:\.\d+)? ?万|\d{1,3}(?:\.\d+)?k(?![a-z]))"
# Behind a bare figure nothing may stand that it could be counted in.
_ENDS = r"(?= ?(?:$|[,。;:!?、()/…」”\"]|点(?!\d)|关[口键]|大关|整数|心理|支撑|阻力|一线|附近|后|时|创|刷新|并))"
PRICE = (
    rf"(?<![于趁待等])(?:(?P<who>{_TICKER}|{_KNOWN}){_BETWEEN}{_ACT}"
    rf"(?:{_TENS}|{_PLAIN.format('figure')})(?:{_DOLLARS}|{_ENDS})"
    rf"|{_STRANGER}{_BETWEEN}{_ACT.replace('act', 'act2')}{_PLAIN.format('dollars')}{_DOLLARS})"
)
WORTH = (
    rf"(?<!持[仓有币])(?<!储备|资产|质押|锁仓)市值{_BETWEEN}{_ACT}"
    rf"(?:us)?\$? ?(?P<figure>\d[\d,]*(?:\.\d+)? ?[百千]?[万亿]+)(?:{_DOLLARS}|{_ENDS})"
)
# Whatever else came to a mark, or only touched it: the figure tells one such report from the next.
MARK = r"(?:突破|升破|站上|涨破|重回|收复|跌破|失守|下破|触及) ?(?P<from>\$?[\d.,]+)"
# 币价一度突破 0.3 美元: whose price it is was said before.
_UNNAMED = re.compile(r"[,。;:]? ?[股币]?价")
_PRICE, _WORTH, _MARK = re.compile(PRICE), re.compile(WORTH), re.compile(MARK)


def price(text: str) -> Levels:
    """The price crossed, by asset and direction."""
    found = _PRICE.search(text)
    if found is None:
        return {}
    act = "act" if found["act"] else "act2"
    who = text[found.start() : found.start(act)]
    named = assets(who)[:1]
    if _UNNAMED.match(who):
        named = assets(text[: found.start()])[-1:]
    figure = found["tens"] or found["figure"] or found["dollars"]
    return _level(named, found[act], figure)


def worth(text: str) -> Levels:
    """The market value crossed, by asset and direction."""
    found = _WORTH.search(text)
    if found is None:
        return {}
    return _level(assets(text[: found.start()])[-1:], found["act"], found["figure"])


def mark(text: str) -> Levels:
    """The figure come to, whatever it counts; it is neither signed nor an asset's."""
    found = _MARK.search(text)
    counted = amounts(text[found.start("from") :]) if found else ()
    return {"mark": counted[0]} if counted else {}


def _level(named: list[str], act: str, figure: str) -> Levels:
    way = "down" if act in _DOWN.split("|") else "up"
    # A bare 1.16 is no amount by itself; that it is money has been made sure of.
    return {f"{named[0] if named else ''} {way}": amounts(f"{figure} 美元")[0]}
