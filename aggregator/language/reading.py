"""The lexicon entries in a text: the longest at each place, judged by its neighbours."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from aggregator.language import contexts
from aggregator.language.atoms import pair_of
from aggregator.language.book import book, forgotten
from aggregator.language.dictionary import dictionary
from aggregator.language.folding import Folded, folding
from aggregator.language.lexicon import Lexicon, Surface, Term
from aggregator.language.matcher import Matcher
from aggregator.language.scripts import has_han
from aggregator.language.segment import pieces

Claim = tuple[Term, Surface]
_SHORT = 1000
_SIDE = 12  # folded characters looked at on each side of an ambiguous word
_BEFORE = re.compile(
    r"(?:枚|做多|做空|开多|开空|买入|卖出|增持|减持|持有|质押|上线|上架|下架|抛售|出售|兑换|解锁|代币|"
    r"币种|加密货币|山寨币|meme ?币)[ :：“「]*\$?$"
)
_AFTER = re.compile(
    r"[”」]?[ ]?(?:(?:也|则|均|还|亦|同样|同时|分别)?[ ]?出现|则触及|同样触及|代币|币|价格|市值|空投|现货|合约|永续|多单|空单|多头|空头|仓位|持仓|"
    r"[暴上下]?[跌涨]|短时|日内|24 ?(?:小时|h)|今日|触及|突破|质押|解锁|交易对|/ ?usd|etf|[)）]|链上)"
)
_MASKED = re.compile(r"https?://[!-~]{1,300}|@\w{1,30}_\w{1,30}|www\.[!-~]{1,300}")
_LISTED = re.compile(
    r"(?:nasdaq|nyse|lse|tsxv?|xetra|asx|amex|cse|股票代码|纳斯达克代码)[: ]{1,3}\$?$"
)
_JOINS = re.compile(r" ?[、,，/和与及&] ?")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as one way of writing it; `rule` is "" while it still waits for evidence."""

    start: int
    end: int
    term: Term
    surface: Surface
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what was found in it so far, offsets into the folded text."""

    text: str
    folded: Folded
    found: list[Found]


def compile_matcher(source: Lexicon) -> Matcher[tuple[Claim, ...]]:
    """Every way to write a term, folded, with the terms that claim it. Topics stand apart."""
    claims: dict[str, list[Claim]] = {}
    for term in source.terms:
        for surface in term.surfaces:
            if term.kind != "topic":
                claims.setdefault(surface.folded, []).append((term, surface))
    return Matcher((word, tuple(claim)) for word, claim in claims.items())


def compile_names(source: Lexicon) -> Matcher[tuple[Claim, ...]]:
    """Names that count inside a word of the trade: 比特币 in 比特币减半."""
    claims: dict[str, list[Claim]] = {}
    for term in source.terms:
        for surface in term.surfaces:
            if term.kind not in ("topic", "term") and not surface.ambiguous:
                claims.setdefault(surface.folded, []).append((term, surface))
    return Matcher((word, tuple(claim)) for word, claim in claims.items())


def read(text: str) -> Reading:
    """Find the entries of the lexicon in a text. Linear time.

    Tags and stories read the same headlines and flashes one after the other: short texts are kept.
    """
    return _kept(text) if len(text) <= _SHORT else _read(text)


@forgotten
@lru_cache(maxsize=512)
def _kept(text: str) -> Reading:
    return _read(text)


def _read(text: str) -> Reading:
    folded = folding(text)
    edges: set[int] = set()
    found: list[Found] = []
    for start, end, claims in _unmasked(folded.text):
        if end - start <= 2 and has_han(folded.text[start:end]):
            edges = edges or _edges(folded.text)
            if start not in edges or end not in edges:
                continue  # 何一 inside 任何一位
        printed = _printed(text, folded, start, end)
        for term, surface in claims:
            rule = _rule(folded.text, start, end, surface, printed)
            if rule is not None and not _elsewhere(text, folded, start, end, surface):
                found.append(Found(start, end, term, surface, rule))
                break
    found = _listed(folded.text, found)
    found += _pairs(text, folded, {hit.start for hit in found})
    return Reading(text, folded, sorted(found, key=lambda hit: hit.start))


def _unmasked(folded: str) -> Iterable[tuple[int, int, tuple[Claim, ...]]]:
    """Matches outside links and handles; a word of the trade yields the names inside it too."""
    masked = [match.span() for match in _MASKED.finditer(folded)]
    names = book().part(compile_names)
    index = 0
    for start, end, claims in book().part(compile_matcher).find(folded):
        while index < len(masked) and masked[index][1] <= start:
            index += 1
        if index < len(masked) and masked[index][0] < end:
            continue
        if claims[0][0].kind == "person" and end - start > 4 and has_han(folded[start]):
            house = _person_apart(folded, start, end, names)
            if house:
                yield start, house[0], house[1]
                start = house[0]
        if any(term.kind != "term" for term, _ in claims):
            yield start, end, claims
            continue
        for first, last, inner in names.find(folded[start:end]):
            yield start + first, start + last, inner


def _person_apart(
    folded: str, start: int, end: int, names: Matcher[tuple[Claim, ...]]
) -> tuple[int, tuple[Claim, ...]] | None:
    """美联储理事巴尔 as an alias of the man: the house he sits in is named as well."""
    for size in range(end - start - 2, 1, -1):
        inner = next(names.find(folded[start : start + size]), None)
        if inner and inner[:2] == (0, size):
            return start + size, inner[2]
    return None


def _edges(folded: str) -> set[int]:
    return {edge for piece in pieces(folded) for edge in (piece.start, piece.end)}


def _printed(text: str, folded: Folded, start: int, end: int) -> str:
    """The words as they stand, in their own case but plain width."""
    first, last = folded.span(start, end)
    return unicodedata.normalize("NFKC", text[first:last])


def _elsewhere(text: str, folded: Folded, start: int, end: int, surface: Surface) -> bool:
    """Whether an everyday Latin word is only part of a name that nobody knows (Sky News)."""
    everyday = (surface.exact or surface.ambiguous) and not surface.ticker
    if not everyday or " " in surface.text or has_han(surface.text):
        return False
    return contexts.within_a_longer_name(text, *folded.span(start, end))


def _rule(folded: str, start: int, end: int, surface: Surface, printed: str) -> str | None:
    """Why this counts; "" when it needs a neighbour as evidence; None when it does not count."""
    if surface.ticker and _LISTED.search(folded, max(0, start - _SIDE), start):
        return None  # (LSE: ARB) is a share
    if start and folded[start - 1] == "$" and surface.ticker:
        return "cashtag"
    if not in_its_case(printed, surface):
        return None
    verdict = contexts.verdict(folded, start, end, surface.ticker)
    if verdict:
        return None if verdict == "not" else "context"
    if not surface.ambiguous:
        return "ticker" if surface.ticker else "name"
    if folded[start - 1 : start] == "(" and folded[end : end + 1] == ")":
        return "brackets"
    beside = _BEFORE.search(folded[max(0, start - _SIDE) : start])
    return "context" if beside or _AFTER.match(folded[end : end + _SIDE]) else ""


def in_its_case(printed: str, surface: Surface) -> bool:
    """Whether this way of writing may stand in the case of what is printed there."""
    if surface.cased:
        return printed == surface.text or _cased_like_ticker(printed, surface)
    return has_han(surface.text) or _cased_like_name(printed, surface)


def _cased_like_ticker(printed: str, surface: Surface) -> bool:
    """XAUt for XAUT: a ticker whose first three letters are capitals at least."""
    return surface.ticker and printed[:3].isupper() and printed.upper() == surface.text


def _cased_like_name(printed: str, surface: Surface) -> bool:
    """A name in lower case counts only when it is too long to be another word by chance."""
    return (
        printed[0] == surface.text[0]
        or not printed[0].islower()
        or (len(printed) > 5 and not surface.ambiguous)
    )


def _listed(folded: str, found: list[Found]) -> list[Found]:
    """BTC、ETH、LINK: in a list of coins an everyday word is a coin too."""
    settled = list(found)
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        last: Found | None = None
        for index in order:
            hit = settled[index]
            if hit.rule == "" and last and last.rule and last.term.kind == "coin":
                near, far = sorted((last, hit), key=lambda one: one.start)
                if _JOINS.fullmatch(folded[near.end : far.start]):
                    hit = settled[index] = replace(hit, rule="list")
            last = hit
    return settled


def again(found: list[Found], settled: set[str]) -> list[Found]:
    """An everyday word counts once the text has said elsewhere that it speaks of that thing."""
    return [
        replace(hit, rule="again") if hit.rule == "" and hit.term.slug in settled else hit
        for hit in found
    ]


def _pairs(text: str, folded: Folded, taken: set[int]) -> list[Found]:
    """BTCUSDT names BTC."""
    tickers = dictionary().tickers
    found: list[Found] = []
    for word in re.finditer(r"(?<![a-z0-9])[a-z0-9]{5,15}(?![a-z0-9])", folded.text):
        pair = pair_of(word.group(), tickers) if word.start() not in taken else None
        if pair and _printed(text, folded, *word.span()).isupper():
            end = word.start() + len(pair[0])
            claims = next(book().part(compile_matcher).find(pair[0]), None)
            owners = [claim for claim in claims[2] if claim[1].ticker] if claims else []
            found.extend(Found(word.start(), end, *claim, "pair") for claim in owners[:1])
    return found
