"""标签: the names that articles are filed under."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from aggregator import language
from aggregator.articles.models import ArticleTag, Tag
from aggregator.desk.keeping import KeepingAdmin
from aggregator.words.models import Word


class TagForm(forms.ModelForm):  # type: ignore[type-arg]
    """A tag. What it is recognised by stands in its entry of the lexicon alone."""

    class Meta:
        model = Tag
        fields = ["name", "slug", "kind", "ticker"]


@admin.register(Tag)
class TagAdmin(KeepingAdmin):
    """Tags."""

    form = TagForm
    fields = ("name", "slug", "kind", "ticker", "other_names", "entry")
    readonly_fields = ("other_names", "entry")
    list_display = ("name", "kind", "ticker", "slug", "other_names")
    list_filter = (("kind", ChoicesDropdownFilter),)
    search_fields = ("name", "slug", "ticker", "aliases")
    actions = ("unlock_selected",)

    @admin.display(description="别名")
    def other_names(self, tag: Tag) -> str:
        """The aliases in one line."""
        return "、".join(tag.aliases) or "—"

    @admin.display(description="词条")
    def entry(self, tag: Tag) -> SafeString:
        """The way to the entry that this tag follows, or to one that would make it recognised."""
        word = Word.objects.filter(slug=tag.slug).first() if tag.slug else None
        add = reverse("admin:words_word_add")
        if word is not None:
            address, words = reverse("admin:words_word_change", args=[word.pk]), "在词库中修改"
        elif tag.slug in language.lexicon().by_slug:
            address, words = f"{add}?from={tag.slug}", "在词库中修改"
        elif tag.slug:
            address, words = f"{add}?tag={tag.slug}", "加入词库，以便自动识别"
        else:
            return SafeString("保存后可以加入词库。")
        return format_html('<a class="desk-button" href="{}">{}</a>', address, words)

    def in_use(self, row: Tag) -> str:
        """Why the tag must stay; "" when it may go."""
        if ArticleTag.objects.filter(tag=row).exists():
            return f"标签“{row}”下还有稿件，不能删除。可以改名，或先从稿件上去掉。"
        return ""
