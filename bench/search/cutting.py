"""Every text is cut once, and what came of it is kept in a file: copies of it cost no cutting."""

import os
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from aggregator.language import segment, tags_of
from aggregator.language.lexicon import KINDS
from aggregator.search.document import GRAMS, TEXT_TOKENS, TITLE_TOKENS, name_mark, words
from aggregator.search.grams import BREAK, grams
from bench.search.texts import Text

CHUNK = 1000
_LONG = 600  # characters from which on it is an article


@dataclass(frozen=True, slots=True)
class Cut:
    """What the index takes of a text; terms are joined by spaces. `tags`: slug, kind, about."""

    text: Text
    title: str
    words: str
    grams: str
    tags: tuple[tuple[str, str, bool], ...]

    @property
    def kind(self) -> str:
        """As articles have it."""
        return "article" if len(self.text.body) >= _LONG else "flash"


@dataclass(slots=True)
class Vocabulary:
    """How many texts have a word; the same of crypto texts alone; and some headlines, cut."""

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    crypto: Counter[str] = field(default_factory=Counter)
    headlines: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def cut(text: Text) -> Cut:
    """The terms of a text. The names of general texts are looked for in their headlines only."""
    found = tags_of(text.title, text.body if text.is_crypto else "")
    marks: dict[str, list[str]] = {"title": [], "text": []}
    for tag in found:
        if tag.kind in KINDS and tag.kind != "topic":
            for one in tag.evidence:
                marks[one.place].append(name_mark(tag.slug))
    return Cut(
        text,
        " ".join([*words(text.title)[:TITLE_TOKENS], *marks["title"]]),
        " ".join([*words(text.body)[:TEXT_TOKENS], *marks["text"]]),
        " ".join([*grams(text.title), BREAK, *grams(text.body)][:GRAMS]),
        tuple((tag.slug, tag.kind, tag.about) for tag in found),
    )


def cut_all(texts: Sequence[Text], path: Path) -> Vocabulary:
    """Cut every text by all cores into the file that `cuts` reads; what words there are."""
    chunks = [texts[place : place + CHUNK] for place in range(0, len(texts), CHUNK)]
    seen = Vocabulary()
    segment("比特币")  # loads the dictionary once, for every fork
    with get_context("fork").Pool(os.cpu_count()) as pool, path.open("wb") as file:
        for done in pool.imap(_cut_chunk, chunks):
            pickle.dump(done, file, protocol=pickle.HIGHEST_PROTOCOL)
            for one in done:
                _note(seen, one)
    return seen


def cuts(path: Path) -> Iterator[list[Cut]]:
    """What `cut_all` wrote, 1,000 at a time."""
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def _cut_chunk(texts: Sequence[Text]) -> list[Cut]:
    return [cut(text) for text in texts]


def _note(seen: Vocabulary, one: Cut) -> None:
    title = tuple(dict.fromkeys(one.title.split()))
    every = {*title, *one.words.split()}
    seen.counts.update(every)
    if one.text.is_crypto:
        seen.crypto.update(every)
    if seen.texts % 50 == 0 or (one.text.is_crypto and seen.texts % 5 == 0):
        seen.headlines.append((one.text.title, title))
    seen.texts += 1
