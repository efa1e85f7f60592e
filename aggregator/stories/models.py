"""One event, and the reports that tell of it."""

from django.db import models

from aggregator.articles.models import Article


class Story(models.Model):
    """The reports that carry the same headline within the window (see `assign`)."""

    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_on = models.DateField()

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        constraints = [
            models.UniqueConstraint(fields=["fingerprint", "started_on"], name="story_once_a_day")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Report(models.Model):
    """An article's place in a story; an article stands in one story only."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="report")

    class Meta:
        verbose_name = "报道"
        verbose_name_plural = "报道"

    def __str__(self) -> str:
        return f"{self.story_id}/{self.article_id}"
