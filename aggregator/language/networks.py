"""The network or its coin? One name stands for both; what stands beside it tells."""

import re

from aggregator.language.lexicon import Surface, Term
from aggregator.language.scripts import has_han

# Always the asset, and the asset unless the network is meant.
_ASSETS = frozenset({"bitcoin"})
_ASSETS_FIRST = frozenset({"ethereum", "solana"})
_NETWORK_AFTER = re.compile(
    r"[」”]? ?(?:网络|主网|测试网|生态|公链|链(?!接)|区块链|链上|上(?!线|涨|周|月|架|午|市|调|升|述)|"
    r"基金会|开发者|核心|验证者|节点|协议|团队|社区|客户端|升级|改进|应用|创始人|联合创始人|联创|"
    r"二层|l2|layer|虚拟机|智能合约|dapp|defi|nft|meme|发布|推出|宣布|表示|计划|将于|平台|"
    r"mainnet|network|chain|foundation|ecosystem|labs|protocol)"
)
_ASSET_AFTER = re.compile(
    r"[」”)]? ?(?:现货|etf|etp|价格|币价|跌|涨|突破|短时|合约|期货|期权|永续|多单|空单|多头|空头|持仓|仓位|"
    r"市值|巨鲸|储备|财库|质押|交易对|信托|代币|上涨|下跌|走势|行情|爆仓|净流|敞口|资金费率|[0-9])"
)
_ASSET_BEFORE = re.compile(
    r"(?:枚|颗|做多|做空|买入|卖出|购入|增持|减持|持有|抛售|囤积|质押|万|亿|美元|价值|兑换|比特币|"
    r"比特币[和与、及]|btc[、和与及]|btc 和)[ 「“]?$"
)
_SIDE = 10
_MONEY = re.compile(r"(?:coin|币|幣|cash|usd|dollar|inu|token|classic|sv)$", re.IGNORECASE)


def kind_here(term: Term, surface: Surface, folded: str, start: int, end: int) -> str:
    """The kind of the thing meant: `project` where a coin's name stands for its network."""
    if term.kind != "coin" or surface.ticker or surface.text.upper() == term.ticker:
        return term.kind
    if term.slug in _ASSETS or _MONEY.search(surface.text):
        return "coin"
    before = folded[max(0, start - _SIDE) : start]
    if has_han(surface.text) and term.slug not in _ASSETS_FIRST and "链" not in surface.text:
        return "coin" if not _NETWORK_AFTER.match(folded, end) else "project"
    if _ASSET_AFTER.match(folded, end):
        return "coin"
    first = term.slug in _ASSETS_FIRST
    if _NETWORK_AFTER.match(folded, end):
        return "project"
    if _ASSET_BEFORE.search(before):
        return "coin"
    if not first or re.search(
        r"(?:基于|部署(?:到|至|在|于)|运行于|兼容|登陆|跨链(?:到|至)) ?$", before
    ):
        return "project"
    return "coin"
