"""Words of the press that tell the same, or mostly the same. Pure.

The table stands in acts.tsv: `relation` is same or near, `words` stand between `|`. A word of
several words (终止交易) may be typed; only those that texts hold as one word are looked for.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aggregator.search.errors import BadTable
from aggregator.search.names import name_key

TABLE = Path(__file__).with_name("acts.tsv")
_HEADER = "relation\twords"


@dataclass(frozen=True, slots=True)
class Kin:
    """The other words of the rows that a word stands in."""

    same: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


NONE = Kin()


def kin_of(word: str) -> Kin:
    """The words that tell what a word tells; `word` without spaces."""
    return _table().get(name_key(word), NONE)


@lru_cache(maxsize=1)
def _table() -> dict[str, Kin]:
    return read(TABLE)


def read(path: Path) -> dict[str, Kin]:
    """The table with every word as a key. Raises `BadTable` for a row of another shape."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != _HEADER:
        raise BadTable(f"{path.name}, line 1: must be relation and words, a tab between")
    same: dict[str, dict[str, None]] = {}
    near: dict[str, dict[str, None]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        relation, _, cell = line.partition("\t")
        words = [name_key(word) for word in cell.split("|")]
        if relation not in ("same", "near") or len(words) < 2 or not all(words):
            raise BadTable(f"{path.name}, line {number}: must be same or near, a tab, two words")
        rows = same if relation == "same" else near
        for word in words:
            rows.setdefault(word, {}).update(dict.fromkeys(words))
    return {word: _kin(word, same, near) for word in {*same, *near}}


def _kin(word: str, same: dict[str, dict[str, None]], near: dict[str, dict[str, None]]) -> Kin:
    """What tells the same as a word that is near is near too."""
    alike = [other for other in same.get(word, {}) if other != word]
    rows = [near.get(one, {}) for one in (word, *alike)]
    others = dict.fromkeys(other for row in rows for other in row)
    return Kin(tuple(alike), tuple(o for o in others if o != word and o not in alike))
