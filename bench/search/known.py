"""Is found what is there? Items by their own words, words by a scan, both scripts alike."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

from aggregator.articles.models import Article
from aggregator.language import fold, lexicon, to_traditional
from aggregator.language.scripts import has_han
from aggregator.search.asking import search
from aggregator.search.document import words
from aggregator.search.engines.current import current
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan
from bench.figure import Figure
from bench.search.corpus import Corpus
from bench.search.quality import Judged

ITEMS, RANK, RAREST = 1000, 3, 3
_EVERY = 100_000


def measure(
    corpus: Corpus, judged: Sequence[Judged], base: Callable[[str], list[str]]
) -> list[Figure]:
    """Known items, two-character words, Traditional forms."""
    texts = _texts()
    found, theirs = _known_items(corpus, texts, base)
    missed, asked, most = _two_characters(texts)
    differing = list(_differing([one.query for one in judged], corpus))
    note = f"of {asked} words; at worst {most}" if missed else f"of {asked} words"
    against = "FTS5 over jieba words"
    return [
        Figure("known", f"item among the first {RANK} by its {RAREST} rarest words", found, "", theirs, against, f"{ITEMS} random items"),
        Figure("known", "two-character words that miss a text they stand in", missed, "words", None, "", note),
        Figure("known", "queries answered otherwise in Traditional script", len(differing), "queries", None, "", "、".join(differing[:5])),
    ]  # fmt: skip


def _texts() -> dict[int, tuple[str, str]]:
    return {
        pk: (title, text) for pk, title, text in Article.objects.values_list("pk", "title", "text")
    }


def _known_items(
    corpus: Corpus, texts: dict[int, tuple[str, str]], base: Callable[[str], list[str]]
) -> tuple[float, float]:
    terms = {
        pk: {one for one in words(f"{title}\n{text}") if len(one) > 1}
        for pk, (title, text) in texts.items()
    }
    counts = Counter(term for some in terms.values() for term in some)
    items = corpus.items
    chosen = Random(2026).sample(
        sorted(pk for pk in items if len(terms[pk]) >= RAREST), min(ITEMS, len(items))
    )
    own = other = 0
    for pk in chosen:
        query = " ".join(sorted(terms[pk], key=lambda term: (counts[term], term))[:RAREST])
        own += pk in [hit.article_id for hit in search(query, limit=RANK, now=corpus.now).hits]
        other += bool(items[pk] & set(base(query)[:RANK]))
    return own / len(chosen), other / len(chosen)


def _two_characters(texts: dict[int, tuple[str, str]]) -> tuple[int, int, str]:
    """How many words miss a text, how many were asked for, and the one that misses most."""
    folded = {pk: "\n".join(map(fold, pair)) for pk, pair in texts.items()}
    asked = sorted(set(_short_names()))
    missed: Counter[str] = Counter()
    for word in asked:
        there = {pk for pk, text in folded.items() if word in text}
        query = parse(word, Article.objects.latest("sorted_at").sorted_at.date())
        rows = current().find(plan(query, "letters"), limit=_EVERY).rows
        missed[word] = len(there - {row.id for row in rows})
    worst, most = max(missed.items(), key=lambda pair: pair[1])
    return sum(1 for count in missed.values() if count), len(asked), f"{worst}: {most}"


def _short_names() -> Iterator[str]:
    for term in lexicon().terms:
        for surface in term.surfaces:
            if len(surface.folded) == 2 and all(map(has_han, surface.folded)):
                yield surface.folded


def _differing(queries: Sequence[str], corpus: Corpus) -> Iterator[str]:
    names = [term.name for term in lexicon().terms if has_han(term.name)][:300]
    for query in (*queries, *names):
        other = to_traditional(query)
        if _ids(query, corpus) != _ids(other, corpus):
            yield f"{query}/{other}"


def _ids(query: str, corpus: Corpus) -> list[int]:
    return [hit.article_id for hit in search(query, limit=50, now=corpus.now).hits]
