"""稿件: the list that editors work down, and the page on which they correct."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from aggregator.articles.clean import plain_text
from aggregator.articles.models import Article
from aggregator.desk.article_changes import announce, follow_the_words, place_in_time, set_flag
from aggregator.desk.article_form import ArticleForm
from aggregator.desk.article_inlines import ArticleTagInline, RevisionInline
from aggregator.desk.article_search import find
from aggregator.desk.days import DayFilter
from aggregator.desk.locking import AT_ONCE, LockingAdmin
from aggregator.desk.reasons import NAME, ReasonActionForm, record_changes
from aggregator.desk.wording import ago, label, timed

DOUBTS = {
    "amount_doubtful": "金额存疑",
    "ancient_date": "发布时间过早",
    "bad_address": "链上地址未通过校验",
    "bad_date": "发布时间无法识别",
    "bad_link": "链接无效，已移除",
    "future_date": "发布时间晚于收稿时间，已改用收稿时间",
    "guid_reused": "编号与同一信源的其他条目重复",
    "homoglyph": "疑似用形近字符冒充名称或网址",
    "html_cut": "正文过长，已截断",
    "no_title": "来源未提供标题",
    "title_cut": "标题过长，已截断",
}


@admin.register(Article)
class ArticleAdmin(LockingAdmin):
    """Articles come from feeds and are hidden rather than deleted."""

    form = ArticleForm
    action_form = ReasonActionForm
    list_display = ("headline", "source", "kind", "marks", "sorted", "changed")
    list_filter = (
        DayFilter,
        ("kind", ChoicesDropdownFilter),
        ("source", RelatedDropdownFilter),
        "is_important",
        "is_hidden",
    )
    list_select_related = ("source",)
    # The fields named here only make the search box appear; get_search_results does not use them.
    search_fields = ("title",)
    search_help_text = "全文搜索，或 #稿件编号"
    inlines = (ArticleTagInline, RevisionInline)
    readonly_fields = ("source", "feed", "seen", "changed", "oddities")
    fieldsets = (
        (None, {"fields": ("title", "excerpt", "html")}),
        ("处理", {"fields": (("is_important", "is_hidden"), NAME, "kind", "published_at")}),
        ("来源", {"fields": ("source", "feed", "url", "author", "image_url")}),
        ("记录", {"fields": ("seen", "changed", "oddities")}),
    )
    actions = ("hide", "show", "mark_important", "unmark_important", "unlock_selected")
    derived = {"html": ("text",), "published_at": ("sorted_at",)}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come from feeds."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A deleted article would come back with the next poll; a hidden one stays away."""
        return False

    @admin.display(description="标题")
    def headline(self, article: Article) -> str:
        """The headline."""
        return article.title

    @admin.display(description="标记")
    def marks(self, article: Article) -> SafeString:
        """What is out of the ordinary."""
        found = [
            label("重要", "bad") if article.is_important else "",
            label("已隐藏", "plain") if article.is_hidden else "",
            label(f"更正 {article.revised}", "warn") if article.revised else "",
            label("编辑改过", "good") if article.locked_fields else "",
        ]
        return format_html_join(" ", "{}", ((one,) for one in found if one)) or SafeString("")

    @admin.display(description="时间")
    def sorted(self, article: Article) -> SafeString:
        """The time that lists are ordered by."""
        shown = timezone.localtime(article.sorted_at).strftime("%Y-%m-%d %H:%M")
        return timed(shown, article.sorted_at)

    @admin.display(description="收到")
    def seen(self, article: Article) -> SafeString:
        """When we first saw it."""
        return timed(ago(article.first_seen_at, timezone.now()), article.first_seen_at)

    @admin.display(description="改动")
    def changed(self, article: Article) -> SafeString:
        """When anything of it changed."""
        return timed(ago(article.updated_at, timezone.now()), article.updated_at)

    @admin.display(description="疑点")
    def oddities(self, article: Article) -> str:
        """What ingest found odd."""
        return "、".join(DOUBTS.get(flag, str(flag)) for flag in article.flags) or "—"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """The list does without the texts: they are most of the row."""
        rows: QuerySet[Article] = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "articles_article_changelist":
            return rows.defer("html", "text", "excerpt")
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Ask the index."""
        if not search_term.strip():
            return queryset, False
        found, note = find(queryset, search_term)
        if note:
            self.message_user(request, note, messages.WARNING)
        return found, False

    def settle(self, row: Article, changed: set[str]) -> set[str]:
        """Plain text follows the markup, the place in lists follows the time."""
        followed: set[str] = set()
        if "html" in changed:
            row.text = plain_text(row.html)
            followed.add("text")
        if "published_at" in changed:
            place_in_time(row)
            followed.add("sorted_at")
        return followed

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Article],
        formsets: Sequence[BaseFormSet[Any]],
        change: bool,
    ) -> None:
        """Save the tags too, then let index, stories and readers follow."""
        super().save_related(request, form, formsets, change)
        record_changes(form)
        if {"title", "html"} & set(form.changed_data):
            follow_the_words(form.instance.pk, timezone.now())  # which announces it, too
        elif form.changed_data or any(formset.has_changed() for formset in formsets):
            announce([form.instance.pk], timezone.now())

    @admin.action(description="隐藏", permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Take the articles off every page."""
        self._set(request, queryset, "is_hidden", True, "隐藏")

    @admin.action(description="取消隐藏", permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Put them back."""
        self._set(request, queryset, "is_hidden", False, "取消隐藏")

    @admin.action(description="标为重要", permissions=["change"])
    def mark_important(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Give them the red mark."""
        self._set(request, queryset, "is_important", True, "标为重要")

    @admin.action(description="取消重要", permissions=["change"])
    def unmark_important(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Take it off."""
        self._set(request, queryset, "is_important", False, "取消重要")

    def _set(
        self,
        request: HttpRequest,
        queryset: QuerySet[Article],
        name: str,
        value: bool,
        words: str,
    ) -> None:
        ids = list(queryset.values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(ids) > AT_ONCE:
            text = f"一次最多处理 {AT_ONCE} 篇，这次没有改动任何稿件。请缩小范围后再试。"
            self.message_user(request, text, messages.ERROR)
            return
        reason = request.POST.get(NAME, "")
        articles = set_flag(ids, name, value, timezone.now(), reason)
        # Whoever is here has logged in, so there is a key.
        LogEntry.objects.log_actions(int(request.user.pk or 0), articles, CHANGE, words)
        self.message_user(request, f"{words}：{len(articles)} 篇。", messages.SUCCESS)
