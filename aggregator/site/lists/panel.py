"""The filters of the front page as readers see them: chips to take away, and a panel to choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from aggregator.articles.models import Article
from aggregator.site.lists.channels import Channel, Day
from aggregator.site.lists.choice import Choice
from aggregator.site.reader import Reader


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, and the address of the list without it."""

    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter; count: articles of the last day, None where that says nothing."""

    value: str
    name: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A filter of the panel: its name in the address, its label, its values."""

    name: str
    label: str
    options: tuple[Option, ...]


def address(choice: Choice, reader: Reader) -> str:
    """Where a list of the front page stands."""
    path = reverse("front")
    if choice.query:
        return f"{path}?{choice.query}"
    return f"{path}?important=0" if reader.important_only else path


def chips(choice: Choice, reader: Reader) -> tuple[Chosen, ...]:
    """The filters that are set, in the order of the address."""
    if choice.plain:
        return ()
    named = {
        "kind": (_("类型"), str(Article.Kind(choice.kind).label) if choice.kind else ""),
        "important": (_("级别"), _("重要")),
        "coin": (_("币种"), choice.coin.name if choice.coin else ""),
        "topic": (_("话题"), choice.topic.name if choice.topic else ""),
        "source": (_("媒体"), choice.source.name if choice.source else ""),
        "mine": (_("范围"), _("只看我的")),
    }
    return tuple(
        Chosen(*named[name], address(choice.without(name), reader)) for name in choice.values
    )


def fields(choice: Choice, day: Day) -> tuple[Field, ...]:
    """The choices of the panel: the coins, topics and outlets of the last day."""
    coin = (choice.coin.slug, choice.coin.name) if choice.coin else None
    topic = (choice.topic.slug, choice.topic.name) if choice.topic else None
    source = (choice.source.slug, choice.source.name) if choice.source else None
    kinds = tuple(
        Option(value, str(label), None, value == choice.kind)
        for value, label in Article.Kind.choices
    )
    return (
        Field("kind", _("类型"), kinds),
        Field("coin", _("币种"), _options(day.coins, coin)),
        Field("topic", _("话题"), _options(day.topics, topic)),
        Field("source", _("媒体"), _options(day.outlets, source)),
    )


def _options(channels: Iterable[Channel], chosen: tuple[str, str] | None) -> tuple[Option, ...]:
    """What the day had; the value that is chosen stands first where the day had none of it."""
    slug = chosen[0] if chosen else ""
    found = [Option(one.slug, one.name, one.count, one.slug == slug) for one in channels]
    if chosen and not any(one.chosen for one in found):
        found.insert(0, Option(*chosen, 0, chosen=True))
    return tuple(found)
