"""专题 and what editors say of the events in them."""

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.stories.importance import IMPORTANT
from aggregator.stories.models import Story
from aggregator.topics.markup import LONGEST, to_html


class Topic(models.Model):
    """A matter that editors follow, over days or months.

    Events come in by themselves when what stands for them is about one of `tags` (about all of
    them with `all_tags`), weighs at least `least`, and began between `started_at` and `closed_at`.
    `intro_html` follows `intro` at every save. `latest` and `latest_at` say what the page has
    newest (see `following`), so that the list of topics need not work it out.
    """

    class State(models.TextChoices):
        """Who sees it: a draft the desk alone, a withdrawn one nobody."""

        DRAFT = "draft", "草稿"
        OPEN = "open", "进行中"
        CLOSED = "closed", "已结束"
        WITHDRAWN = "withdrawn", "已撤下"

    slug = models.SlugField("标识", max_length=80, unique=True, help_text="网址里的英文名")
    title = models.CharField("标题", max_length=80)
    lede = models.CharField("导语", max_length=300, blank=True, help_text="一两句话，列表里也用")
    intro = models.TextField(
        "前情",
        blank=True,
        max_length=LONGEST,
        help_text="空行分段；“- ”开头为列表，“## ”开头为小标题；**加粗**；[文字](https://网址)",
    )
    intro_html = models.TextField(editable=False, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="topics", verbose_name="自动收录的标签"
    )
    all_tags = models.BooleanField("须同时带全部标签", default=False)
    least = models.PositiveSmallIntegerField(
        "最低重要度",
        default=IMPORTANT,
        validators=[MaxValueValidator(100)],
        help_text=f"达到才自动收录；{IMPORTANT} 分起为重要。手动编入的不受限",
    )
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("编辑时间", default=timezone.now, editable=False)
    latest = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    latest_at = models.DateTimeField("最新进展", null=True, editable=False)

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"
        ordering = ["-updated_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, with the markup of the introduction as it is now."""
        self.intro_html = to_html(self.intro)
        if update_fields is not None and "intro" in update_fields:
            update_fields = {*update_fields, "intro_html"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        """The page of the topic."""
        return reverse("topic", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return self.state in {self.State.OPEN, self.State.CLOSED}

    @property
    def moved_at(self) -> Any:
        """When there was something new: its newest event, or the editors' last change without."""
        return self.latest_at or self.updated_at


class TopicEntry(models.Model):
    """What editors say of one event in a topic: that it belongs there, what it means, or not.

    `at` stands where the editor wants it on the time line (None: when the event began). `removed`
    keeps out for good what the tags would bring in. The event may have been merged into another
    since: who reads follows `merged_into`.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, related_name="+", verbose_name="事件"
    )
    note = models.CharField("编者按", max_length=500, blank=True)
    at = models.DateTimeField("时间", null=True, blank=True, help_text="留空则按事件开始时间")
    pinned = models.BooleanField("关键节点", default=False)
    removed = models.BooleanField("移出", default=False)

    class Meta:
        verbose_name = "专题条目"
        verbose_name_plural = "专题条目"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["topic", "story"], name="topic_story_once")]

    def __str__(self) -> str:
        return str(self.story_id)
