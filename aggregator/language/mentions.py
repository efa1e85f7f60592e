"""Who and what a text names: the longest lexicon entry at each place, judged in its context."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from aggregator.language import contexts
from aggregator.language.atoms import pair_of
from aggregator.language.bodies import bodies
from aggregator.language.book import book
from aggregator.language.dictionary import dictionary
from aggregator.language.folding import Folded, fold, folding
from aggregator.language.lexicon import Lexicon, Surface, Term
from aggregator.language.matcher import Matcher
from aggregator.language.networks import kind_here
from aggregator.language.newcomers import candidates, newcomers
from aggregator.language.persons import persons
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
    r"[暴上下]?[跌涨]|短时|日内|24 ?(?:小时|h)|今日|触及|突破|质押|解锁|交易对|/ ?usd|etf|[)）]|链上)"
)
_MASKED = re.compile(r"https?://[!-~]{1,300}|@\w{1,30}_\w{1,30}|www\.[!-~]{1,300}")
_LISTED = re.compile(
    r"(?:nasdaq|nyse|lse|tsxv?|xetra|asx|amex|cse|股票代码|纳斯达克代码)[: ]{1,3}\$?$"
)
_UNLISTED = re.compile(r"代币|空投|解锁|TGE|交易对|现货")
_JOINS = re.compile(r" ?[、,，/和与及&] ?")
_STOCK = re.compile(r" ?[(（] ?(?:[A-Za-z]{3,8}[:：] ?)?\$?([A-Z]{1,5}) ?[)）]")
# How sure each rule is, by reading real flashes.
CONFIDENCE = {
    "name": 0.95,
    "ticker": 0.95,
    "cashtag": 0.9,
    "brackets": 0.9,
    "pair": 0.9,
    "stock": 0.85,
    "again": 0.85,
    "context": 0.8,
    "list": 0.75,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing: `text[start:end] == surface`.

    `kind` is what it is here, `tag_kind` what it is filed as: Solana the network (project) is
    filed with Solana the coin. `rule` says why it counts: `name`, `ticker`, `cashtag` ($BTC),
    `brackets` (（BTC）), `pair` (BTCUSDT), `context` (an everyday word beside evidence), `list`
    (beside a coin), `again` (settled elsewhere in the text), `stock` (a company's share); or
    of those the lexicon does not know: `new_…` for tickers, `title`, `given_name` and
    `transliterated` for people. `confidence` is 0-1.
    """

    slug: str
    kind: str
    start: int
    end: int
    surface: str
    rule: str
    name: str = ""
    ticker: str = ""
    tag_kind: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: Term
    surface: Surface
    rule: str  # "" while an everyday word still waits for evidence


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with what was found in it so far, offsets into the folded text."""

    text: str
    folded: Folded
    found: list[_Found]


def compile_matcher(source: Lexicon) -> Matcher[tuple[Claim, ...]]:
    """Every way to write a term, folded, with the terms that claim it. Topics stand apart."""
    claims: dict[str, list[Claim]] = {}
    for term in source.terms:
        for surface in term.surfaces:
            if term.kind != "topic":
                claims.setdefault(fold(surface.text), []).append((term, surface))
    return Matcher((word, tuple(claim)) for word, claim in claims.items())


def compile_names(source: Lexicon) -> Matcher[tuple[Claim, ...]]:
    """Names that count inside a word of the trade: 比特币 in 比特币减半."""
    claims: dict[str, list[Claim]] = {}
    for term in source.terms:
        for surface in term.surfaces:
            if term.kind not in ("topic", "term") and not surface.ambiguous:
                claims.setdefault(fold(surface.text), []).append((term, surface))
    return Matcher((word, tuple(claim)) for word, claim in claims.items())


def find_mentions(text: str) -> list[Mention]:
    """All mentions in reading order, none overlapping. Terms that are mere words are left out."""
    return mentions_of(text)[0]


def mentions_of(*texts: str) -> list[list[Mention]]:
    """The mentions of each text; what one settles (LINK is the coin) counts in the others."""
    readings = [_read(text) for text in texts]
    settled = {hit.term.slug for one in readings for hit in one.found if hit.rule}
    readings = [replace(one, found=_again(one.found, settled)) for one in readings]
    known = [[_mention(one, hit) for hit in one.found if _counts(hit)] for one in readings]
    stocks = [[*some, *_stocks(one.text, some)] for one, some in zip(readings, known, strict=True)]
    return _with_strangers([one.text for one in readings], stocks)


def _counts(hit: _Found) -> bool:
    return bool(hit.rule) and hit.term.kind != "term"


def _read(text: str) -> _Reading:
    folded = folding(text)
    edges: set[int] = set()
    found: list[_Found] = []
    for start, end, claims in _unmasked(folded.text):
        if end - start <= 2 and has_han(folded.text[start:end]):
            edges = edges or _edges(folded.text)
            if start not in edges or end not in edges:
                continue  # 何一 inside 任何一位
        printed = _printed(text, folded, start, end)
        for term, surface in claims:
            rule = _rule(folded.text, start, end, surface, printed)
            if rule is not None and not _elsewhere(text, folded, start, end, surface):
                found.append(_Found(start, end, term, surface, rule))
                break
    found = _listed(folded.text, found)
    found += _pairs(text, folded, {hit.start for hit in found})
    return _Reading(text, folded, sorted(found, key=lambda hit: hit.start))


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
    if surface.cased and printed != surface.text:
        return None
    if not surface.cased and not has_han(surface.text) and not _cased_like_name(printed, surface):
        return None
    verdict = contexts.verdict(folded, start, end)
    if verdict:
        return None if verdict == "not" else "context"
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
                if _JOINS.fullmatch(folded[near.end : far.start]):
                    hit = settled[index] = replace(hit, rule="list")
            last = hit
    return settled


def _again(found: list[_Found], settled: set[str]) -> list[_Found]:
    """An everyday word counts once the text has said elsewhere that it speaks of that thing."""
    return [
        replace(hit, rule="again") if hit.rule == "" and hit.term.slug in settled else hit
        for hit in found
    ]


def _pairs(text: str, folded: Folded, taken: set[int]) -> list[_Found]:
    """BTCUSDT names BTC."""
    tickers = dictionary().tickers
    found: list[_Found] = []
    for word in re.finditer(r"(?<![a-z0-9])[a-z0-9]{5,15}(?![a-z0-9])", folded.text):
        pair = pair_of(word.group(), tickers) if word.start() not in taken else None
        if pair and _printed(text, folded, *word.span()).isupper():
            end = word.start() + len(pair[0])
            claims = next(book().part(compile_matcher).find(pair[0]), None)
            owners = [claim for claim in claims[2] if claim[1].ticker] if claims else []
            found.extend(_Found(word.start(), end, *claim, "pair") for claim in owners[:1])
    return found


def _mention(one: _Reading, hit: _Found) -> Mention:
    start, end = one.folded.span(hit.start, hit.end)
    kind = kind_here(hit.term, hit.surface, one.folded.text, hit.start, hit.end)
    return _as_mention(hit.term, one.text, (start, end), hit.rule, CONFIDENCE[hit.rule], kind)


def _as_mention(
    term: Term, text: str, span: tuple[int, int], rule: str, confidence: float, kind: str = ""
) -> Mention:
    return Mention(
        slug=term.slug,
        kind=kind or term.kind,
        start=span[0],
        end=span[1],
        surface=text[slice(*span)],
        rule=rule,
        name=term.name,
        ticker=term.ticker,
        tag_kind=term.kind,
        confidence=confidence,
    )


def _stocks(text: str, known: list[Mention]) -> list[Mention]:
    """Robinhood（HOOD）: letters in brackets behind a company are its share."""
    taken = {mention.start for mention in known}
    found: list[Mention] = []
    for mention in known:
        match = _STOCK.match(text, mention.end) if mention.tag_kind == "company" else None
        near = text[max(0, mention.start - 16) : mention.end + 32]
        if match and match.start(1) not in taken and not _UNLISTED.search(near):
            span = match.span(1)
            found.append(
                replace(mention, start=span[0], end=span[1], surface=match[1], rule="stock")
            )
    return found


def compile_index(source: Lexicon) -> dict[str, Term]:
    """Folded names, everyday words too, with their entries: a title beside one settles it."""
    named = [term for term in source.terms if term.kind not in ("term", "topic")]
    return {fold(s.text): term for term in named for s in term.surfaces if not s.ticker}


def _with_strangers(texts: list[str], known: list[list[Mention]]) -> list[list[Mention]]:
    """Add tickers, people and bodies that the lexicon does not know."""
    index = book().part(compile_index)
    tickers = [newcomers(text) for text in texts]
    terms: dict[str, Term] = {}
    for one in sorted((o for some in tickers for o in some), key=lambda o: o.name == o.ticker):
        terms.setdefault(one.ticker, one.term())
    result: list[list[Mention]] = []
    for text, some, fresh in zip(texts, known, tickers, strict=True):
        own = {one.start: (one.rule, one.confidence) for one in fresh}
        more = [
            _as_mention(terms[ticker], text, (start, end), *own.get(start, ("again", 0.6)))
            for start, end, ticker in (candidates(text) if terms else ())
            if ticker in terms
        ]
        for stranger in (*persons(text), *bodies(text)):
            term = index.get(fold(stranger.name)) or stranger.term()
            span = stranger.start, stranger.end
            more.append(_as_mention(term, text, span, stranger.rule, stranger.confidence))
        result.append(_apart(some, more))
    return result


def _apart(known: list[Mention], strangers: list[Mention]) -> list[Mention]:
    """All in reading order; a stranger that overlaps somebody known gives way."""
    taken = {place for one in known for place in range(one.start, one.end)}
    kept = list(known)
    for one in sorted(strangers, key=lambda mention: mention.start):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda mention: mention.start)
