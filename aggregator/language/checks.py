"""What a lexicon can have wrong though every line of it can be read.

`python -m aggregator.language.checks [folder]` lists it and ends with 1 if there is anything.
Names that two entries claim never get this far: `lexicon.load` refuses them.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from aggregator.language.errors import LanguageError, LexiconError
from aggregator.language.everyday import ENGLISH, KNOWN_AS_NAMES
from aggregator.language.lexicon import FOLDER, Lexicon, Surface, Term, load

# jieba's list counts words in a corpus; 2 and 3 are what words got that it was merely told of
# (six in ten of its entries). From 4 on the word was met in ordinary text.
COMMON_FROM = 4
# jieba's tags for institutions, transcribed names, places and abbreviations: real names, so no
# everyday words. Its other name tags also stand on 余弦 and 红杉, and are trusted from three
# characters on.
_NAME_TAGS = frozenset({"nt", "nrt", "ns", "j"})
_LOOSE_TAGS = frozenset({"nr", "nz"})
# Words of these kinds are meant as everyday words and make no mention of somebody.
_WORDS = frozenset({"term", "topic", "region"})
_LEAST_WEIGHT = 5  # below it the entry would count for nothing
MOST_WEIGHT = {
    "coin": 100,
    "exchange": 90,
    "company": 80,
    "project": 80,
    "person": 80,
    "regulator": 80,
    "topic": 60,
    "region": 50,
    "term": 30,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `rule` is `common word`, `weight` or `source`."""

    slug: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.slug}: {self.rule}: {self.text}"


def problems(lexicon: Lexicon) -> list[Problem]:
    """Everyday words without a context rule and weights out of reason, in file order.

    Raises `LanguageError` when jieba's word list is not installed.
    """
    return [problem for term in lexicon.terms for problem in _of_term(term)]


def unsourced(paths: Iterable[Path]) -> list[Problem]:
    """Entries whose last column does not say where the fact is known from. Files that `load` took."""
    found = []
    for path in paths:
        for row in path.read_text(encoding="utf-8").split("\n")[1:]:
            if row and not row.startswith("#") and not row.rpartition("\t")[2].strip():
                text = f"{path.name} does not say where this is known from; fill the last column"
                found.append(Problem(row.partition("\t")[0], "source", text))
    return found


def _of_term(term: Term) -> Iterator[Problem]:
    most = MOST_WEIGHT[term.kind]
    if not _LEAST_WEIGHT <= term.weight <= most:
        text = f"{term.weight} where a {term.kind} has {_LEAST_WEIGHT} to {most}"
        yield Problem(term.slug, "weight", text)
    if term.kind not in _WORDS:
        for surface in term.surfaces:
            why = _common(surface)
            if why:
                yield Problem(term.slug, "common word", f"{surface.text!r} {why}; mark it ~ or =")


def _common(surface: Surface) -> str:
    """Why this needs evidence to count; empty when it has a rule or is only ever a name."""
    word = surface.folded
    if surface.ambiguous or surface.exact or surface.phrase or word in KNOWN_AS_NAMES:
        return ""
    if surface.ticker and len(word) == 1:
        return "is a single letter"
    if word in ENGLISH:
        return "is an everyday English word"
    count, tag = _jieba_words().get(word, (0, ""))
    named = tag in _NAME_TAGS or (tag in _LOOSE_TAGS and len(word) > 2)
    if count >= COMMON_FROM and not named and not surface.ticker:
        return f"is an everyday word (jieba counts it {count} times, as {tag or 'no kind'})"
    return ""


@lru_cache(maxsize=1)
def _jieba_words() -> dict[str, tuple[int, str]]:
    """Word to count and tag. The list alone is read: jieba itself is slow to import."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise LanguageError("jieba is not installed, so its words cannot be looked up; install it")
    words = {}
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *tag = line.split()
            words[word] = (int(count), "".join(tag))
    return words


def main(arguments: list[str]) -> int:
    """Check the files of a folder (ours unless one is named); 1 when something is to be mended."""
    folder = Path(arguments[0]) if arguments else FOLDER
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        sys.stderr.write(f"{folder} holds no .tsv file; name the lexicon's folder\n")
        return 1
    try:
        found = [*problems(load(paths)), *unsourced(paths)]
    except LexiconError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
