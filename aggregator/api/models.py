"""Keys of programs that ask more than strangers may."""

from django.db import models

from aggregator.api.tiers import Tier


class ApiKey(models.Model):
    """A key. What is kept does not give it away: `digest` is the SHA-256 of the whole key.

    `prefix` is its public part, which names it in lists and finds it by index. `last_used_at` is
    right to the hour (`keys.find`). A revoked key stays, so that its callers can be told.
    """

    name = models.CharField("名称", max_length=80, help_text="谁在用，用来做什么")
    contact = models.CharField("联系方式", max_length=200, blank=True)
    tier = models.CharField("档位", max_length=10, choices=Tier, default=Tier.BASIC)
    prefix = models.CharField("前缀", max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField("创建时间", editable=False)
    last_used_at = models.DateTimeField("最近使用", null=True, editable=False)
    revoked_at = models.DateTimeField("停用时间", null=True, editable=False)

    class Meta:
        verbose_name = "接口密钥"
        verbose_name_plural = "接口密钥"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
