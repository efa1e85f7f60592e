"""Tickers that the lexicon does not know yet, where the text says that they are tickers.

「Espresso（ESP）」, ESP/USDT, 5000 万枚 BMC, $PUMPCADE: each form is a rule. What else is written
in capitals (UTC+8, ETF, CEO, DOJ) is listed in the rule file, is a word of the lexicon, or lacks
the evidence.
"""

import re
from collections.abc import Iterator

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.folding import fold
from aggregator.language.lexicon import Lexicon
from aggregator.language.strangers import TICKER, Stranger, entry

_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9_@#.&/-])\$?(?=[0-9]{0,3}[A-Z])[A-Z0-9]{2,12}(?![A-Za-z0-9_&.]|-[A-Z0-9])"
)
_QUOTE = re.compile(r" ?[/-] ?(?:USDT|USDC|USD1|USD|FDUSD|BTC|ETH|BNB|TRY|KRW|EUR)(?![A-Za-z0-9])")
_FUSED = re.compile(r"([A-Z0-9]{2,9})(?:USDT|USDC)U?")
_AMOUNT = re.compile(r"\d+[A-Z]")  # $38M, 24H
_LISTED = re.compile(
    r"(?:NASDAQ|Nasdaq|NYSE|LSE|TSXV?|XETRA|HKEX?|ASX|OTC[A-Z]{0,2}|AMEX|CSE|SIX|KOSDAQ|TSE|"
    r"股票代码|代码|纳斯达克|纽交所)[:： ]{0,2}[「“]?\$?$"
)
_COUNTED = re.compile(r"[枚颗] ?$")
_AFTER = re.compile(
    r" ?(?:代币|通证|永续|现货(?!行情|数据|平台)|空投|多单|空单|多头|空头|仓位|持仓|短时|日内|24 ?小时|24H|市值|"
    r"合约(?!地址)|(?:暴|上|下)?[涨跌](?!停)|突破|质押|解锁|流通|现报|报价|做空|做多)"
)
_BEFORE = re.compile(
    r"(?:代币|通证|币种|[Mm]eme ?币|MEME ?币|山寨币|稳定币|做多|做空|开多|开空|首发|上架|下架|增持|减持|"
    r"抛售|买入|卖出|购入|购买|发行|铸造|销毁|解锁|质押|囤积|建仓|套现|上线|市值)(?:了)?[ 「“]?$"
)
_COIN_NEAR = re.compile(
    r"代币|空投|上线|上架|下架|现货|永续|TGE|交易对|解锁|Alpha|Launchpool|Launchpad|USDT|质押|充值|"
    r"代币化|币安|交易竞赛|持仓|巨鲸|做多|做空|多单|空单|[枚]"
)
_STOCK_NEAR = re.compile(
    r"股票|股价|美股|股份|上市公司|概念股|纳斯达克|纽交所|NASDAQ|Nasdaq|NYSE|信托|ETF|财报|盘前|收盘|矿企|公司"
)
_LATIN_NAME = re.compile(r"([A-Z0-9][\w.'+-]*(?: [A-Z0-9][\w.'+-]*){0,3}) ?[(（]$")
_HAN_NAME = re.compile(r"([\u4e00-\u9fff]{1,6}币) ?[(（]$")
_BODIES = re.compile(
    r"\b(?:Inc\.?|Corp\.?|Holdings?|Group|Ltd\.?|Technologies|Capital|Bank|Bancorp|Trust|ETF|Fund|"
    r"Mining|Platforms|Commission|Authority|Agency|Department|Act|Index|Association|University|"
    r"Committee|Council|Institute|Bureau|Office|Reserve|Company|Service|Standard)$"
)
_NEAR = 40


def compile_barred(source: Lexicon) -> frozenset[str]:
    """Folded words that are no unknown ticker: the list, all the lexicon knows or was told to drop."""
    listed = {fold(word) for word in rules.words("not_tickers.txt")}
    surfaces = (surface for term in source.terms for surface in term.surfaces)
    # =Based bars nothing: BASED is written otherwise, and so may be a ticker.
    known = {s.folded for s in surfaces if not s.exact or s.text.isupper()}
    return frozenset(listed | known | source.off)


def candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """What is written like a ticker and not barred: start, end and the ticker in capitals."""
    barred = book().part(compile_barred)
    for match in _CANDIDATE.finditer(text):
        ticker = match.group().removeprefix("$")
        fused = _FUSED.fullmatch(ticker)
        ticker = fused[1] if fused and not fused[1].isdigit() else ticker
        if ticker.lower() not in barred and not _AMOUNT.fullmatch(ticker):
            start = match.end() - len(match.group().removeprefix("$"))
            yield start, start + len(ticker), ticker


def newcomers(text: str) -> list[Stranger]:
    """Unknown tickers with evidence of their own, in reading order. Linear time."""
    found = (_judge(text, *one) for one in candidates(text))
    return [one for one in found if one is not None]


def _judge(text: str, start: int, end: int, ticker: str) -> Stranger | None:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _LISTED.search(before) or re.match(r"(?:USDT)?[ ]?(?:股票|指数|ETF)", after):
        return None
    plain = entry(TICKER, ticker, "coin", ticker)
    if before.endswith("$") and not _STOCK_NEAR.search(before + after):
        return Stranger(plain, start, end, "new_cashtag", 0.8)
    if _QUOTE.match(after) or after.startswith(("USDT", "USDC")):
        return Stranger(plain, start, end, "new_pair", 0.85)
    if _COUNTED.search(before):
        return Stranger(plain, start, end, "new_counted", 0.85)
    if before.endswith(("(", "（")):
        closed = after.startswith((")", "）"))
        return _bracketed(before, after, start, end, ticker) if closed else None
    if len(ticker) < 3 or _STOCK_NEAR.search(before + after[:8]):
        return None
    if _AFTER.match(after):
        return Stranger(plain, start, end, "new_context", 0.65)
    if _BEFORE.search(before) and not re.match(r" [A-Za-z]", after):
        return Stranger(plain, start, end, "new_context", 0.6)
    return None


def _bracketed(before: str, after: str, start: int, end: int, ticker: str) -> Stranger | None:
    """「X（TICKER）」: X must be a name, and no body, law or listed company."""
    name = _LATIN_NAME.search(before) or _HAN_NAME.search(before)
    if name is None or _BODIES.search(name[1]):
        return None
    near = before[: name.start()] + after
    if _STOCK_NEAR.search(near) or not _COIN_NEAR.search(near):
        return None
    named = entry(TICKER, name[1][:40], "coin", ticker)
    return Stranger(named, start, end, "new_brackets", 0.75)
