"""Figures of networks as they were read."""

from django.db import models


class Snapshot(models.Model):
    """What one provider said of one network at one time.

    `figures` maps a metric's name (see `aggregator.chain.metrics`) to a number or None for
    unknown; `height` is the block the figures stand on, `observed_at` when they were read.
    """

    class Network(models.TextChoices):
        """The networks we read."""

        BITCOIN = "bitcoin", "比特币"
        ETHEREUM = "ethereum", "以太坊"

    network = models.CharField("网络", max_length=20, choices=Network)
    provider = models.CharField("来源", max_length=80)
    height = models.PositiveBigIntegerField("高度", null=True)
    figures = models.JSONField("数字", default=dict)
    observed_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "链上快照"
        verbose_name_plural = "链上快照"
        indexes = [models.Index(fields=["network", "-observed_at"], name="snapshot_newest")]

    def __str__(self) -> str:
        return f"{self.network} {self.height}"
