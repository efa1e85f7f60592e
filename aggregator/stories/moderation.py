"""The open log: what editors did that readers can notice, kept by those who do it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aggregator.articles.models import Article
from aggregator.stories.models import Act, Story

PAGE = 50
Verb, Reason = Act.Verb, Act.Reason
# What setting a flag of an article is called, by the flag and its new value.
FLAGS = {
    ("is_hidden", True): Verb.HIDDEN,
    ("is_hidden", False): Verb.SHOWN,
    ("is_important", True): Verb.MARKED,
    ("is_important", False): Verb.UNMARKED,
}

# What an editor may correct of an article that readers see, in the order it is told.
PARTS = {
    "title": _("标题"),
    "html": _("正文"),
    "excerpt": _("摘录"),
    "published_at": _("发布时间"),
    "kind": _("类型"),
    "author": _("作者"),
    "url": _("原文链接"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log. article, story: where it leads and may be named, None for neither."""

    act: Act
    article: Article | None
    story: Story | None
    into: Story | None

    @property
    def changed(self) -> list[str]:
        """What was corrected, in words."""
        return [str(PARTS[name]) for name in self.act.fields if name in PARTS]

    @property
    def outlet(self) -> str:
        """The outlet whose article it was, also of one that is no longer shown; "" for none."""
        return self.act.article.source.name if self.act.article else ""


def record_flag(
    articles: Iterable[Article], name: str, value: bool, reason: str, now: datetime
) -> None:
    """Write down that a flag of each article was set; within the transaction that sets it."""
    verb = FLAGS[name, value]
    why = known(reason)
    Act.objects.bulk_create(
        [Act(at=now, verb=verb, reason=why, article=article) for article in articles]
    )


def record_correction(
    article: Article, before: str, fields: Sequence[str], reason: str, now: datetime
) -> None:
    """Write down that an editor corrected an article.

    before: the headline as it was, "" when it stayed; fields: which of `PARTS` were changed.
    """
    Act.objects.create(
        at=now,
        verb=Verb.CORRECTED,
        reason=known(reason),
        article=article,
        before=before,
        fields=list(fields),
    )


def record_ruling(
    verb: Act.Verb, story: int, into: int, count: int, reason: str, now: datetime
) -> None:
    """Write down that events were merged, or reports parted from one; in the ruling's transaction.

    story, into: numbers of events; count: of the events merged, or the reports that went.
    """
    Act.objects.create(
        at=now, verb=verb, reason=known(reason), story_id=story, into_id=into, count=count
    )


def known(reason: str) -> str:
    """The reason when it is one of the list, else "": a form can be made to say anything."""
    return reason if reason in Reason.values else ""


def log(before: tuple[datetime, int] | None = None, most: int = PAGE) -> list[Line]:
    """The newest lines, or those older than (time, number); one query.

    What is hidden now is not named, whatever was done to it.
    """
    rows = Act.objects.select_related("article__source", "story__lead", "into__lead")
    if before:
        at, pk = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    return [_line(act) for act in rows.defer(*_LONG).order_by("-at", "-pk")[:most]]


_LONG = tuple(
    f"{whose}__{name}"
    for whose in ("article", "story__lead", "into__lead")
    for name in ("html", "text", "summary", "facts", "doubts", "addresses")
)


def _line(act: Act) -> Line:
    article = act.article if act.article and not act.article.is_hidden else None
    return Line(act, article, _shown(act.story), _shown(act.into))


def _shown(story: Story | None) -> Story | None:
    if story is None or story.lead is None or story.lead.is_hidden:
        return None
    return story


def corrections(most: int) -> list[Line]:
    """The newest headlines that editors corrected, of articles still shown; one query."""
    rows = Act.objects.filter(verb=Verb.CORRECTED, article__is_hidden=False).exclude(before="")
    return [
        _line(act) for act in rows.select_related("article__source").order_by("-at", "-pk")[:most]
    ]
