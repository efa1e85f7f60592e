"""Who and what a text names: lexicon entries judged in their context, and unknown names."""

import re
from dataclasses import dataclass, replace

from aggregator.language.bodies import bodies
from aggregator.language.book import book
from aggregator.language.folding import fold
from aggregator.language.lexicon import Lexicon, Term
from aggregator.language.networks import kind_here
from aggregator.language.newcomers import candidates, newcomers
from aggregator.language.persons import persons
from aggregator.language.reading import Found, Reading, again, read
from aggregator.language.strangers import Stranger

_UNLISTED = re.compile(r"代币|空投|解锁|TGE|交易对|现货")
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


def find_mentions(text: str) -> list[Mention]:
    """All mentions in reading order, none overlapping. Terms that are mere words are left out."""
    return mentions_of(text)[0]


def mentions_of(*texts: str) -> list[list[Mention]]:
    """The mentions of each text; what one settles (LINK is the coin) counts in the others."""
    readings = [read(text) for text in texts]
    settled = {hit.term.slug for one in readings for hit in one.found if hit.rule}
    readings = [replace(one, found=again(one.found, settled)) for one in readings]
    known = [[_mention(one, hit) for hit in one.found if _counts(hit)] for one in readings]
    stocks = [[*some, *_stocks(one.text, some)] for one, some in zip(readings, known, strict=True)]
    return _with_strangers([one.text for one in readings], stocks)


def _counts(hit: Found) -> bool:
    return bool(hit.rule) and hit.term.kind != "term"


def _mention(one: Reading, hit: Found) -> Mention:
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
    return {s.folded: term for term in named for s in term.surfaces if not s.ticker}


def _with_strangers(texts: list[str], known: list[list[Mention]]) -> list[list[Mention]]:
    """Add tickers, people and bodies that the lexicon does not know."""
    index = book().part(compile_index)
    tickers = [newcomers(text) for text in texts]
    terms: dict[str, Term] = {}
    for one in sorted((o for some in tickers for o in some), key=_plainly_named):
        terms.setdefault(one.term.ticker, one.term)
    result: list[list[Mention]] = []
    for text, some, fresh in zip(texts, known, tickers, strict=True):
        own = {one.start: (one.rule, one.confidence) for one in fresh}
        more = [
            _as_mention(terms[ticker], text, (start, end), *own.get(start, ("again", 0.6)))
            for start, end, ticker in (candidates(text) if terms else ())
            if ticker in terms
        ]
        for one in (*persons(text), *bodies(text)):
            term = index.get(fold(one.term.name), one.term)
            more.append(_as_mention(term, text, (one.start, one.end), one.rule, one.confidence))
        result.append(_apart(some, more))
    return result


def _plainly_named(stranger: Stranger) -> bool:
    """Whether a ticker came without the name of its coin: the others are asked first."""
    return stranger.term.name == stranger.term.ticker


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
