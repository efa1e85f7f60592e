"""Saved searches, what was or is to be sent for them, and how far articles were looked at."""

import secrets
import uuid
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse

from aggregator.articles.models import Article
from aggregator.search.query.query import LONGEST

GONE = "对方已注销推送地址（HTTP 410）"


def new_seed() -> str:
    """32 random bytes in hexadecimal."""
    return secrets.token_hex(32)


class SavedSearch(models.Model):
    """A search that somebody follows: as a feed, and by webhook if it has one.

    `seed` is what the key that signs is worked out of (`signing.key_of`); it is no key itself, so
    a copy of the database gives none away. `stopped_at`: the receiver said 410, and nothing is
    sent until an editor has seen to it. `since`: when it was last saved with other words or another
    address, or set going again; of what we saw before that, nothing is sent. `skipped` counts what
    went over the hourly bound.
    """

    name = models.CharField("名称", max_length=80, unique=True)
    query = models.CharField("搜索", max_length=LONGEST)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="编辑",
    )
    is_active = models.BooleanField("启用", default=True)
    webhook_url = models.URLField("推送地址", max_length=2000, blank=True)
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    stopped_at = models.DateTimeField("停止推送", null=True, editable=False)
    skipped = models.PositiveIntegerField("超出上限", default=0, editable=False)
    skipped_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField("创建时间", editable=False)
    since = models.DateTimeField("推送起点", editable=False)

    class Meta:
        verbose_name = "订阅"
        verbose_name_plural = "订阅"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every process know that there is something new to compile."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            Progress.note_change()

    def get_absolute_url(self) -> str:
        """The page of the search."""
        return f"{reverse('search')}?{urlencode({'q': self.query})}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, with the same notice."""
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            Progress.note_change()
        return gone

    @classmethod
    def sending(cls) -> models.QuerySet["SavedSearch"]:
        """Those whose webhook is told of what they find."""
        return cls.objects.filter(is_active=True, stopped_at=None).exclude(webhook_url="")

    def why_silent(self) -> str:
        """Why nothing is sent for it, in words; "" when it is."""
        if not self.is_active:
            return "订阅已停用"
        if not self.webhook_url:
            return "没有填写推送地址"
        return GONE if self.stopped_at else ""


class Delivery(models.Model):
    """An article that a search found, on its way to the webhook.

    `key` names it to the receiver, the same at every attempt. `next_at` is when it is tried next:
    far enough ahead while a worker has it in hand, None once it is done with.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "待发送"
        SENT = "sent", "已送达"
        FAILING = "failing", "失败待重试"
        DEAD = "dead", "死信"

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="deliveries")
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", verbose_name="稿件"
    )
    key = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次发送", null=True)
    status_code = models.PositiveSmallIntegerField("HTTP 状态", null=True)
    last_error = models.CharField("说明", max_length=300, blank=True)
    created_at = models.DateTimeField("命中时间")
    sent_at = models.DateTimeField("送达时间", null=True)

    class Meta:
        verbose_name = "推送"
        verbose_name_plural = "推送记录"
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["search", "article"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="delivery_due",
            ),
            models.Index(fields=["search", "-created_at"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Progress(models.Model):
    """One row: every article up to `upto` is settled; `searches` counts changes of searches."""

    upto = models.BigIntegerField(default=0)
    searches = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.upto)

    @classmethod
    def current(cls) -> "Progress":
        """The row as it stands."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def note_change(cls) -> None:
        """Count one change, in the transaction that makes it."""
        cls.current()
        cls.objects.filter(pk=1).update(searches=F("searches") + 1)


class Looked(models.Model):
    """An article above `Progress.upto`, and its `updated_at` when the searches last saw it."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="looked"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.article_id)
