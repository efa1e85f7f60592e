"""Figures of networks as they were read."""

from django.db import models


class Snapshot(models.Model):
    """What one provider said of one network at one time.

    `figures` maps a metric's name (see `aggregator.chain.metrics`) to a number or None for
    unknown; `height` is the block the figures stand on, `observed_at` when they were read. Of one
    that was filled in later (see `backfill`) `observed_at` is the time that its figures speak of.
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


class Block(models.Model):
    """A block as a provider told of it; a reorganisation overwrites it.

    `mined_at` is the header's time, which miners set; `fees` are satoshis. None is unknown.
    """

    network = models.CharField("网络", max_length=20, choices=Snapshot.Network)
    height = models.PositiveBigIntegerField("高度")
    mined_at = models.DateTimeField("时间")
    transactions = models.PositiveIntegerField("交易数", null=True)
    weight = models.PositiveIntegerField("重量", null=True)
    fees = models.PositiveBigIntegerField("手续费", null=True)

    class Meta:
        verbose_name = "区块"
        verbose_name_plural = "区块"
        constraints = [models.UniqueConstraint(fields=["network", "height"], name="block_once")]
        indexes = [models.Index(fields=["network", "-mined_at"], name="block_newest")]

    def __str__(self) -> str:
        return f"{self.network} {self.height}"


class Fill(models.Model):
    """How far the past of a network was filled in from a provider: its own mark of the place."""

    network = models.CharField("网络", max_length=20, unique=True)
    provider = models.CharField("来源", max_length=80)
    mark = models.CharField(max_length=80, blank=True)
    done = models.BooleanField("已补全", default=False)

    class Meta:
        verbose_name = "历史补录"
        verbose_name_plural = "历史补录"

    def __str__(self) -> str:
        return f"{self.network} {self.mark}"
