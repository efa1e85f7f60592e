"""Editors' entries, the dictionary versions made of them, and words found by mining."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class Word(models.Model):
    """An editor's entry: a new one, or a correction of the shipped one with its slug.

    `name`, `aliases` and `ticker` may open with the marks of the lexicon files (`~`, `=`, `/`).
    With `off`, nothing is recognised as this.
    """

    class Kind(models.TextChoices):
        """What the name is the name of; a term is a mere word, under which nothing is filed."""

        COIN = "coin", "币种"
        EXCHANGE = "exchange", "交易所"
        PROJECT = "project", "项目"
        COMPANY = "company", "公司"
        REGULATOR = "regulator", "监管机构"
        PERSON = "person", "人物"
        TOPIC = "topic", "主题"
        REGION = "region", "地区"
        TERM = "term", "术语"

    slug = models.CharField("标识", max_length=80, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    aliases = models.JSONField("别名", default=list, blank=True)
    ticker = models.CharField("代码", max_length=13, blank=True)
    weight = models.PositiveSmallIntegerField("权重", default=30)
    note = models.CharField("说明", max_length=200, blank=True)
    off = models.BooleanField("停用", default=False)
    updated_at = models.DateTimeField("改动时间", auto_now=True)

    class Meta:
        verbose_name = "词条"
        verbose_name_plural = "词库"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the tag that stands for it."""
        return reverse("tag", args=[self.slug])


class Edition(models.Model):
    """The rows of a shipped lexicon as they were in one release."""

    version = models.CharField("版本", max_length=32, unique=True)
    rows = models.TextField("内容")

    class Meta:
        verbose_name = "内置词库"
        verbose_name_plural = "内置词库"

    def __str__(self) -> str:
        return self.version


class DictionaryVersion(models.Model):
    """A lexicon that was put in force; the row with the highest key is in force now.

    `words` holds the editors' entries it was made with, `added`, `removed` and `terms` what
    differs from the version before (folded ways of writing, slugs). The sweep that reads the
    articles again goes down from `top` and has come to `cursor`; both are ids of articles.
    """

    version = models.CharField("版本", max_length=32)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, verbose_name="内置词库")
    words = models.JSONField(default=list)
    reason = models.CharField("改动", max_length=300)
    made_at = models.DateTimeField("生效时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, verbose_name="编辑"
    )
    added = models.JSONField("新增写法", default=list)
    removed = models.JSONField("去掉写法", default=list)
    terms = models.JSONField("涉及词条", default=list)
    top = models.BigIntegerField(null=True)
    cursor = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField("稿件总数", default=0)
    examined = models.PositiveIntegerField("已检查", default=0)
    touched = models.PositiveIntegerField("重新识别", default=0)
    swept_at = models.DateTimeField("完成时间", null=True)
    settled_at = models.DateTimeField("复查时间", null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "词典版本"
        verbose_name_plural = "词典版本"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"第 {self.pk} 版"


class Candidate(models.Model):
    """A word that may be new: frequent, cohesive, unknown. One that was ignored never returns."""

    class State(models.TextChoices):
        """What the editor said."""

        OPEN = "open", "待定"
        TAKEN = "taken", "采纳"
        IGNORED = "ignored", "忽略"

    key = models.CharField(max_length=80, unique=True, editable=False)
    text = models.CharField("写法", max_length=80)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    count = models.PositiveIntegerField("稿件数", default=0)
    outlets = models.PositiveIntegerField("媒体数", default=0)
    score = models.FloatField("得分", default=0)
    examples = models.JSONField("例句", default=list)
    found_at = models.DateTimeField("首次发现")
    seen_at = models.DateTimeField("最近出现")

    class Meta:
        verbose_name = "候选新词"
        verbose_name_plural = "候选新词"
        ordering = ["-score", "-id"]
        indexes = [models.Index(fields=["state", "-score"], name="candidate_best")]

    def __str__(self) -> str:
        return self.text
