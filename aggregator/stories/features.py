"""What a report says, in the form that reports are compared in."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aggregator.language.folding import fold, folding
from aggregator.language.mentions import find_mentions
from aggregator.stories.acts import acts_in, stage_in
from aggregator.stories.amounts import Amount, amounts, days
from aggregator.stories.series import Series, read_series

BODY = 600  # characters of the body that matter: flashes say what happened first
LEAD = 320  # characters of it that are compared word by word
TITLE = 300

_LABELS = re.compile(
    r"^(?:(?:数据|快讯|消息|突发|独家|最新|市场消息|行情|分析|观点|消息人士|知情人士|机构|blockbeats|"
    r"chaincatcher|foresight news|odaily|panews)(?:消息)?[:,|、] ?)+"
)
_OPENING = re.compile(
    r"^[^,。:]{0,20}(?:消息|讯|报道)[,:] ?(?:\d{1,2} ?月 ?\d{1,2} ?日[,:]? ?)?"
    r"(?:据 ?[^,。]{1,40}?(?:监测|数据|报道|消息|披露|统计|分析|公告|显示)(?:显示)?[,:])?"
)
_CREDIT = re.compile(r"^据 ?[^,。]{1,40}?(?:监测|数据|报道|消息|披露|统计|分析)(?:显示)?[,:]? ?")
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[.\-_][a-z0-9]+)*|0x[0-9a-f]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# Binance, Binance Alpha and Binance Wallet act as one; so do a project and its coin.
_FAMILY = re.compile(r"-(?:coin|token|company|project|exchange|chain|protocol|network|foundation|labs|alpha|wallet|corp|inc|group|global|us|prime|dao|finance)$")
_NOBODY = frozenset(["分析", "分析师", "数据", "观点", "机构", "消息人士", "知情人士", "报告", "调查", "研究", "外媒", "经济学家", "官方", "预告"])
_OPINION = re.compile(r"分析|观点|认为|警告|呼吁|展望|前瞻|看好|看涨|看跌|评|或将|或反弹|预测|预期|解读|专家|分析师")
_SPEAKER = re.compile(r"^([^,。:]{2,24}):")
# Latin words that name nobody: any two reports may share them.
_COMMON = frozenset(
    ["ai", "etf", "ceo", "cto", "coo", "cio", "cfo", "dex", "cex", "defi", "nft", "meme", "web3", "kol", "otc", "ipo", "sec", "api", "app", "tvl", "tge", "dao", "l1", "l2", "usd", "usdt", "usdc", "og", "top", "vip", "apr", "apy", "pre", "token", "the", "of", "and", "to", "in", "for", "on", "by", "with", "from", "is", "an", "at", "x", "crypto", "bitcoin", "btc", "eth", "ethereum", "blockchain", "protocol", "network", "finance", "labs", "foundation", "wallet", "exchange", "capital", "group", "pro", "spot", "perp", "future", "futures", "usdt", "usdtm", "pct", "yoy", "mom", "pos", "pow", "rwa", "zk", "mpc", "h", "d", "w", "q1", "q2", "q3", "q4", "tradfi", "cfd"]
)


@dataclass(frozen=True, slots=True)
class Features:
    """A report reduced to what tells events apart. Names are lexicon slugs or folded Latin words.

    `names`, `coins` and `venues` (exchanges) stand in the title, `known` in title or body; `figures` are the title's
    amounts, `amounts` all of them; `grams` are Han pairs and Latin words of the title, `lead`
    those of title and body. `at` is aware.
    """

    at: datetime
    source: str
    title: str
    names: frozenset[str]
    coins: frozenset[str]
    venues: frozenset[str]
    known: frozenset[str]
    acts: frozenset[str]
    stage: str
    speaker: str
    figures: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    days: frozenset[str]
    series: Series | None
    grams: frozenset[str]
    lead: frozenset[str]
    is_digest: bool
    is_opinion: bool


def features(title: str, body: str, at: datetime, source: str) -> Features:
    """What is compared of a report: plain text in, `at` aware. No text makes it fail."""
    body = body[: 3 * BODY].strip()[:BODY]
    title = title[:TITLE].strip()
    if not title:
        title = re.split(r"[。\n]", body, maxsplit=1)[0][:TITLE]
    head = _LABELS.sub("", fold(title).strip())
    head = _CREDIT.sub("", head) or head
    body = _without_opening(body)
    text = fold(body)
    names, coins, venues = _names(title, head)
    more, _, _ = _names(body, text)
    series = read_series(head, at)
    figures = amounts(head)
    return Features(
        at=at,
        source=source,
        title=head,
        names=names,
        coins=coins,
        venues=venues,
        known=names | more,
        acts=acts_in(head),
        stage=stage_in(head),
        speaker=_speaker(head),
        figures=figures[:12],
        amounts=tuple(dict.fromkeys(figures + amounts(text)))[:40],
        days=days(head),
        series=series,
        grams=grams(head),
        lead=grams(head) | grams(text[:LEAD]),
        is_digest=series is not None and series.slug in {"digest", "movers"},
        is_opinion=_OPINION.search(head) is not None,
    )


def _speaker(head: str) -> str:
    """Who is quoted ("K33:…"); "" when nobody in particular is."""
    found = _SPEAKER.match(head)
    return "" if found is None or found[1].strip() in _NOBODY else found[1].strip()


def _without_opening(body: str) -> str:
    """The body behind "ChainCatcher 消息，据 Onchain Lens 监测，"."""
    start = folding(body)
    opening = _OPENING.match(start.text)
    end = opening.end() if opening else 0
    credit = _CREDIT.match(start.text[end:])
    end += credit.end() if credit else 0
    return body[start.span(0, end)[1] :] if 0 < end < len(start.text) else body


def _names(text: str, folded: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names in a text (lexicon families, unknown Latin words); its coins; its exchanges."""
    names: set[str] = set()
    coins: set[str] = set()
    venues: set[str] = set()
    covered: set[str] = set()
    for mention in find_mentions(text):
        covered.update(_WORD.findall(fold(mention.surface)))
        if mention.kind == "topic":
            continue
        name = _FAMILY.sub("", mention.slug)
        names.add(name)
        if mention.kind == "coin":
            coins.add(name)
        elif mention.kind == "exchange":
            venues.add(name)
    words = (word for word in _WORD.findall(folded) if len(word) > 1)
    names.update(word for word in words if word not in covered and word not in _COMMON)
    return frozenset(names), frozenset(coins), frozenset(venues)


