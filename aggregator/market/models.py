"""Prices as they were read, and what could not be read."""

from django.db import models


class Price(models.Model):
    """A coin's price at one time, from one provider.

    `usd` is US dollars for one coin; `change_24h` is per cent, None when the provider doesn't say.
    `observed_at` is the provider's own time of the figure.
    """

    coin = models.CharField("币种", max_length=80)  # the tag's slug
    usd = models.DecimalField("美元价", max_digits=24, decimal_places=10)
    change_24h = models.DecimalField("24 小时涨跌", max_digits=10, decimal_places=4, null=True)
    provider = models.CharField("来源", max_length=80)
    observed_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "价格"
        verbose_name_plural = "价格"
        constraints = [
            models.UniqueConstraint(fields=["coin", "provider", "observed_at"], name="price_once")
        ]
        indexes = [models.Index(fields=["coin", "-observed_at"], name="price_newest")]

    def __str__(self) -> str:
        return f"{self.coin} {self.usd}"


class Backfill(models.Model):
    """A provider gave a coin's past prices: of the last `days` days before `filled_at`.

    Its being there keeps us from asking again, also when `points` is 0 because the provider knows
    nothing of the coin.
    """

    coin = models.CharField("币种", max_length=80)
    provider = models.CharField("来源", max_length=80)
    days = models.PositiveSmallIntegerField("天数")
    points = models.PositiveIntegerField("价格数")
    filled_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "历史价格"
        verbose_name_plural = "历史价格"
        constraints = [
            models.UniqueConstraint(fields=["coin", "provider", "days"], name="backfill_once")
        ]

    def __str__(self) -> str:
        return f"{self.coin} {self.days}"


class Outage(models.Model):
    """A provider that gives nothing at the moment; gone with its next answer.

    `subject` is what it should give: "prices", or a network of the room above. `since` is the
    first failure in a row, `latest` the newest; `reason` is for editors. Before `resume_at`
    the provider asked to be left alone.
    """

    subject = models.CharField("内容", max_length=20, unique=True)
    provider = models.CharField("来源", max_length=80)
    reason = models.CharField("原因", max_length=300)
    since = models.DateTimeField("开始")
    latest = models.DateTimeField("最近一次")
    resume_at = models.DateTimeField("暂停到", null=True)

    class Meta:
        verbose_name = "数据来源故障"
        verbose_name_plural = "数据来源故障"

    def __str__(self) -> str:
        return f"{self.subject} {self.reason}"
