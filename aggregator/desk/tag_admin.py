"""标签: the names that articles are filed under."""

from django import forms
from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from aggregator.articles.models import ArticleTag, Tag
from aggregator.desk.keeping import KeepingAdmin
from aggregator.desk.lines import LinesField


class TagForm(forms.ModelForm):  # type: ignore[type-arg]
    """A tag."""

    aliases = LinesField(label="别名", help_text="一行一个")

    class Meta:
        model = Tag
        fields = ["name", "slug", "kind", "ticker", "aliases"]


@admin.register(Tag)
class TagAdmin(KeepingAdmin):
    """Tags."""

    form = TagForm
    list_display = ("name", "kind", "ticker", "slug", "other_names")
    list_filter = (("kind", ChoicesDropdownFilter),)
    search_fields = ("name", "slug", "ticker", "aliases")
    actions = ("unlock_selected",)

    @admin.display(description="别名")
    def other_names(self, tag: Tag) -> str:
        """The aliases in one line."""
        return "、".join(tag.aliases) or "—"

    def in_use(self, row: Tag) -> str:
        """Why the tag must stay; "" when it may go."""
        if ArticleTag.objects.filter(tag=row).exists():
            return f"标签“{row}”下还有稿件，不能删除。可以改名，或先从稿件上去掉。"
        return ""
