"""Who and what a text names: the longest lexicon entry at each place, judged in its context."""

import re
import unicodedata
from dataclasses import dataclass

from aggregator.language.atoms import pair_of
from aggregator.language.book import book
from aggregator.language.dictionary import dictionary
from aggregator.language.folding import Folded, fold, folding
from aggregator.language.lexicon import Lexicon, Surface, Term
from aggregator.language.matcher import Matcher
from aggregator.language.scripts import has_han
from aggregator.language.segment import pieces

Claim = tuple[Term, Surface]
_SIDE = 12  # folded characters looked at on each side of an ambiguous word
_BEFORE = re.compile(
    r"(?:枚|做多|做空|开多|开空|买入|卖出|增持|减持|持有|质押|上线|上架|下架|抛售|出售|兑换|解锁|代币|"
    r"币种|加密货币|山寨币|meme ?币)[ :：“「]*\$?$"
)
_AFTER = re.compile(
    r"[”」]?[ ]?(?:代币|币|价格|市值|空投|现货|合约|永续|多单|空单|多头|空头|仓位|持仓|"
    r"跌|涨|短时|突破|质押|交易对|/ ?usd|etf|[)）]|链上)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing: `text[start:end] == surface`.

    `rule` says why it counts: `name`, `ticker`, `cashtag` ($BTC), `brackets` (（BTC）),
    `pair` (BTCUSDT), `context` (an everyday word beside evidence), `list` (beside a coin).
    """

    slug: str
    kind: str
    start: int
    end: int
    surface: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: Term
    rule: str  # "" while an everyday word still waits for evidence


def compile_matcher(source: Lexicon) -> Matcher[tuple[Claim, ...]]:
    """Every way to write a term, folded, with the terms that claim it."""
    claims: dict[str, list[Claim]] = {}
    for term in source.terms:
        for surface in term.surfaces:
            claims.setdefault(fold(surface.text), []).append((term, surface))
    return Matcher((word, tuple(claim)) for word, claim in claims.items())


def _matcher() -> Matcher[tuple[Claim, ...]]:
    return book().part(compile_matcher)


def find_mentions(text: str) -> list[Mention]:
    """All mentions in reading order, none overlapping. Terms that are mere words are left out."""
    folded = folding(text)
    edges: set[int] = set()
    found: list[_Found] = []
    for start, end, claims in _matcher().find(folded.text):
        if end - start <= 2 and has_han(folded.text[start:end]):
            edges = edges or _edges(folded.text)
            if start not in edges or end not in edges:
                continue  # 何一 inside 任何一位
        printed = _printed(text, folded, start, end)
        for term, surface in claims:
            rule = _rule(folded.text, start, end, surface, printed)
            if rule is not None:
                found.append(_Found(start, end, term, rule))
                break
    found = _listed(folded.text, found) + _pairs(text, folded)
    named = [hit for hit in found if hit.rule and hit.term.kind != "term"]
    return [_mention(text, folded, hit) for hit in sorted(named, key=lambda hit: hit.start)]


def _edges(folded: str) -> set[int]:
    return {edge for piece in pieces(folded) for edge in (piece.start, piece.end)}


def _printed(text: str, folded: Folded, start: int, end: int) -> str:
    """The words as they stand, in their own case but plain width."""
    first, last = folded.span(start, end)
    return unicodedata.normalize("NFKC", text[first:last])


def _rule(folded: str, start: int, end: int, surface: Surface, printed: str) -> str | None:
    """Why this counts; "" when it needs a neighbour as evidence; None when it does not count."""
    if start and folded[start - 1] == "$" and surface.ticker:
        return "cashtag"
    if surface.cased and printed != surface.text:
        return None
    if not surface.cased and not has_han(surface.text) and not _cased_like_name(printed, surface):
        return None
    if not surface.ambiguous:
        return "ticker" if surface.ticker else "name"
    if folded[start - 1 : start] == "(" and folded[end : end + 1] == ")":
        return "brackets"
    beside = _BEFORE.search(folded[max(0, start - _SIDE) : start])
    return "context" if beside or _AFTER.match(folded[end : end + _SIDE]) else ""


def _cased_like_name(printed: str, surface: Surface) -> bool:
    """A name in lower case counts only when it is too long to be another word by chance."""
    return (
        printed[0] == surface.text[0]
        or not printed[0].islower()
        or (len(printed) > 5 and not surface.ambiguous)
    )


def _listed(folded: str, found: list[_Found]) -> list[_Found]:
    """BTC、ETH、LINK: in a list of coins an everyday word is a coin too."""
    settled = list(found)
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        last: _Found | None = None
        for index in order:
            hit = settled[index]
            if hit.rule == "" and last and last.rule and last.term.kind == "coin":
                near, far = sorted((last, hit), key=lambda one: one.start)
                if re.fullmatch(r" ?[、,，/和与及&] ?", folded[near.end : far.start]):
                    hit = settled[index] = _Found(hit.start, hit.end, hit.term, "list")
            last = hit
    return settled


def _pairs(text: str, folded: Folded) -> list[_Found]:
    """BTCUSDT names BTC."""
    tickers = dictionary().tickers
    found: list[_Found] = []
    for word in re.finditer(r"(?<![a-z0-9])[a-z0-9]{5,15}(?![a-z0-9])", folded.text):
        pair = pair_of(word.group(), tickers)
        if pair and _printed(text, folded, *word.span()).isupper():
            end = word.start() + len(pair[0])
            claims = next(_matcher().find(pair[0]), None)
            terms = [term for term, surface in claims[2] if surface.ticker] if claims else []
            found.extend(_Found(word.start(), end, term, "pair") for term in terms[:1])
    return found


def _mention(text: str, folded: Folded, hit: _Found) -> Mention:
    start, end = folded.span(hit.start, hit.end)
    return Mention(hit.term.slug, hit.term.kind, start, end, text[start:end], hit.rule)
