"""What a number counts: currencies by ISO 4217, coins by ticker, and the words for the rest."""

import re
import unicodedata

from aggregator.language.book import book
from aggregator.language.folding import Folded
from aggregator.language.lexicon import Lexicon
from aggregator.language.scripts import has_han

CURRENCIES = {
    "美元": "USD", "美金": "USD", "刀": "USD", "usd": "USD", "dollars": "USD", "美分": "USD",
    "港元": "HKD", "港币": "HKD", "港纸": "HKD", "hkd": "HKD",
    "元人民币": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "cnh": "CNY", "元": "CNY",
    "日元": "JPY", "日圆": "JPY", "日币": "JPY", "jpy": "JPY",
    "韩元": "KRW", "韩圆": "KRW", "韩币": "KRW", "krw": "KRW",
    "欧元": "EUR", "eur": "EUR", "英镑": "GBP", "gbp": "GBP",
    "新台币": "TWD", "新台币元": "TWD", "元新台币": "TWD", "台币": "TWD", "twd": "TWD",
    "加拿大元": "CAD", "加元": "CAD", "澳大利亚元": "AUD", "澳元": "AUD", "澳币": "AUD",
    "新加坡元": "SGD", "新元": "SGD", "新币": "SGD", "sgd": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF",
    "印度卢比": "INR", "卢比": "INR", "卢布": "RUB", "泰铢": "THB", "越南盾": "VND",
    "印尼盾": "IDR", "巴西雷亚尔": "BRL", "雷亚尔": "BRL", "土耳其里拉": "TRY", "里拉": "TRY",
    "迪拉姆": "AED", "aed": "AED", "林吉特": "MYR", "令吉": "MYR", "菲律宾比索": "PHP",
    "阿根廷比索": "ARS", "墨西哥比索": "MXN", "南非兰特": "ZAR", "兰特": "ZAR", "坚戈": "KZT",
    "奈拉": "NGN", "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK", "兹罗提": "PLN",
    "格里夫纳": "UAH", "谢克尔": "ILS", "伊朗里亚尔": "IRR", "沙特里亚尔": "SAR",
}  # fmt: skip
SIGNS = {
    "us$": "USD", "$": "USD", "hk$": "HKD", "nt$": "TWD", "a$": "AUD", "c$": "CAD", "s$": "SGD",
    "r$": "BRL", "¥": "CNY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "₽": "RUB",
    "usd": "USD", "人民币": "CNY", "rmb": "CNY",
}  # fmt: skip
_WORDS = "|".join(sorted(CURRENCIES, key=len, reverse=True))
MONEY = re.compile(
    rf"[ ]?(?P<code>{_WORDS})(?<!元(?=宇宙|素|老|年|月|件|旦|组))(?<!刀(?=具|片|剑|枪))"
    r"(?!(?<=[a-z])[a-z0-9])"
)
SIGN = re.compile(r"(?<![a-z])(us\$|hk\$|nt\$|[acsr]\$|[$¥€£₩₹₽]|usd|rmb|人民币) ?$")
# Capitals behind a number that are no coin.
_NOT_COINS = (
    "ai am api apr apy app ath aum bps btu ceo cex cfo cpi dao dapp defi dex eb edt eh est et etf"
    " etp eip erc fdv fomc gb gdp ghz gmt gp gpu gwei gw hz id ido ios ipo ir ka kb kg kol kw kyc"
    " lp mb mev mhz mw mwh nav nft nfts ok otc p2p pb pct ph pm pr ps qps rpc rsi rwa sdk sec"
    " tb th tps tvl tvs tx txs utc utxo vc vip vs web3 x xbt zk zb gas"
    " bst cet cst gst hkt jst kst mst pdt pst sgt aest"
)
_NO_COIN = frozenset(_NOT_COINS.split())
_LATIN = re.compile(r"[a-z0-9]{1,14}(?![a-z0-9])")
# stETH, cbBTC and hyUSD carry a prefix in lower case.
_TICKER = re.compile(r"(?=[a-zA-Z0-9]*[A-Z])[a-z]{0,4}[A-Z0-9]{2,12}")
_CUT_OFF = re.compile(r"…|\.\.")
_BEFORE = re.compile(r"(?:^|[^a-z0-9])([a-z0-9]{2,10}|[^a-z0-9 (]{2,5}) ?\(? ?$")
_LONGEST = 14


def compile_coins(source: Lexicon) -> dict[str, str]:
    """Folded ways to write a coin, with its ticker."""
    coins: dict[str, str] = {}
    for term in source.terms:
        if term.kind == "coin" and term.ticker:
            for surface in term.surfaces:
                coins.setdefault(surface.folded, term.ticker.upper())
    return coins


def coin_before(folded: str, at: int) -> str | None:
    """The ticker in BTC（8.51 枚）, where the amount stands behind its coin."""
    word = _BEFORE.search(folded, max(0, at - _LONGEST), at)
    return book().part(compile_coins).get(word[1]) if word else None


def _openings(source: Lexicon) -> frozenset[str]:
    """The first two characters of Chinese coin names: most words behind a number are none."""
    return frozenset(word[:2] for word in compile_coins(source) if has_han(word))


def coin_at(text: str, folded: Folded, at: int, counted: bool) -> tuple[str, int] | None:
    """The ticker of the coin named at `at` of the folded text, and where its name ends.

    `counted` says that 枚 stands before it: then any Latin word in capitals names a coin.
    """
    known = book().part(compile_coins)
    if latin := _LATIN.match(folded.text, at):
        return _latin_coin(text, folded, latin, counted, known)
    if folded.text[at : at + 2] not in book().part(_openings):
        return None
    for length in range(min(_LONGEST, len(folded.text) - at), 1, -1):
        word = folded.text[at : at + length]
        if word in known and has_han(word):
            return known[word], at + length
    return None


def _latin_coin(
    text: str, folded: Folded, latin: re.Match[str], counted: bool, known: dict[str, str]
) -> tuple[str, int] | None:
    word, at = latin.group(), latin.start()
    first, last = folded.span(*latin.span())
    printed = unicodedata.normalize("NFKC", text[first:last])
    attached = at > 0 and folded.text[at - 1].isdigit()
    if attached and (len(word) == 1 or _CUT_OFF.match(folded.text, latin.end())):
        return None  # 5G and 0G are names, 1FZAC…GLKzD is an address
    if word in known and (counted or printed != word) and not (attached and printed[-1].islower()):
        return known[word], latin.end()
    if word in _NO_COIN or attached or not _TICKER.fullmatch(printed):
        return None
    return (word.upper(), latin.end()) if counted or (printed.isupper() and len(word) > 2) else None
