"""Words of a query, and the names among them. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from aggregator.language import Token, segment
from aggregator.language.book import forgotten
from aggregator.language.scripts import has_han
from aggregator.search.names import tags_by_name
from aggregator.search.query.acts import kin_of
from aggregator.search.query.bonds import issued
from aggregator.search.query.wording import mainland, taiwan

MOST_WORDS = 32
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Word:
    """A word, other ways to write the whole of it, and the parts that make it up in order."""

    text: str
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a reader means by one word or by the words of one name.

    `slugs` are the tags that bear the name. `spellings` are other wordings of the very same
    (智慧合约 for 智能合约, ADP for 小非农), `kin` single folded words that mostly tell of the same
    act (抛售 for 出售), worth less than the word itself.
    """

    words: tuple[Word, ...]
    slugs: tuple[str, ...] = ()
    spellings: tuple[tuple[Word, ...], ...] = ()
    kin: tuple[str, ...] = ()


@forgotten
@lru_cache(maxsize=5000)
def units(wording: str) -> tuple[Unit, ...]:
    """The units of a wording, at most 32 words; the same for Simplified, Traditional and Taiwan's.

    Empty when no word is in it.
    """
    words = _words(segment(mainland(wording)))[:MOST_WORDS]
    written = _own_words(wording)
    return tuple(_unit(words[a:b], written) for a, b in _runs([word.text for word in words]))


def telling(found: Sequence[Unit]) -> Sequence[Unit]:
    """Those of a wording that say something by themselves: of 不存在 not the 不."""
    return [unit for unit in found if not _is_lone(unit)] or found


def _is_lone(unit: Unit) -> bool:
    return len(unit.words) == 1 and len(unit.words[0].text) == 1 and has_han(unit.words[0].text)


@forgotten
@lru_cache(maxsize=1000)
def spans(wording: str) -> tuple[tuple[int, int], ...]:
    """Where the units of a wording stand in it; two that mean one thing together as one.

    Those beyond the 32 that are read are among them.
    """
    wholes = [next(group) for _, group in groupby(segment(wording), key=lambda t: t.position)]
    texts = [token.text for token in wholes]
    runs = list(_runs(texts, _apart(wholes)))
    joined: list[tuple[int, int]] = []
    for run in runs:
        if joined and _is_bond(_key(texts[slice(*joined[-1])]), _key(texts[slice(*run)])):
            run = (joined.pop()[0], run[1])
        joined.append(run)
    return tuple((wholes[a].start, wholes[b - 1].end) for a, b in joined)


def _words(tokens: list[Token]) -> tuple[Word, ...]:
    groups = (list(group) for _, group in groupby(tokens, key=lambda token: token.position))
    return tuple(_word(first, rest) for first, *rest in groups)


def _word(whole: Token, inner: list[Token]) -> Word:
    """The first token of a position is the whole word, the others are inside it."""
    others = [t.text for t in inner if (t.start, t.end) == (whole.start, whole.end)]
    parts = [t for t in inner if (t.start, t.end) != (whole.start, whole.end)]
    return Word(whole.text, tuple(others), _tiles(whole, parts))


def _tiles(whole: Token, parts: list[Token]) -> tuple[str, ...]:
    """The fewest parts that lie end to end over the whole word; none when they leave a gap."""
    best: dict[int, tuple[str, ...]] = {whole.start: ()}
    for part in sorted(parts, key=lambda token: (token.start, token.end)):
        # One character between parts may be the hyphen of ERC-20.
        before = best.get(part.start)
        if before is None and part.text.isascii():
            before = best.get(part.start - 1)
        if before is not None and (part.end not in best or len(before) < len(best[part.end]) - 1):
            best[part.end] = (*before, part.text)
    tiles = best.get(whole.end, ())
    return tiles if len(tiles) > 1 else ()


def _apart(wholes: Sequence[Token]) -> frozenset[int]:
    """Places of Chinese words that stand behind another with a space between."""
    pairs = enumerate(pairwise(wholes), start=1)
    return frozenset(
        place
        for place, (one, after) in pairs
        if one.end < after.start and has_han(one.text) and has_han(after.text)
    )


def _runs(texts: Sequence[str], apart: frozenset[int] = frozenset()) -> Iterator[tuple[int, int]]:
    """One run for each word, but one for all the words of a name or an act of several.

    Who types 破产 清算 with a space wants both; 破产清算 is one act.
    """
    names = tags_by_name()
    place = 0
    while place < len(texts):
        ends = range(min(place + _LONGEST_NAME, len(texts)), place + 1, -1)
        known = (
            end
            for end in ends
            if (key := _key(texts[place:end])) in names
            or (_is_act(key) and apart.isdisjoint(range(place + 1, end)))
        )
        end = next(known, place + 1)
        yield place, end
        place = end


def _is_bond(key: str, noun: str) -> bool:
    return bool(issued(tags_by_name().get(key, ()), mainland(noun)))


def _is_act(key: str) -> bool:
    kin = kin_of(key)
    return bool(kin.same or kin.near)


def _key(texts: Sequence[str]) -> str:
    return "".join(texts).lstrip("$")


def _unit(run: tuple[Word, ...], written: Callable[[str], str]) -> Unit:
    key = _key([word.text for word in run])
    kin = kin_of(key)
    others = (taiwan(key), written(key), *(w for s in kin.same for w in (s, taiwan(s))))
    ways = {_spelled(other): None for other in others if other != key}
    return Unit(
        run,
        slugs=tags_by_name().get(key, ()),
        spellings=tuple(way for way in ways if way != run),
        kin=tuple(dict.fromkeys(word for word in kin.near if len(_spelled(word)) == 1)),
    )


@forgotten
@lru_cache(maxsize=5000)
def _spelled(wording: str) -> tuple[Word, ...]:
    return _words(segment(wording))


def _own_words(wording: str) -> Callable[[str], str]:
    """How the reader wrote what the mainland writes otherwise, where Taiwan is said to write it
    in another way still: 社群 for 社区."""
    own = {
        mainland(token.text): token.text
        for token in segment(wording)
        if has_han(token.text) and mainland(token.text) != token.text
    }
    return lambda word: own.get(word, word)
