"""Topics by weighted words: each hit is kept, the sum decides.

A word that an editor adds to a topic weighs `DEFAULT`; the rule file gives others their weight,
also words that look like a trigger and are none (流动性挖矿 is no mining; weight 0) or speak against it. A topic holds
when its distinct words together reach `THRESHOLD`; in the title a word counts double, said again
it counts half more, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.errors import LexiconError
from aggregator.language.folding import fold, folding
from aggregator.language.lexicon import Lexicon, Term
from aggregator.language.matcher import Matcher, stands_alone

DEFAULT = 0.6
THRESHOLD = 1.0
_TITLE = 2.0
_AGAIN = 0.5
_FILE = "topics.tsv"
_MOST = 3.0  # no weight in the rule file is more than this

Weights = tuple[tuple[str, float], ...]  # (topic slug, weight) of one word


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A trigger word: `title` or `text`, offsets into the original, weight as counted."""

    place: str
    start: int
    end: int
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a text with its score and what speaks for it."""

    term: Term
    score: float
    about: bool
    hits: tuple[TopicHit, ...]


def compile_topics(source: Lexicon) -> Matcher[Weights]:
    """Trigger words with the topics they speak for, those of the words inside them included."""
    weights: dict[str, dict[str, float]] = {}
    for term in source.terms:
        if term.kind == "topic":
            for surface in term.surfaces:
                weights.setdefault(surface.folded, {})[term.slug] = DEFAULT
    for line, row in rules.phrases(_FILE, "topic", "word", "weight", "note"):
        slug, word, number, _ = row
        weights.setdefault(fold(word), {})[slug] = _weight(number, line)
    return Matcher((word, _spread(word, weights)) for word in weights)


def _weight(number: str, line: int) -> float:
    try:
        weight = float(number)
    except ValueError as error:
        raise LexiconError(_FILE, line, f"weight {number!r} must be a number") from error
    if not -_MOST <= weight <= _MOST:
        raise LexiconError(_FILE, line, f"weight {number!r} must be from -{_MOST} to {_MOST}")
    return weight


def _spread(word: str, weights: Mapping[str, dict[str, float]]) -> Weights:
    """稳定币支付 is a word of payments, and of stablecoins by the word inside it."""
    spread: dict[str, float] = {}
    for start, end in combinations(range(len(word) + 1), 2):
        inner = weights.get(word[start:end], {}) if stands_alone(word, start, end) else {}
        spread |= {slug: w for slug, w in inner.items() if w > spread.get(slug, 0)}
    return tuple((spread | weights[word]).items())


def find_topics(
    title: str,
    body: str,
    taken: tuple[frozenset[tuple[int, int]], ...] = (frozenset(), frozenset()),
) -> list[Topic]:
    """The topics of an article, heaviest first. Linear time.

    `taken` are the spans of the names in title and body: 监管 inside 金融监管局 says nothing.
    """
    matcher = book().part(compile_topics)
    hits: dict[str, list[TopicHit]] = {}
    for place, text, names in zip(("title", "text"), (title, body), taken, strict=True):
        folded = folding(text)
        inside = {at for start, end in names for at in range(start, end)}
        for start, end, weights in matcher.find(folded.text):
            span = folded.span(start, end)
            if inside.issuperset(range(*span)) and span not in names:
                continue
            word = folded.text[start:end]
            for slug, weight in weights:
                hits.setdefault(slug, []).append(TopicHit(place, *span, word, weight))
    topics = [_judge(book().lexicon.by_slug[slug], some) for slug, some in hits.items() if some]
    held = [topic for topic in topics if topic.score >= THRESHOLD]
    return sorted(held, key=lambda topic: -topic.score)


def _judge(term: Term, hits: list[TopicHit]) -> Topic:
    """Sum the distinct words: the title's double, one that comes again half more."""
    score = 0.0
    seen: dict[str, int] = {}
    for hit in hits:
        times = seen[hit.word] = seen.get(hit.word, 0) + 1
        if times == 1:
            score += hit.weight * (_TITLE if hit.place == "title" else 1)
        elif times == 2:
            score += hit.weight * _AGAIN
    kept = tuple(hit for hit in hits if hit.weight)
    about = any(hit.place == "title" and hit.weight >= _AGAIN for hit in kept) or score >= 2
    return Topic(term, round(score, 3), about, kept)
