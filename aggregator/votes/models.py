"""What readers make of events: 利好 or 利空, one vote each."""

from django.db import models

from aggregator.stories.models import Story


class Way(models.TextChoices):
    """Which way a reader thinks that an event moves the market."""

    UP = "up", "利好"
    DOWN = "down", "利空"


class Vote(models.Model):
    """A reader's word on a story. `voter` and `network` are keyed hashes (see `identity`)."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="votes")
    way = models.CharField("方向", max_length=4, choices=Way)
    voter = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "投票"
        verbose_name_plural = "投票"
        constraints = [models.UniqueConstraint(fields=["story", "voter"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.way}"


class Standing(models.Model):
    """The votes of a story summed up, so that a list asks for one row a story.

    The weights are those of `at`; `tally` says how they fade.
    """

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    up = models.PositiveIntegerField(default=0)
    down = models.PositiveIntegerField(default=0)
    up_weight = models.FloatField(default=0.0)
    down_weight = models.FloatField(default=0.0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.story_id} +{self.up} −{self.down}"
