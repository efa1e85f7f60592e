"""Tags: what an article is about, and what it merely names."""

from collections import Counter
from dataclasses import dataclass

from aggregator.language.book import lexicon
from aggregator.language.mentions import find_mentions

# One passing trigger word in a long body does not make a topic.
_TOPIC_MENTIONS = 2


@dataclass(frozen=True, slots=True)
class TagMatch:
    """A tag: `about` when the title names it, `count` over title and body together."""

    slug: str
    kind: str
    name: str
    about: bool
    count: int


def tags_of(title: str, body: str) -> list[TagMatch]:
    """Tags of an article: those of the title first, then by count, then as they appear."""
    in_title = Counter(mention.slug for mention in find_mentions(title))
    everywhere = in_title + Counter(mention.slug for mention in find_mentions(body))
    by_slug = lexicon().by_slug
    tags = [
        TagMatch(slug, by_slug[slug].kind, by_slug[slug].name, slug in in_title, count)
        for slug, count in everywhere.items()
    ]
    kept = [t for t in tags if t.kind != "topic" or t.about or t.count >= _TOPIC_MENTIONS]
    return sorted(kept, key=lambda tag: (not tag.about, -tag.count))
