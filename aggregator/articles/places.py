"""Which page a name has: coins, people and bodies, and everything else have pages of their own."""

from django.urls import reverse

# Kinds of tags that act in the news: people, and bodies that people are behind.
_ACTORS = ("exchange", "project", "company", "regulator", "person")
_PAGES = {"coin": "coin", **dict.fromkeys(_ACTORS, "who")}


def tag_address(kind: str, slug: str) -> str:
    """The one address of a tag in the language in force: `/coin/…/`, `/who/…/` or `/tag/…/`."""
    return reverse(_PAGES.get(kind, "tag"), args=[slug])
