"""媒体: who published, how it is credited, how much of its text we show."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.contrib import admin

from aggregator.articles.models import Article
from aggregator.desk.keeping import KeepingAdmin
from aggregator.desk.lines import LinesField
from aggregator.feeds.models import Feed, Source


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """An outlet."""

    boilerplate = LinesField(
        label="固定开头",
        help_text="一行一条，如“某某消息，”，展示和比对时去掉；日期的位置写 {date}",
    )

    class Meta:
        model = Source
        fields = [
            "name",
            "slug",
            "home",
            "language",
            "text_policy",
            "credit",
            "zone",
            "boilerplate",
        ]

    def clean_zone(self) -> str:
        """A zone that there is: every time without one is read in it."""
        name: str = self.cleaned_data["zone"]
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise forms.ValidationError("没有这个时区。请用 Asia/Shanghai 这样的写法。") from error
        return name


@admin.register(Source)
class SourceAdmin(KeepingAdmin):
    """Outlets."""

    form = SourceForm
    list_display = ("name", "slug", "language", "text_policy", "credit", "home")
    list_filter = ("language", "text_policy")
    search_fields = ("name", "slug")
    actions = ("unlock_selected",)

    def in_use(self, row: Source) -> str:
        """Why the outlet must stay; "" when it may go."""
        if Article.objects.filter(source=row).exists():
            return f"“{row}”名下还有稿件，不能删除。要停止抓取，请停用它的信源。"
        if Feed.objects.filter(source=row).exists():
            return f"“{row}”名下还有信源，不能删除。要停止抓取，请停用信源。"
        return ""
