"""Is it one event? A linear model over named measures, and vetoes that no sum outweighs."""

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from aggregator.stories.agreement import agrees, apart, differs
from aggregator.stories.amounts import best
from aggregator.stories.features import Features
from aggregator.stories.measures import Row, measure

WINDOW = timedelta(hours=48)
FILE = Path(__file__).with_name("weights.tsv")
_LISTINGS = frozenset(["list", "delist"])
_MARKETS = frozenset(["spot", "perp"])
_SPOKEN = 4  # reasons named beside a verdict
_WORDS: dict[str, tuple[str, str]] = {  # measure -> words for it when it speaks for, against
    "rest_low": ("两条标题的内容都见于对方报道", "标题的内容对方没有提到"),
    "rest_high": ("一条标题的内容见于另一篇报道", "两条标题的内容都不见于对方报道"),
    "lead_overlap": ("导语相近", "导语不同"),
    "names_shared": ("提到相同的人物、机构或币种", "提到相同的人物、机构或币种"),
    "names_apart": ("各自提到不同的人物或机构", "各自提到不同的人物或机构"),
    "names_alone": ("提到的名字有出入", "提到的名字有出入"),
    "coins_apart": ("币种不同", "币种不同"),
    "venues_apart": ("交易所不同", "交易所不同"),
    "stage_done": ("一条是预告，一条已落地", "一条是预告，一条已落地"),
    "products_apart": ("产品不同", "产品不同"),
    "price_one": ("只有一条讲涨跌", "只有一条讲涨跌"),
    "deny_one": ("一条是否认或澄清", "一条是否认或澄清"),
    "speaker_other": ("发言人相同，说的不是一件事", "发言人相同，说的不是一件事"),
    "figure_shared": ("数字一致", "数字一致"),
    "figure_cover": ("标题中的数字大多对得上", "标题中的数字大多对得上"),
    "figure_clash": ("同一单位的数字对不上", "同一单位的数字对不上"),
    "figure_heads": ("标题数字一致", "标题数字一致"),
    "figure_heads_none": ("标题中没有相同的数字", "标题中没有相同的数字"),
    "aftermath_one": ("只有一条讲后续处置", "只有一条讲后续处置"),
    "reaction_one": ("只有一条讲行情反应", "只有一条讲行情反应"),
    "days_clash": ("提到的日期不同", "提到的日期不同"),
    "hours": ("发布时间相隔较久", "发布时间相隔较久"),
    "acts_shared": ("所述动作一致", "所述动作一致"),
    "acts_opposed": ("所述动作相反", "所述动作相反"),
    "same_source": ("同一家媒体的两条稿件", "同一家媒体的两条稿件"),
    "same_source_apart": ("同一家媒体，所涉对象不同", "同一家媒体，所涉对象不同"),
    "series_same": ("同属一个系列", "同属一个系列"),
    "series_other": ("所属系列不同", "所属系列不同"),
    "twin": ("同一家媒体的快讯与其正文", "同一家媒体的快讯与其正文"),
    "series_one": ("只有一条属于系列报道", "只有一条属于系列报道"),
    "digest_one": ("只有一条是汇总稿", "只有一条是汇总稿"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code, what it adds to the log-odds (a veto: -inf), and Chinese words for editors."""

    code: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is that two reports tell of one event, and the weightiest reasons first."""

    probability: float
    same: bool
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The fitted weights by measure (see `bench.fit_stories`)."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line)
    return {name: float(value) for name, value in rows}


def compare(a: Features, b: Features) -> Verdict:
    """Whether `a` and `b` report one event; the same answer in either order."""
    return settled(a, b) or judge(measure(a, b), weights())


def settled(a: Features, b: Features) -> Verdict | None:
    """The verdict where a rule gives it, no weighing needed; else None."""
    veto = vetoed(a, b)
    if veto is not None:
        return Verdict(0.0, False, (veto,))
    if a.series and b.series and agrees(a.series, a.at, b.series, b.at):
        words = f"「{a.series.name}」同一时段的同一数值"
        return Verdict(1.0, True, (Reason("series", math.inf, words),))
    return None


def judge(row: Row, by: dict[str, float]) -> Verdict:
    """The verdict on measures under given weights."""
    shares = {name: by.get(name, 0.0) * value for name, value in row.items()}
    probability = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, sum(shares.values())))))
    spoken = sorted(
        (name for name in shares if name in _WORDS and shares[name]),
        key=lambda name: (-abs(shares[name]), name),
    )
    reasons = tuple(Reason(n, shares[n], _WORDS[n][shares[n] < 0]) for n in spoken[:_SPOKEN])
    return Verdict(probability, probability >= 0.5, reasons)


def vetoed(a: Features, b: Features) -> Reason | None:
    """The reason that settles it before anything is weighed; None when there is none."""
    if abs(a.at - b.at) > WINDOW:
        return _veto("window", "相隔超过 48 小时")
    if a.series and b.series and apart(a.series, b.series):
        first, second = sorted((a.series.name, b.series.name))
        return _veto("series", f"一条属「{first}」，一条属「{second}」")
    if a.series and b.series and a.series.slug == b.series.slug:
        words = differs(a.series, a.at, b.series, b.at, a.source == b.source)
        if words:
            return _veto("series", words)
    if a.acts & b.acts & _LISTINGS:
        words = _listed_apart(a, b)
        if words:
            return _veto("listing", words)
    if _other_coins_moved(a, b):
        return _veto("amount", "同一币种，数量不同")
    return None


def _listed_apart(a: Features, b: Features) -> str:
    """How two listings differ, in words: the exchange, the market, or what is listed."""
    if a.venues and b.venues and not a.venues & b.venues:
        return "上线或下架的交易所不同"
    markets = a.products & _MARKETS, b.products & _MARKETS
    if all(markets) and not markets[0] & markets[1]:
        return "一条是现货，一条是合约"
    mine, other = a.names - a.venues, b.names - b.venues
    if mine and other and not (_named(mine, b) or _named(other, a)):
        return "上线或下架的币种不同"
    return ""


def _named(names: frozenset[str], f: Features) -> bool:
    """Whether a report has one of the names, though it may be spaced otherwise (Block Street)."""
    closed = f.title.replace(" ", "")
    return bool(names & f.known) or any(len(name) > 3 and name in closed for name in names)


def _veto(code: str, text: str) -> Reason:
    return Reason(code, -math.inf, text)


def _other_coins_moved(a: Features, b: Features) -> bool:
    """Both headlines count one coin, and no figure stands in both headlines."""
    if not _tickers(a) & _tickers(b):
        return False
    return not any(best(one, b.figures) for one in a.figures)


def _tickers(f: Features) -> frozenset[str]:
    """Units of the headline's amounts that are coins."""
    plain = {"", "usd", "%", "x", "points"}
    return frozenset(one.unit for one in f.figures if one.unit not in plain and one.unit.isascii())
