"""Reading aids for long texts: the sentences that carry it, its keywords, the time it takes.

Sentences are weighed as H. P. Edmundson did ("New Methods in Automatic Extracting", JACM 16,
1969): by key words, words of the title, place, and cues; then picked so that none repeats another
(maximal marginal relevance, Carbonell and Goldstein, SIGIR 1998). Keywords are weighed by
how often they come here and how rarely
elsewhere: tf-idf with the word counts of jieba's dictionary for document frequencies, whose own
idf table would cost 140 MB.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import ceil, log

from aggregator.language.dictionary import dictionary
from aggregator.language.folding import folding
from aggregator.language.lexicon import FOLDER
from aggregator.language.mentions import find_mentions
from aggregator.language.numbers.figures import figures
from aggregator.language.scripts import HAN, has_han
from aggregator.language.segment import pieces
from aggregator.language.sentences import Sentence, sentences

READ = 8000  # characters of the text that are weighed
SENTENCES = 200
LONG = 600  # shorter texts are their own summary
MOST = 160  # characters of one sentence
SHORTEST = 14
WHOLE = 240  # characters of a summary
_CUES = re.compile(
    r"宣布|表示|完成|获批|批准|首次|最终|因此|意味着|结果|总之|核心|关键|预计|导致|总计|同比"
)
_ASIDE = re.compile(
    r"^(?:[（(【\[]|注[:：]|图|表|例如|比如|那么|但是?，|不过，|如下|[他她它这那]们?[是的])|[？?：:]$"
)
_CLOSED = re.compile(r"[。！!.；][”」』’）)]*$")
STOPWORDS = frozenset((FOLDER / "stopwords.txt").read_text("utf-8").split())
_CORPUS = 60_101_967  # the sum of all counts in jieba's dictionary
_RAREST = 12.0
_PACE_HAN = 400  # characters a minute; silent reading, a rule of thumb
_PACE_LATIN = 200  # words a minute


def summary(title: str, text: str) -> list[str]:
    """Two or three sentences that carry a long text, in its own order and words.

    Empty for a text under `LONG` characters, or one without enough sentences.
    """
    if len(text) < LONG:
        return []
    held = [
        one
        for one in islice(sentences(text[:READ]), SENTENCES)
        if SHORTEST <= len(one.text) <= MOST
        and _CLOSED.search(one.text)
        and not _ASIDE.search(one.text)
    ]
    if len(held) < 6:
        return []
    bags = [_content(one.text) for one in held]
    weights = _weights(title, held, bags)
    chosen: list[int] = []
    size = 0
    while len(chosen) < 3:
        rest = [
            n for n in range(len(held)) if n not in chosen and size + len(held[n].text) <= WHOLE
        ]
        if not rest:
            break
        best = max(rest, key=lambda n: (weights[n] * (1 - _repeats(n, chosen, bags) ** 2), -n))
        chosen.append(best)
        size += len(held[best].text)
    return [held[n].text for n in sorted(chosen)] if len(chosen) > 1 else []


def _weights(title: str, held: Sequence[Sentence], bags: Sequence[Counter[str]]) -> list[float]:
    spread = Counter(word for bag in bags for word in bag)
    top = max((count * log(1 + len(word)) for word, count in spread.items()), default=1.0)
    named = set(_content(title))
    last = max(1, held[-1].paragraph)
    found = []
    for one, bag in zip(held, bags, strict=True):
        key = sum(spread[word] * log(1 + len(word)) / top for word in bag) / (3 + len(bag)) ** 0.6
        in_title = sum(word in named for word in bag) / (1 + len(named))
        place = max(0.0, 1 - one.paragraph / 6) * 0.5 + (0.15 if one.paragraph == last else 0.0)
        facts = 0.1 * min(2, len(figures(one.text))) + 0.05 * min(3, len(find_mentions(one.text)))
        cue = 0.12 if _CUES.search(one.text) else 0.0
        found.append(key + 0.9 * in_title + place + facts + cue)
    return found


def _repeats(number: int, chosen: Sequence[int], bags: Sequence[Counter[str]]) -> float:
    own = set(bags[number])
    shared = (len(own & set(bags[n])) / (1 + min(len(own), len(bags[n]))) for n in chosen)
    return max(shared, default=0.0)


def _content(text: str) -> Counter[str]:
    """Words that mean something, folded."""
    folded = folding(text).text
    words = (
        folded[piece.start : piece.end]
        for piece in pieces(folded)
        if piece.shape in {"han", "mixed", "latin"}
    )
    return Counter(word for word in words if len(word) > 1 and word not in STOPWORDS)


def keywords(title: str, text: str, most: int = 6) -> list[str]:
    """The words that tell this long text from others, as they are written; none for a short one."""
    if len(text) < LONG:
        return []
    whole = f"{title}\n{text[:READ]}"
    counted = _content(whole)
    counted.update({word: 2 * count for word, count in _content(title).items()})
    rarity = dictionary().cutter.suggest_freq
    weighed = {
        word: count * min(_RAREST, log(_CORPUS / max(1, rarity(word))))
        for word, count in counted.items()
        if count > 1 and (has_han(word) or len(word) > 2)
    }
    best = sorted(weighed, key=lambda word: (-weighed[word], word))
    return _printed(whole, _apart(best, most))


def _apart(best: Sequence[str], most: int) -> list[str]:
    """The best words of which none is a part of another."""
    kept: list[str] = []
    for word in best:
        if len(kept) == most:
            break
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept


def _printed(text: str, words: Sequence[str]) -> list[str]:
    """The words in their own case and script, as they first stand in the text."""
    folded = folding(text)
    found = []
    for word in words:
        start = folded.text.index(word)
        first, last = folded.span(start, start + len(word))
        found.append(text[first:last])
    return found


def reading_minutes(text: str) -> int:
    """Whole minutes that a reader needs, at least 1; 0 for a text under `LONG` characters."""
    if len(text) < LONG:
        return 0
    han = len(re.findall(f"[{HAN}]", text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    return max(1, ceil(han / _PACE_HAN + latin / _PACE_LATIN))
