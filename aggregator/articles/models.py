"""Articles, the tags that say who and what they are about, and their earlier wordings."""

from django.db import models
from django.urls import reverse

from aggregator.articles.places import tag_address
from aggregator.feeds.locks import LockedFields
from aggregator.feeds.models import Feed, Source


class Tag(LockedFields, models.Model):
    """A name that articles are filed under; made from the lexicon, or by an editor."""

    class Kind(models.TextChoices):
        """What the name is the name of."""

        COIN = "coin", "币种"
        EXCHANGE = "exchange", "交易所"
        PROJECT = "project", "项目"
        COMPANY = "company", "公司"
        REGULATOR = "regulator", "监管机构"
        PERSON = "person", "人物"
        TOPIC = "topic", "主题"
        REGION = "region", "地区"

    slug = models.SlugField("标识", max_length=80, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    ticker = models.CharField("代码", max_length=20, blank=True)
    aliases = models.JSONField("别名", default=list, blank=True)

    class Meta:
        verbose_name = "标签"
        verbose_name_plural = "标签"
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"], name="tag_kind_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the tag: its only address, others lead there (see `places`)."""
        return tag_address(self.kind, self.slug)

    @property
    def other_names(self) -> list[str]:
        """What it is called besides `name`."""
        return [name for name in self.aliases if isinstance(name, str) and name != self.name]


class Article(LockedFields, models.Model):
    """One report of one outlet, once.

    `url_key` (the canonical address) and `guid_key` name the report for ever; how they are
    matched stands in `aggregator.articles.identity`. `sorted_at` is the outlet's own time, or when
    we first saw the report if the outlet gave none: the only time that lists are ordered by.
    """

    class Kind(models.TextChoices):
        """A short report of one fact, or a long text."""

        FLASH = "flash", "快讯"
        ARTICLE = "article", "文章"

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="articles", verbose_name="媒体"
    )
    feed = models.ForeignKey(
        Feed, on_delete=models.SET_NULL, null=True, related_name="articles", verbose_name="信源"
    )
    url_key = models.CharField(max_length=64, unique=True, editable=False)
    guid_key = models.CharField(max_length=64, db_index=True, editable=False)
    url = models.URLField("原文地址", max_length=2000, blank=True)
    title = models.CharField("标题", max_length=500)
    html = models.TextField("正文", blank=True)
    text = models.TextField("纯文字", blank=True, editable=False)
    excerpt = models.CharField("摘录", max_length=400, blank=True)
    author = models.CharField("作者", max_length=120, blank=True)
    image_url = models.URLField("配图", max_length=2000, blank=True)
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.FLASH)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    first_seen_at = models.DateTimeField("收到时间", editable=False)
    sorted_at = models.DateTimeField("排序时间", editable=False)
    updated_at = models.DateTimeField("改动时间", editable=False)
    flags = models.JSONField("疑点", default=list, blank=True, editable=False)
    revised = models.PositiveIntegerField("更正次数", default=0, editable=False)
    is_hidden = models.BooleanField("隐藏", default=False)
    is_important = models.BooleanField("重要", default=False)
    outlet_important = models.BooleanField("媒体标为重要", default=False, editable=False)
    has_figures = models.BooleanField("带数字", default=False, editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    dictionary = models.CharField(max_length=32, blank=True, editable=False)
    # What the language room reads out of the text; its shapes stand in `understand`.
    facts = models.JSONField("数字", default=list, blank=True, editable=False)
    doubts = models.JSONField("金额疑点", default=list, blank=True, editable=False)
    # What its main coins cost when it was published; its shape stands in `priced`.
    priced = models.JSONField("报道时币价", default=list, blank=True, editable=False)
    addresses = models.JSONField("链上地址", default=list, blank=True, editable=False)
    keywords = models.JSONField("关键词", default=list, blank=True, editable=False)
    summary = models.TextField("自动摘要", blank=True, editable=False)
    summary_ai = models.TextField("AI 摘要", blank=True, editable=False)
    # False when an earlier report with the same headline stands for the event in lists.
    is_lead = models.BooleanField(default=True, editable=False)
    index_pending = models.BooleanField(default=True, editable=False)
    tags = models.ManyToManyField(
        Tag, through="ArticleTag", related_name="articles", verbose_name="标签"
    )

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "稿件"
        ordering = ["-sorted_at", "-id"]
        indexes = [
            models.Index(fields=["-sorted_at", "-id"], name="article_newest"),
            models.Index(
                fields=["-sorted_at", "-id"],
                condition=models.Q(is_hidden=False, is_lead=True),
                name="article_shown",
            ),
            models.Index(
                fields=["-sorted_at", "-id"],
                condition=models.Q(is_hidden=True),
                name="article_hidden",
            ),
            models.Index(
                fields=["kind", "-sorted_at", "-id"],
                condition=models.Q(is_hidden=False, is_lead=True),
                name="article_kind",
            ),
            models.Index(fields=["source", "-sorted_at", "-id"], name="article_source"),
            models.Index(
                fields=["-sorted_at", "-id"],
                condition=models.Q(is_important=True),
                name="article_important",
            ),
            models.Index(
                fields=["id"], condition=models.Q(index_pending=True), name="article_pending"
            ),
            models.Index(fields=["fingerprint", "sorted_at"], name="article_fingerprint"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the article."""
        return reverse("article", args=[self.pk])


class ArticleTag(models.Model):
    """Why an article carries a tag; an editor's word (`by_editor`) is never taken back by a sync.

    A tag that an editor took away stays as a row with `removed`, so that it doesn't come back.
    `sorted_at` repeats the article's, so that a tag's page reads one index.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="tagged", verbose_name="标签"
    )
    about = models.BooleanField("主要标签", default=False)
    by_editor = models.BooleanField("由编辑设定", default=False)
    removed = models.BooleanField("编辑移除", default=False)
    sorted_at = models.DateTimeField(editable=False)
    confidence = models.FloatField("把握", null=True, editable=False)
    evidence = models.JSONField("依据", default=list, blank=True, editable=False)

    class Meta:
        verbose_name = "稿件标签"
        verbose_name_plural = "稿件标签"
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="tag_once")]
        indexes = [models.Index(fields=["tag", "-sorted_at", "-article"], name="tagged_newest")]

    def __str__(self) -> str:
        return str(self.tag_id)


class Revision(models.Model):
    """What an article said before it was changed, and when we saw the change."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField("原标题", max_length=500)
    html = models.TextField("原正文", blank=True)
    url = models.URLField("原地址", max_length=2000, blank=True)
    seen_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "旧版"
        verbose_name_plural = "旧版"
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return self.title
