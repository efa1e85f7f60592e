"""Outlets and their feeds."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from aggregator.feeds.locks import LockedFields


class Source(LockedFields, models.Model):
    """An outlet: who published, how it is credited, and how much of its text we show."""

    class Language(models.TextChoices):
        """Script of the outlet's texts."""

        HANS = "zh-Hans", "简体中文"
        HANT = "zh-Hant", "繁體中文"
        EN = "en", "英文"

    class TextPolicy(models.TextChoices):
        """How much of an article's text a page may carry; the outlet comes first, always."""

        HEADLINE = "headline", "仅标题"
        EXCERPT = "excerpt", "摘录"
        FULL = "full", "全文"

    slug = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    home = models.URLField("首页", max_length=500, blank=True)
    language = models.CharField("文字", max_length=10, choices=Language, default=Language.HANS)
    text_policy = models.CharField(
        "展示范围", max_length=10, choices=TextPolicy, default=TextPolicy.EXCERPT
    )
    credit = models.CharField("署名", max_length=120, blank=True, help_text="留空则用名称")
    zone = models.CharField(
        "时区", max_length=40, default="Asia/Shanghai", help_text="发布时间没有写时区时按此解释"
    )
    boilerplate = models.JSONField(
        "固定开头",
        default=list,
        blank=True,
        help_text="如“某某消息，”，展示和比对时去掉；日期的位置写 {date}",
    )

    class Meta:
        verbose_name = "媒体"
        verbose_name_plural = "媒体"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def tzinfo(self) -> ZoneInfo:
        """The zone that the outlet means when it writes none."""
        return ZoneInfo(self.zone)


class Feed(LockedFields, models.Model):
    """One address of an outlet that is polled, and the state of polling it.

    `due_at` and `leased_until` are the whole schedule: a feed is taken when it is due and not
    leased, and a lease that nobody gave back expires, so that a killed worker loses nothing.
    """

    class Kind(models.TextChoices):
        """What the feed carries; "mixed" lets each entry's length decide."""

        FLASH = "flash", "快讯"
        ARTICLE = "article", "文章"
        MIXED = "mixed", "混合"

    class State(models.TextChoices):
        """How the last poll ended."""

        NEW = "new", "尚未抓取"
        OK = "ok", "正常"
        MOVED = "moved", "地址已变更"
        LIMITED = "limited", "被限流"
        FAILING = "failing", "失败"
        REFUSED = "refused", "被拒绝"
        BROKEN = "broken", "内容有误"
        GONE = "gone", "已撤下"

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="feeds", verbose_name="媒体"
    )
    key = models.SlugField(
        "目录编号", max_length=80, unique=True, null=True, blank=True, editable=False
    )
    title = models.CharField("名称", max_length=120)
    url = models.URLField("地址", max_length=1000, unique=True)
    alternates = models.JSONField("备用地址", default=list, blank=True)
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.MIXED)
    enabled = models.BooleanField("启用", default=True)
    disabled_reason = models.CharField("停用原因", max_length=300, blank=True)

    state = models.CharField(
        "状态", max_length=10, choices=State, default=State.NEW, editable=False
    )
    message = models.TextField("说明", blank=True, editable=False)
    notes = models.JSONField("提示", default=list, blank=True, editable=False)
    failures = models.PositiveIntegerField("连续失败", default=0, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    moved_to = models.URLField("新地址", max_length=1000, blank=True, editable=False)
    ttl_seconds = models.PositiveIntegerField(null=True, editable=False)
    entries_per_day = models.FloatField("每天条数", null=True, editable=False)
    polled_at = models.DateTimeField("上次抓取", null=True, editable=False)
    succeeded_at = models.DateTimeField("上次成功", null=True, editable=False)
    new_at = models.DateTimeField("上次有新稿", null=True, editable=False)
    due_at = models.DateTimeField("下次抓取", null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "信源"
        verbose_name_plural = "信源"
        ordering = ["source__name", "title"]
        indexes = [models.Index(fields=["enabled", "due_at"], name="feed_due")]

    def __str__(self) -> str:
        return self.title

    def is_leased(self, now: datetime) -> bool:
        """Say whether a worker holds the feed at `now`."""
        return self.leased_until is not None and self.leased_until > now

    def addresses(self) -> list[str]:
        """The feed's address and its alternates, in the order they are tried."""
        alternates: list[Any] = self.alternates
        return [self.url, *(a for a in alternates if isinstance(a, str))]
