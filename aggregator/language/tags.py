"""Tags: what an article is about, and what it merely names, each with its evidence."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.lexicon import Lexicon, Term
from aggregator.language.mentions import Mention, mentions_of
from aggregator.language.topics import Topic, find_topics

Place = Literal["title", "text"]
EVIDENCE_KEPT = 8
_ABOUT = 2.0  # the score from which an article is about a thing
_OPENING = 90  # characters of the body that count as its first sentence at most
_SENTENCE = re.compile(r"[。！？!?\n]")
# 据 Arkham 监测: whoever only told the outlet is not what it is about.
_TOLD_BEFORE = re.compile(r"(?:据|援引|来源|來源|转自|引述|數據|来自)[:： ]{0,2}[^，。；\n]{0,6}$")
_TOLD_AFTER = re.compile(
    r"[^，。；\n]{0,8}?(?:报道|報道|監測|监测|披露|数据显示|数据|行情|显示|消息|统计|援引|分析师)"
)
_TOLD_HEAD = re.compile(r" ?[：:]")  # 彭博社：… at the head of a title
# 现报 1.07 USDT: a price in dollars of that name is not about the coin.
_PRICED = re.compile(
    r"(?:报|报价|触及|突破|跌破|升破|站上|重回|失守|[跌涨升降]至|价格)[^，。；\d]{0,4}[\d.,]+ ?[万亿]? ?$"
)
_DOLLAR_COINS = frozenset({"USDT", "USDC", "USD1", "FDUSD"})
_PLATFORM = re.compile(r"(?:在|于|通过|於) ?$")
_STRANGER = ("p-", "o-")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a tag stands: `place` is the title or the text, offsets count in it from 0."""

    place: Place
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TagMatch:
    """A tag: whether the article is `about` it, `count` over title and body together.

    `name`, `kind` and `ticker` are those of the tag, also of one that the lexicon lacks.
    `confidence` is 0-1; at most eight pieces of evidence are kept, the title's first.
    """

    slug: str
    kind: str
    name: str
    ticker: str
    about: bool
    count: int
    confidence: float
    evidence: tuple[Evidence, ...]


def tags_of(title: str, body: str) -> list[TagMatch]:
    """Tags of an article: what it is about first, then by count, then as they appear."""
    in_title, in_body = mentions_of(title, body)
    by_slug: dict[str, list[tuple[Place, Mention]]] = {}
    for mention in in_title:
        by_slug.setdefault(mention.slug, []).append(("title", mention))
    for mention in in_body:
        by_slug.setdefault(mention.slug, []).append(("text", mention))
    opening = _first_sentence(body)
    everything = len(in_title) + len(in_body)
    tags = [_tag(found, title, body, opening, everything) for found in by_slug.values()]
    tags = [tag for tag in tags if tag.about or not tag.slug.startswith(_STRANGER)]
    spans = tuple(frozenset((m.start, m.end) for m in some) for some in (in_title, in_body))
    tags += [_topic_tag(topic) for topic in find_topics(title, body, spans)]
    return sorted(tags, key=lambda tag: (not tag.about, -tag.count))


def compile_media(_source: Lexicon) -> frozenset[str]:
    """Slugs of those who only tell the news when they stand before a colon."""
    return rules.words("media.txt")


def _first_sentence(body: str) -> int:
    """Where the first sentence of a body ends."""
    end = _SENTENCE.search(body, 0, _OPENING)
    return end.start() if end else min(len(body), _OPENING)


def _tag(
    found: list[tuple[Place, Mention]], title: str, body: str, opening: int, everything: int
) -> TagMatch:
    first = found[0][1]
    doubt = 1.0
    for _, mention in islice(found, EVIDENCE_KEPT):
        doubt *= 1 - mention.confidence
    evidence = tuple(
        Evidence(place, m.start, m.end, m.rule, round(m.confidence, 2))
        for place, m in islice(found, EVIDENCE_KEPT)
    )
    return TagMatch(
        slug=first.slug,
        kind=first.tag_kind,
        name=first.name,
        ticker=first.ticker,
        about=aboutness(found, title, body, opening, everything) >= _ABOUT,
        count=len(found),
        confidence=round(min(0.99, 1 - doubt), 2),
        evidence=evidence,
    )


def aboutness(
    found: list[tuple[Place, Mention]], title: str, body: str, opening: int, everything: int
) -> float:
    """How much an article is about a thing: from 2 it is.

    In the title 2, at its head 1 more; in the first sentence 1; said three times 0.5, five times
    1; a third of all names 0.5. Whoever only told the news (据 Arkham 监测) or lent the place for
    it (在 X 平台) does not count there.
    """
    texts = {"title": title, "text": body}
    named = [(place, m) for place, m in found if not _told(texts[place], m)]
    score = 0.0
    if any(place == "title" for place, _ in named):
        score += 2 + (named[0][1].start < 3)
    if any(place == "text" and m.start < opening for place, m in named):
        score += 1
    score += 1 if len(named) >= 5 else 0.5 if len(named) >= 3 else 0
    return score + (0.5 if 3 * len(named) >= everything and everything > 3 else 0)


def _told(text: str, mention: Mention) -> bool:
    if mention.kind in ("coin", "region"):
        priced = text[max(0, mention.start - 24) : mention.start]
        return mention.surface in _DOLLAR_COINS and bool(_PRICED.search(priced))
    before, after = text[max(0, mention.start - 12) : mention.start], mention.end
    if not before and _TOLD_HEAD.match(text, after) and mention.slug in book().part(compile_media):
        return True
    if _TOLD_BEFORE.search(before) and _TOLD_AFTER.match(text, after):
        return True
    lent = mention.surface.endswith("平台") or text.startswith((" 平台", "平台", " 上发"), after)
    return lent and bool(_PLATFORM.search(before))


def _topic_tag(topic: Topic) -> TagMatch:
    term: Term = topic.term
    evidence = tuple(
        Evidence(
            "title" if hit.place == "title" else "text",
            hit.start,
            hit.end,
            f"topic:{hit.word}",
            round(min(1.0, hit.weight / 2), 2),
        )
        for hit in topic.hits[:EVIDENCE_KEPT]
    )
    return TagMatch(
        slug=term.slug,
        kind=term.kind,
        name=term.name,
        ticker="",
        about=topic.about,
        count=len(topic.hits),
        confidence=round(min(0.99, 0.5 + topic.score / 8), 2),
        evidence=evidence,
    )
