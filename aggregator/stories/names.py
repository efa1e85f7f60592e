"""Who and what a report names, in the form that reports are compared in."""

import re
from typing import NamedTuple

from aggregator.language.folding import fold
from aggregator.language.mentions import find_mentions
from aggregator.stories.grams import WORD, grams

# Binance, Binance Alpha and Binance Wallet act as one; so do a project and its coin.
_FAMILY = re.compile(
    r"-(?:coin|token|company|project|exchange|chain|protocol|network|foundation|labs|alpha|wallet"
    r"|corp|inc|group|global|us|prime|dao|finance)$"
)
# A name that the lexicon lacks: one report has a clue beside it, the next may have none.
_STRANGER = re.compile(r"^[top]-")
# Latin words that name nobody: any two reports may share them.
_COMMON_WORDS = (
    "ai etf ceo cto coo cio cfo dex cex defi nft meme web3 kol otc ipo sec api app tvl tge dao "
    "l1 l2 usd usdt usdc og top vip apr apy pre token the of and to in for on by with from is an "
    "at x crypto bitcoin btc eth ethereum blockchain protocol network finance labs foundation "
    "wallet exchange capital group pro spot perp future futures usdtm pct yoy mom pos pow rwa zk "
    "mpc h d w q1 q2 q3 q4 tradfi cfd"
)
_COMMON = frozenset(_COMMON_WORDS.split())


# UPUSDT names UP.
_PAIRED = re.compile(r"(?<=[a-z0-9]{2})usd[tc]$")


class Names(NamedTuple):
    """Lexicon families and unknown Latin words; the coins and exchanges of them; their grams."""

    all: frozenset[str]
    coins: frozenset[str]
    venues: frozenset[str]
    grams: frozenset[str]


def read_names(text: str, folded: str) -> Names:
    """The names in a text; `folded` is its folded form, or a part of that."""
    names: set[str] = set()
    coins: set[str] = set()
    venues: set[str] = set()
    covered: set[str] = set()
    for mention in find_mentions(text):
        if mention.kind == "topic":
            continue
        covered.update(grams(fold(mention.surface)))
        name = _FAMILY.sub("", _STRANGER.sub("", mention.slug))
        names.add(name)
        if mention.kind == "coin":
            coins.add(name)
        elif mention.kind == "exchange":
            venues.add(name)
    words = (_PAIRED.sub("", word) for word in WORD.findall(folded) if len(word) > 1)
    unknown = {word for word in words if word not in covered and word not in _COMMON}
    return Names(
        frozenset(names | unknown),
        frozenset(coins),
        frozenset(venues),
        frozenset(covered | unknown),
    )
