"""The entries on a topic's page: each event with the editors' words."""

from django.db.models import QuerySet
from django.http import HttpRequest

from aggregator.desk.base import DeskInline
from aggregator.desk.topic_form import TopicEntryForm
from aggregator.topics.models import TopicEntry


class TopicEntryInline(DeskInline):
    """Events that editors put in, annotated or kept out; a new one is found by searching."""

    model = TopicEntry
    form = TopicEntryForm
    fields = ("story", "note", "at", "pinned", "removed")
    autocomplete_fields = ("story",)
    hide_title = True
    verbose_name = "事件"
    verbose_name_plural = "编入的事件（搜索标题或 #稿件编号添加）"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TopicEntry]:
        """With the headlines; what was taken out last."""
        rows: QuerySet[TopicEntry] = super().get_queryset(request)
        return rows.select_related("story__lead").order_by("removed", "-pk")
