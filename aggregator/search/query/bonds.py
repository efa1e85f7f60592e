"""What one name says of another: whose coin it is, whose firm. Pure.

The table stands in bonds.tsv: `of` and `names` are slugs of the lexicon. With a `noun` the two
together (瑞波 + 稳定币) mean each of the names; without one they are what `of` acts through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aggregator.search.errors import BadTable

TABLE = Path(__file__).with_name("bonds.tsv")
_HEADER = "of\tnoun\tnames"


@dataclass(frozen=True, slots=True)
class Bond:
    """One line of the table."""

    of: str
    noun: str
    names: tuple[str, ...]


def issued(slugs: Iterable[str], noun: str) -> tuple[str, ...]:
    """Slugs of what a name and a noun behind it mean together."""
    return tuple(name for slug in slugs for name in _table().get((slug, noun), ()))


def firms(slugs: Iterable[str]) -> tuple[str, ...]:
    """Slugs of what a person acts through."""
    return issued(slugs, "")


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(bond.of, bond.noun): bond.names for bond in read(TABLE)}


def read(path: Path) -> list[Bond]:
    """The lines of a table. Raises `BadTable` for one of another shape."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != _HEADER:
        raise BadTable(f"{path.name}, line 1: must be of, noun and names, tabs between")
    bonds = []
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not cells[0] or not all(names := cells[2].split("|")):
            raise BadTable(f"{path.name}, line {number}: must be a slug, a noun or nothing, slugs")
        bonds.append(Bond(cells[0], cells[1], tuple(names)))
    return bonds
