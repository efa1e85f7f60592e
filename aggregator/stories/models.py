"""Events, their reports, what was noted of each report, and what editors ruled."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aggregator.articles.models import Article
from aggregator.stories.importance import IMPORTANT


class Story(models.Model):
    """One event. What stands here is worked out from its reports (`settle`), but for its number.

    A story whose reports all went to another one stays, without reports, to lead old addresses to
    `merged_into`. `importance` is without the age of the event (see `importance.current`).
    `first` is the first report by the outlets' own times, if two outlets or more gave theirs.
    """

    started_at = models.DateTimeField("开始时间")
    lead = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="主报道"
    )
    first = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="首发报道"
    )
    first_tied = models.BooleanField("首发并列", default=False)
    report_count = models.PositiveIntegerField("报道数", default=0)
    outlet_count = models.PositiveIntegerField("媒体数", default=0)
    importance = models.PositiveSmallIntegerField("重要度", default=0)
    reasons = models.JSONField("理由", default=list, blank=True)
    series_slug = models.CharField("系列", max_length=64, blank=True)
    series_name = models.CharField("系列名称", max_length=80, blank=True)
    series_subject = models.CharField("系列对象", max_length=200, blank=True)
    series_level = models.CharField("系列数值", max_length=200, blank=True)
    series_day = models.DateField("系列日期", null=True, blank=True)
    by_editor = models.BooleanField("编辑调整过", default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="并入"
    )

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(fields=["-started_at", "-id"], name="story_newest"),
            models.Index(
                fields=["-started_at", "-id"],
                condition=models.Q(outlet_count__gte=2),
                name="story_shared",
            ),
            models.Index(fields=["series_slug", "-started_at", "-id"], name="story_series"),
        ]

    def __str__(self) -> str:
        return self.lead.title if self.lead else f"事件 {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the story."""
        return reverse("story", args=[self.pk])

    def path_of(self, report: Article) -> str:
        """Where readers go for one of its reports: to the event, or to the report told alone."""
        return (self if self.several else report).get_absolute_url()

    @property
    def several(self) -> bool:
        """Whether several reports tell of it: only then its page says more than theirs."""
        return self.report_count > 1

    @property
    def is_important(self) -> bool:
        """Whether readers see the event as 重要."""
        return self.importance >= IMPORTANT


class Report(models.Model):
    """An article's place in a story; an article stands in one story only.

    `component` is the same for all reports that links lead to, directly or over others; `at`
    repeats the article's `sorted_at`, so that a stretch of a component is read from one index.
    `score` says how well the report fits the others of its story (1.0: an editor's word, or it
    is the first), `reasons` why, in words.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="report")
    component = models.BigIntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    score = models.FloatField("吻合度", default=1.0)
    reasons = models.JSONField("依据", default=list, blank=True)

    class Meta:
        verbose_name = "报道"
        verbose_name_plural = "报道"
        indexes = [models.Index(fields=["component", "at"], name="report_component")]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.article_id}"


class Trace(models.Model):
    """What an article says, in the form that articles are compared in.

    `content_hash` is of everything the features were read from, the reader's version included;
    `at` is the `updated_at` of the article that was read: another one there means look again.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="trace")
    features = models.JSONField()
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.article_id)


class Key(models.Model):
    """Under `slot` (a key of the article within a stretch of time, hashed) candidates are found."""

    slot = models.BigIntegerField()
    at = models.DateTimeField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["slot", "at"], name="key_slot")]

    def __str__(self) -> str:
        return str(self.slot)


class Link(models.Model):
    """Two articles that share a key and were judged to tell of one event; a's number is lower."""

    a = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="link_once")]

    def __str__(self) -> str:
        return f"{self.a_id}–{self.b_id}"


class Ruling(models.Model):
    """An editor's word for good: these two tell of one event, or they do not. a's number is lower."""

    a = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField("同一事件")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = "编辑裁定"
        verbose_name_plural = "编辑裁定"
        constraints = [models.UniqueConstraint(fields=["a", "b"], name="ruling_once")]

    def __str__(self) -> str:
        return f"{self.a_id}{'=' if self.same else '≠'}{self.b_id}"


class Act(models.Model):
    """What editors did that readers can notice; written with the deed, never changed afterwards.

    It names neither the editor (the desk's own log does) nor, of what was taken down, any words:
    `before` is the headline that an editor corrected, `fields` name what was corrected
    (`moderation.PARTS`).
    `article` or `story` is what it was done to, `into` where reports went, `count` how many
    reports or events were concerned.
    """

    class Verb(models.TextChoices):
        """The deeds."""

        HIDDEN = "hidden", _("下线")
        SHOWN = "shown", _("恢复展示")
        CORRECTED = "corrected", _("更正")
        MARKED = "marked", _("标为重要")
        UNMARKED = "unmarked", _("取消重要")
        MERGED = "merged", _("合并事件")
        SPLIT = "split", _("拆出报道")
        MOVED = "moved", _("移动报道")

    class Reason(models.TextChoices):
        """Why, for readers; an editor may leave it open."""

        OUTLET = "outlet", _("媒体要求")
        WRONG = "wrong", _("内容失实")
        UNCLEAR = "unclear", _("来源存疑，待核实")
        ADVERT = "advert", _("广告或推广")
        SCAM = "scam", _("含诈骗、钓鱼内容")
        PRIVACY = "privacy", _("涉及个人隐私")
        LAW = "law", _("法律要求")
        REPEATED = "repeated", _("重复收录")
        READ_WRONG = "read_wrong", _("收录或识别有误")
        JUDGED = "judged", _("编辑判断")

    at = models.DateTimeField("时间")
    verb = models.CharField("操作", max_length=10, choices=Verb)
    reason = models.CharField("公开理由", max_length=12, choices=Reason, blank=True)
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="稿件"
    )
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="事件"
    )
    into = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="归入"
    )
    count = models.PositiveIntegerField("数量", default=1)
    before = models.CharField("原标题", max_length=500, blank=True)
    fields = models.JSONField("改动", default=list, blank=True)

    class Meta:
        verbose_name = "公开记录"
        verbose_name_plural = "公开记录"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="act_newest")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.article_id or self.story_id or ''}".strip()
