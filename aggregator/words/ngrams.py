"""New Chinese words in many texts: frequent, cohesive inside, free outside. Pure.

A word holds together: its rarest split is still far likelier than chance (pointwise mutual
information, K. Church & P. Hanks, "Word association norms, mutual information, and lexicography",
1990). And it stands in many surroundings: the entropy of its left and right neighbours is high
(H. Feng, K. Chen, X. Deng, W. Zheng, "Accessor variety criteria for Chinese word extraction",
2004; entropy in place of their count).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from aggregator.language import fold
from aggregator.language.scripts import HAN

LONGEST = 6
_RUNS = re.compile(f"[{HAN}]+")
_MARKED = re.compile(f'[“「『《"]([{HAN}]{{2,6}})[”」』》"]|([{HAN}]{{2,6}}) ?\\((?=\\$?[a-z])')
# Words of grammar, numbers and measures: no name begins or ends with them.
_BETWEEN = (
    "的了在与和是为将已对等从被并及或其该此这那各每均也都还又再就才则因由至于以所而但若如称说约近超逾"
    "共仅只个位名年月日枚亿元几两三四五六七八九十一二我你他她它们们着过后前内仍正更最可受未不无曾另某"
)
_FIRST = frozenset(_BETWEEN + "倍人社姨号请主暂拟折期量池续")
_LAST = frozenset(_BETWEEN + "万向把让使令给据没会能应须需要达涨跌下时中间出自报")


@dataclass(frozen=True, slots=True)
class Text:
    """A title or body to look through; `outlet` names who wrote it."""

    article: int
    outlet: int
    text: str


@dataclass(slots=True)
class Found:
    """What was seen of a word; `examples` are the first texts it stands in: (article, offset)."""

    text: str
    count: int = 0
    articles: int = 0
    outlets: set[int] = field(default_factory=set)
    examples: list[tuple[int, str]] = field(default_factory=list)
    cohesion: float = 0.0
    freedom: float = 0.0

    @property
    def score(self) -> float:
        """How surely it is a word worth an entry; only good for an order."""
        spread = math.log2(1 + self.articles) + math.log2(1 + len(self.outlets))
        return round(min(self.cohesion, 12.0) * (0.5 + min(self.freedom, 3.0)) * spread, 2)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a word must reach: texts it stands in, bits of cohesion, bits of freedom."""

    articles: int = 5
    cohesion: float = 5.0
    freedom: float = 1.2


def han_words(
    texts: Sequence[Text], unknown: Callable[[str, bool], bool], bounds: Bounds
) -> list[Found]:
    """The new words, the best first. `unknown(word, marked)` has the last word on each.

    `marked` says that texts put it in quotation marks or before a ticker in brackets. One pass
    over the texts for each length: what a longer word is made of must be frequent too, so that
    memory grows with the frequent ones alone.
    """
    runs = [_RUNS.findall(fold(one.text)) for one in texts]
    counts = _counts(runs, bounds.articles)
    marked = Counter(
        first or second for one in texts for first, second in _MARKED.findall(fold(one.text))
    )
    total = sum(len(run) for text in runs for run in text)
    kept: dict[str, Found] = {}
    for gram, count in counts.items():
        if len(gram) == 1 or gram[0] in _FIRST or gram[-1] in _LAST:
            continue
        cohesion = _cohesion(gram, counts, total)
        if cohesion >= bounds.cohesion and unknown(gram, marked[gram] * 4 >= count):
            kept[gram] = Found(gram, count, cohesion=cohesion)
    _look_around(texts, runs, kept)
    good = [
        found
        for found in kept.values()
        if found.articles >= bounds.articles and found.freedom >= bounds.freedom
    ]
    return sorted(_whole(good), key=lambda found: (-found.score, found.text))


def _counts(runs: Iterable[Sequence[str]], least: int) -> Counter[str]:
    """How often every frequent n-gram stands in the texts."""
    runs = list(runs)
    frequent: Counter[str] = Counter()
    for size in range(1, LONGEST + 1):
        fresh: Counter[str] = Counter()
        for text in runs:
            grams = [run[i : i + size] for run in text for i in range(len(run) - size + 1)]
            if size > 2:
                grams = [g for g in grams if g[:-1] in frequent and g[1:] in frequent]
            fresh.update(grams)
        frequent.update({gram: count for gram, count in fresh.items() if count >= least})
    return frequent


def _cohesion(gram: str, counts: Counter[str], total: int) -> float:
    """Pointwise mutual information, in bits, of the split that holds least."""
    splits = (counts[gram[:i]] * counts[gram[i:]] for i in range(1, len(gram)))
    return math.log2(counts[gram] * total / max(splits))


def _look_around(
    texts: Sequence[Text], runs: Sequence[Sequence[str]], kept: dict[str, Found]
) -> None:
    """Fill in the articles, outlets, examples and neighbours of the words."""
    around: dict[str, tuple[Counter[str], Counter[str]]] = {
        word: (Counter(), Counter()) for word in kept
    }
    last: dict[str, int] = {}
    for one, parts in zip(texts, runs, strict=True):
        for run in parts:
            for start in range(len(run) - 1):
                for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
                    found = kept.get(run[start:end])
                    if found is None:
                        continue
                    left, right = around[found.text]
                    left[run[start - 1] if start else ""] += 1
                    right[run[end] if end < len(run) else ""] += 1
                    if last.get(found.text) != one.article:
                        last[found.text] = one.article
                        found.articles += 1
                        found.outlets.add(one.outlet)
                        if len(found.examples) < 3:
                            found.examples.append((one.article, one.text))
    for word, (left, right) in around.items():
        kept[word].freedom = min(entropy(left), entropy(right))


def entropy(neighbours: Counter[str]) -> float:
    """Shannon's entropy in bits; each edge of a run ("") is a neighbour of its own."""
    total = sum(neighbours.values())
    edges = neighbours.get("", 0)
    inner = (n for char, n in neighbours.items() if char)
    bits = sum(n / total * math.log2(total / n) for n in inner)
    return bits + (edges / total * math.log2(total) if total else 0.0)


def _whole(found: list[Found]) -> list[Found]:
    """Leave out a part that hardly ever stands without its whole, and a whole of two finds."""
    counts = {one.text: one.count for one in found}
    parts = {
        text[start:end]
        for text, count in counts.items()
        for start in range(len(text))
        for end in range(start + 2, len(text) + 1)
        if end - start < len(text) and count * 2 >= counts.get(text[start:end], count * 3)
    }
    return [one for one in found if one.text not in parts]
