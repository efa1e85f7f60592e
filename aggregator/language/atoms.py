"""Stretches that are one word by their shape: links, addresses, figures, dates, Latin words.

All patterns run on folded text, need no backtracking over more than a bounded stretch, and
together accept every character that can be part of a word.
"""

import re

from aggregator.language.scripts import HAN, WORD

_MAGNITUDE = r"(?:万亿|[十百千]万|[十百千]亿|亿|万|千(?![瓦克米])|百(?![度货]))"
_COIN = r"(?:usdt|usdc|usd|btc|eth|sol|xrp|bnb|trx)"

SHAPES = re.compile(
    rf"""
    (?P<url>https?://[a-z0-9%._~:/?\#@!$&'*+,;=-]{{1,300}}(?<![.,;:!?']))
    |(?P<address>0x[0-9a-f]{{2,64}}(?:\.{{2,6}}[0-9a-f]{{2,12}})?(?!{WORD}))
    |(?P<cashtag>\$(?=[0-9]{{0,4}}[a-z])[a-z0-9]{{1,15}}(?!{WORD}))
    |(?P<date>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?![\d-]))
    |(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?!\d))
    |(?P<ordinal>第[ ]?\d{{1,6}}(?![\d.,]))
    |(?P<calendar>\d{{4}}[ ]?年|\d{{1,2}}[ ]?(?:月|日)(?!元))
    |(?P<product>\d{{1,4}}×\d{{1,4}})
    |(?P<figure>(?:\d{{1,3}}(?:,\d{{3}}){{1,8}}(?!\d)(?:\.\d{{1,18}})?
        |\d{{1,24}}\.\d{{1,18}}(?![.]\d)
        |\d{{1,24}}(?=[ ]?{_COIN}(?!{WORD}))
        |\d{{1,24}}(?![.]?{WORD}))
        (?:[ ]?{_MAGNITUDE}|[ ]?[%‰](?!\d))?)
    |(?P<latin>{WORD}{{1,64}}(?:[-.'’&@+]{WORD}{{1,64}}){{0,8}}\+?)
    |(?P<han>(?:(?!第[ ]?\d)[{HAN}])+|第)
    """,
    re.VERBOSE,
)
# Pairs of tickers (USDC-OCA) are two words where other hyphens join (T-REX, ERC-8211).
QUOTES = ("usdt", "usdc", "fdusd", "usd1", "usd")


def pair_of(word: str, tickers: frozenset[str]) -> tuple[str, str] | None:
    """BTCUSDT or BTC-USDT as (base, quote); None when `word` is no trading pair."""
    left, hyphen, right = word.partition("-")
    if hyphen:
        named = left in tickers or right in tickers
        return (left, right) if named and left.isalpha() and right.isalpha() else None
    for quote in QUOTES:
        base = word.removesuffix(quote)
        if base != word and base in tickers:
            return base, quote
    return None
