"""What an address or a form of the settings asks for, and how the page says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.language import lexicon
from aggregator.site.reader import USUAL, Kept, Reader, is_slug, read

Labels = Mapping[str, Promise]

THEME_NAMES: Labels = {
    "system": gettext_lazy("跟随系统"),
    "light": gettext_lazy("浅色"),
    "dark": gettext_lazy("深色"),
}
MARKET_NAMES: Labels = {"red-up": gettext_lazy("红涨绿跌"), "green-up": gettext_lazy("绿涨红跌")}
SIZE_NAMES: Labels = {
    "small": gettext_lazy("小"),
    "normal": gettext_lazy("标准"),
    "large": gettext_lazy("大"),
    "huge": gettext_lazy("特大"),
}
# What a button or a link asks for: the list, and whether the name goes on it.
FOLLOW: dict[str, tuple[Kept, bool]] = {
    "watch": ("watched", True),
    "unwatch": ("watched", False),
    "mute": ("muted_tags", True),
    "unmute": ("muted_tags", False),
    "mute_source": ("muted_outlets", True),
    "unmute_source": ("muted_outlets", False),
}
ASKING = (*FOLLOW, "take", "reset")


class NoName(ValueError):  # noqa: N818 - a state, said plainly
    """No tag or outlet has this slug."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name on one of the reader's lists."""

    slug: str
    name: str


def wanted(asked: Mapping[str, str], now: Reader) -> Reader | None:
    """What the reader would have after what is asked; None when nothing is.

    Raises `Full` and `NoName`.
    """
    for action, (name, on) in FOLLOW.items():
        if action in asked:
            return _follow(now, name, asked[action], on=on)
    if "take" in asked:
        return read(asked["take"])
    if "reset" in asked:
        return USUAL
    if "save" not in asked:
        return None
    # The parts of a cookie, so that there is one place that knows what is a choice.
    told = read(
        ".".join(["1", *(f"{n[0]}:{asked.get(n, '')}" for n in ("theme", "market", "size"))])
    )
    return replace(
        now,
        theme=told.theme,
        market=told.market,
        size=told.size,
        important_only="important_only" in asked,
        keys="keys" in asked,
    )


def _follow(now: Reader, name: Kept, slug: str, *, on: bool) -> Reader:
    if not on:
        return now.without(name, slug)
    known = outlet_names if name == "muted_outlets" else tag_names
    if not is_slug(slug) or not known([slug]):
        raise NoName(f"no name of {name} has the slug {slug[:80]!r}; take it from its page")
    return now.having(name, slug)


def changes(now: Reader, then: Reader) -> list[tuple[str, str]]:
    """What differs, as headings and texts; names that we don't have are left out. Two queries."""
    pairs = [
        (_("深浅色"), now.theme, then.theme, THEME_NAMES),
        (_("涨跌颜色"), now.market, then.market, MARKET_NAMES),
        (_("字号"), now.size, then.size, SIZE_NAMES),
    ]
    found = [(heading, str(names[new])) for heading, old, new, names in pairs if old != new]
    if now.important_only != then.important_only:
        found.append((_("首页"), _("只看重要") if then.important_only else _("全部都看")))
    if now.keys != then.keys:
        found.append(
            (_("键盘快捷键"), pgettext("设置", "打开") if then.keys else pgettext("设置", "关闭"))
        )
    tags = tag_names({*now.watched, *now.muted_tags, *then.watched, *then.muted_tags})
    outlets = outlet_names({*now.muted_outlets, *then.muted_outlets})
    for more, less, names, old, new in (
        (_("关注"), _("取消关注"), tags, now.watched, then.watched),
        (_("屏蔽标签"), _("恢复标签"), tags, now.muted_tags, then.muted_tags),
        (_("屏蔽媒体"), _("恢复媒体"), outlets, now.muted_outlets, then.muted_outlets),
    ):
        for heading, slugs in ((more, set(new) - set(old)), (less, set(old) - set(new))):
            told = [names[slug] for slug in sorted(slugs) if slug in names]
            found += [(heading, "、".join(told))] if told else []
    return found


def named(slugs: Iterable[str], names: Mapping[str, str]) -> list[Named]:
    """The reader's own list with its names; one that is gone stands there as its slug."""
    return [Named(slug, names.get(slug, slug)) for slug in slugs]


def tag_names(slugs: Iterable[str]) -> dict[str, str]:
    """The names of tags, those of the lexicon that no article carries yet among them; one query."""
    wished = list(slugs)
    if not wished:
        return {}
    terms = lexicon().by_slug
    shipped = {slug: terms[slug].name for slug in wished if slug in terms}
    return shipped | dict(Tag.objects.filter(slug__in=wished).values_list("slug", "name"))


def outlet_names(slugs: Iterable[str]) -> dict[str, str]:
    """The names of outlets; one query."""
    wished = list(slugs)
    if not wished:
        return {}
    return dict(Source.objects.filter(slug__in=wished).values_list("slug", "name"))
