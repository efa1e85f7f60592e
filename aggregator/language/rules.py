"""The rule files: transparent lists that say in which company a word means what.

They ship with the product beside the lexicon and count into the dictionary's version.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from aggregator.language.errors import LexiconError

RULES = Path(__file__).parent / "data" / "rules"


def words(file: str) -> frozenset[str]:
    """The words of a list: white space between them, `#` opens a comment line."""
    return frozenset(" ".join(_lines(file)).split())


def phrases(file: str, *headers: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their line numbers. Raises `LexiconError` for a wrong row."""
    lines = (RULES / file).read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != headers:
        raise LexiconError(file, 1, f"the first line must be {' '.join(headers)}, tabs between")
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != len(headers):
            raise LexiconError(file, number, f"{len(fields)} columns where {len(headers)} belong")
        yield number, fields


def _lines(file: str) -> list[str]:
    text = (RULES / file).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if not line.startswith("#")]


@lru_cache(maxsize=1)
def fingerprint_of_rules() -> bytes:
    """All rule files in one piece, so that a changed rule makes a new dictionary version."""
    return b"".join(path.read_bytes() for path in sorted(RULES.iterdir()) if path.is_file())
