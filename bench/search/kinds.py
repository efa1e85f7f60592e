"""Kinds of queries, a hundred of each, from the words that the texts really have. Pure."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.search.cutting import Vocabulary

EACH = 100
FILTERED = "coin and date"
_HAN = re.compile(r"[一-鿿]{2,}")
_RUN = re.compile(r"[一-鿿]{4,}")
_COMMON = 300  # of the most frequent words
_RARE = range(2, 6)  # texts
_PAIRED = 20  # texts that both words of a pair are in, at least


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as `asking.search` takes it."""

    kind: str
    text: str
    order: str = "relevance"
    cursor: str = ""


def common(seen: Vocabulary, dice: random.Random) -> list[str]:
    """Among the words that most texts have."""
    frequent = [word for word, _ in seen.counts.most_common(_COMMON * 5) if _HAN.fullmatch(word)]
    return dice.sample(frequent[:_COMMON], min(EACH, len(frequent[:_COMMON])))


def rare(seen: Vocabulary, dice: random.Random) -> list[str]:
    """Words of two to five texts."""
    found = sorted(w for w, n in seen.counts.items() if n in _RARE and _HAN.fullmatch(w))
    return dice.sample(found, min(EACH, len(found)))


def names(seen: Vocabulary, dice: random.Random, known: Iterable[str]) -> list[str]:
    """Names, nicknames and tickers of the lexicon that the texts have as a word."""
    found = sorted(name for name in set(known) if seen.counts[name.lower()] >= _PAIRED)
    return dice.sample(found, min(EACH, len(found)))


def pairs(seen: Vocabulary, dice: random.Random) -> list[str]:
    """Two words of one headline."""
    found = []
    for _, words in dice.sample(seen.headlines, len(seen.headlines)):
        fit = [w for w in words if _HAN.fullmatch(w) and seen.counts[w] >= _PAIRED]
        if len(fit) > 1:
            found.append(" ".join(dice.sample(fit, 2)))
        if len(found) == EACH:
            break
    return found


def phrases(seen: Vocabulary, dice: random.Random) -> list[str]:
    """Four to eight characters in a row of one headline."""
    found = []
    for title, _ in dice.sample(seen.headlines, len(seen.headlines)):
        if run := _RUN.search(title):
            size = min(dice.randint(4, 8), len(run.group()))
            start = dice.randint(0, len(run.group()) - size)
            found.append(f"“{run.group()[start : start + size]}”")
        if len(found) == EACH:
            break
    return found


def filtered(seen: Vocabulary, dice: random.Random, coins: Sequence[str], today: date) -> list[str]:
    """A word of crypto news with a coin, since a day of the last two years."""
    frequent = [word for word, _ in seen.crypto.most_common(_COMMON) if _HAN.fullmatch(word)]
    found = []
    for place in range(EACH):
        since = f"from:{today - timedelta(days=dice.randint(180, 720))}"
        found.append(f"{dice.choice(frequent)} coin:{coins[place % len(coins)]} {since}")
    return found


def typed(known: Mapping[str, str], dice: random.Random) -> list[str]:
    """What stands in the field while somebody types: the head of a name, or of its pinyin.

    `known` gives the pinyin of each name.
    """
    chosen = dice.sample(sorted(known), min(EACH, len(known)))
    heads = []
    for place, name in enumerate(chosen):
        whole = known[name] if place % 2 else name
        heads.append(whole[: dice.randint(1, max(len(whole), 1))])
    return heads


def kinds(
    seen: Vocabulary, known: Iterable[str], coins: Sequence[str], today: date, seed: int = 7
) -> dict[str, list[Asked]]:
    """The queries of each kind that `asking.search` answers, but deep pages: those need a walk."""
    dice = random.Random(seed)
    frequent = common(seen, dice)
    texts = {
        "one common word": frequent,
        "one rare word": rare(seen, dice),
        "a name": names(seen, dice, known),
        "two words": pairs(seen, dice),
        "phrase": phrases(seen, dice),
        FILTERED: filtered(seen, dice, coins, today),
    }
    found = {kind: [Asked(kind, text) for text in some] for kind, some in texts.items()}
    newest = "date order"
    both = [*frequent[: EACH // 2], *texts["two words"][: EACH // 2]]
    found[newest] = [Asked(newest, text, "newest") for text in both]
    return found
