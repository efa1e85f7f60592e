"""A story's page: what is known of it, and its reports side by side."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.desk.feed_states import Fact
from aggregator.desk.story_states import importance_label, series_words
from aggregator.desk.wording import label, timed
from aggregator.stories.models import Report, Story
from aggregator.votes.counting import latest

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One report beside the others."""

    article: int
    title: str
    excerpt: str
    outlet: str
    url: str
    time: SafeString
    marks: tuple[SafeString, ...]
    why: str


def facts(story: Story) -> list[Fact]:
    """What stands on the story."""
    day = story.series_day
    when = f"{day.month} 月 {day.day} 日" if day else ""
    series = series_words(story.series_name, story.series_subject, when)
    lines = [
        Fact("事件编号", str(story.pk)),
        Fact("报道", f"{story.report_count} 篇，{story.outlet_count} 家媒体"),
        Fact("首发", _first(story)),
        Fact("重要度", importance_label(story)),
        Fact("评分依据", "；".join(story.reasons)),
        Fact("系列", series),
        Fact("读者投票", _votes(story)),
        Fact("编辑调整", "已调整，系统不会改回" if story.by_editor else ""),
    ]
    return [line for line in lines if line.value]


def _votes(story: Story) -> str:
    found = latest([story.pk]).get(story.pk)
    return f"利好 {found.up}，利空 {found.down}" if found else ""


def _first(story: Story) -> str:
    if story.first is None:
        return "给出发布时间的媒体不足两家，不计首发"
    when = timezone.localtime(story.first.published_at).strftime("%H:%M")
    tied = "（同一分钟有多家，并列）" if story.first_tied else ""
    return f"{story.first.source.name} {when}{tied}"


def cards(story: Story) -> tuple[list[Card], int]:
    """The first SHOWN reports, the earliest first, and how many more there are."""
    rows = story.reports.select_related("article__source").order_by("at", "article__url_key")
    told = list(
        rows.defer("article__html", "article__text", "article__facts", "article__summary")[:SHOWN]
    )
    more = rows.count() - len(told) if len(told) == SHOWN else 0
    return [_card(story, report) for report in told], more


def _card(story: Story, report: Report) -> Card:
    article = report.article
    shown = timezone.localtime(article.sorted_at).strftime("%m-%d %H:%M:%S")
    marks = [
        label("主报道", "good") if article.pk == story.lead_id else None,
        label("首发", "good") if article.pk == story.first_id else None,
        label("没有发布时间", "warn") if article.published_at is None else None,
        label("已隐藏", "plain") if article.is_hidden else None,
    ]
    reasons = "、".join(report.reasons)
    fit = f"吻合度 {report.score:.0%}" if report.score < 1 else ""
    return Card(
        article.pk,
        article.title,
        article.excerpt,
        article.source.name,
        article.url,
        timed(shown, article.sorted_at),
        tuple(mark for mark in marks if mark is not None),
        "：".join(part for part in (fit, reasons) if part),
    )
