"""New names in Latin letters: written with a capital, hardly ever without, unknown. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from aggregator.words.ngrams import Bounds, Found, Text

_NAME = re.compile(
    r"(?<![\w@/.:#&=?-])[A-Z][A-Za-z0-9]*(?:[.&'-]?[A-Za-z0-9]+)*"
    r"(?: [A-Z][A-Za-z0-9]*(?:[.&'-]?[A-Za-z0-9]+)*){0,3}(?![\w@/=])"
)
_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_CODE = re.compile(r".*\.[A-Z]{1,2}|[A-Z]+-USDT?")  # NVDA.O, BTC-USD: codes of quotes


def _words(line: str) -> list[str]:
    return line.split()


# Of prose, titles and figures: where one stands a name ends.
_BREAKS = frozenset(
    _words(
        "This That These Those There They And But For From With What When Where Why How You Your Our "
        "His Her Its Not All Any New One Two More Most After Before About Into Over Under Will Can May "
        "Please Today Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
        "April June July August September October November December UTC GMT EST PDT AM PM CEO CTO CFO "
        "COO CMO AMA FAQ APP App API CLI PC ID VIP NO No Inc Ltd LLC Corp TVL APY APR ROI KYC AML AUM "
        "FDV TGE OI PnL CEX DEX ETF X OG"
    )
)
# Of products and trades: part of many names, none by themselves.
_ALONE = frozenset(
    _words(
        "The DAO DAT EVM GPU CPU AI Token Agent Agents Alpha Beta Skill Skills Research Bridge World "
        "Labs Lab Top Money Freedom Wallet Protocol Network Finance Exchange Pro Max Plus Lite Swap "
        "Chain Capital Gold GOLD COIN Coin Crypto Web Bot Season Launch Earn Mainnet Testnet Meme "
        "Layer Vault Pool Club Day Week Live News Project Information Perp Consensus Hub USD"
    )
)


def latin_names(
    texts: Sequence[Text], unknown: Callable[[str], bool], bounds: Bounds
) -> list[Found]:
    """The new names, the best first. A text written in a language of its own is passed over."""
    found: dict[str, Found] = {}
    last: dict[str, int] = {}
    small: Counter[str] = Counter()
    for one in texts:
        small.update(_WORD.findall(one.text))
        if _foreign(one.text):
            continue
        for match in _NAME.finditer(one.text):
            name = _trimmed(match.group())
            if len(name) < 3 or name in _ALONE or _CODE.fullmatch(name):
                continue
            seen = found.setdefault(name, Found(name))
            seen.count += 1
            if last.get(name) != one.article:
                last[name] = one.article
                seen.articles += 1
                seen.outlets.add(one.outlet)
                if len(seen.examples) < 3:
                    seen.examples.append((one.article, one.text))
    good = []
    for name, seen in found.items():
        if seen.articles < bounds.articles or not unknown(name):
            continue
        if small[name.lower()] * 10 > seen.count:
            continue
        seen.cohesion, seen.freedom = 8.0, 2.0
        good.append(seen)
    return sorted(good, key=lambda one: (-one.score, one.text))


def _trimmed(name: str) -> str:
    """The longest stretch without words that end a name: Brian Armstrong of CEO Brian Armstrong."""
    best: list[str] = []
    stretch: list[str] = []
    for word in name.split():
        stretch = [] if word in _BREAKS else [*stretch, word]
        if len(stretch) > len(best):
            best = stretch
    return " ".join(best)


def _foreign(text: str) -> bool:
    letters = sum(char.isascii() and char.isalpha() for char in text)
    return letters * 4 > len(text) * 3