def grams(folded: str) -> frozenset[str]:
    """Neighbouring pairs of Han characters, and Latin words; digits are compared as amounts."""
    found: set[str] = set(_WORD.findall(folded))
    for run in _HAN.findall(folded):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return frozenset(found)


def dump(f: Features) -> dict[str, Any]:
    """The features as JSON values; `load` is the way back."""
    return {
        "at": f.at.isoformat(),
        "source": f.source,
        "title": f.title,
        "names": sorted(f.names),
        "coins": sorted(f.coins),
        "venues": sorted(f.venues),
        "known": sorted(f.known),
        "acts": sorted(f.acts),
        "stage": f.stage,
        "speaker": f.speaker,
        "figures": [_dumped(one) for one in f.figures],
        "amounts": [_dumped(one) for one in f.amounts],
        "days": sorted(f.days),
        "series": _dumped_series(f.series),
        "grams": sorted(f.grams),
        "lead": sorted(f.lead),
        "is_digest": f.is_digest,
        "is_opinion": f.is_opinion,
    }


def load(values: dict[str, Any]) -> Features:
    """The features that `dump` wrote. KeyError or ValueError when it did not write them."""
    series = values["series"]
    return Features(
        at=datetime.fromisoformat(values["at"]),
        source=values["source"],
        title=values["title"],
        names=frozenset(values["names"]),
        coins=frozenset(values["coins"]),
        venues=frozenset(values["venues"]),
        known=frozenset(values["known"]),
        acts=frozenset(values["acts"]),
        stage=values["stage"],
        speaker=values["speaker"],
        figures=tuple(Amount(*one) for one in values["figures"]),
        amounts=tuple(Amount(*one) for one in values["amounts"]),
        days=frozenset(values["days"]),
        series=_loaded_series(series) if series else None,
        grams=frozenset(values["grams"]),
        lead=frozenset(values["lead"]),
        is_digest=values["is_digest"],
        is_opinion=values["is_opinion"],
    )


def _dumped(one: Amount) -> list[float | str]:
    return [one.value, one.step, one.unit]


def _dumped_series(series: Series | None) -> list[str | None] | None:
    if series is None:
        return None
    day = series.day.isoformat() if series.day else None
    return [series.slug, series.name, series.level, day, series.subject]


def _loaded_series(values: list[Any]) -> Series:
    slug, name, level, day, subject = values
    return Series(slug, name, level, date.fromisoformat(day) if day else None, subject)
