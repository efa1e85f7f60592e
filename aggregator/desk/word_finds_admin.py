"""候选新词 and 词典版本: what mining found, and what came of the editors' saves."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from aggregator.desk.base import ReadOnlyAdmin
from aggregator.desk.wording import ago, label, timed
from aggregator.words.models import Candidate, DictionaryVersion

_SHOWN = 8


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    """Words that may be new, the likeliest first."""

    list_display = ("text", "seen_in", "shown_examples", "state_shown", "take")
    list_filter = (("state", ChoicesDropdownFilter),)
    search_fields = ("text",)
    fields = ("text", "seen_in", "shown_examples", "state_shown", "found", "take")
    readonly_fields = fields
    actions = ("ignore", "reopen")

    @admin.display(description="出现")
    def seen_in(self, row: Candidate) -> str:
        """How widely it is used."""
        return f"{row.count} 篇 · {row.outlets} 家媒体"

    @admin.display(description="例句")
    def shown_examples(self, row: Candidate) -> SafeString:
        """Where it stands, each leading to its article."""
        return format_html_join(
            "",
            '<a class="desk-example" href="{}">{}</a>',
            (
                (reverse("admin:articles_article_change", args=[one["article"]]), one["text"])
                for one in row.examples
            ),
        ) or SafeString("—")

    @admin.display(description="状态")
    def state_shown(self, row: Candidate) -> SafeString:
        """The state as a label."""
        tones = {"open": "warn", "taken": "good", "ignored": "plain"}
        return label(row.get_state_display(), tones[row.state])

    @admin.display(description="首次发现")
    def found(self, row: Candidate) -> SafeString:
        """When mining first came upon it."""
        return timed(ago(row.found_at, timezone.now()), row.found_at)

    @admin.display(description="处理")
    def take(self, row: Candidate) -> SafeString:
        """The way to the form of an entry, filled in."""
        if row.state == Candidate.State.TAKEN:
            return SafeString("—")
        address = f"{reverse('admin:words_word_add')}?candidate={row.pk}"
        return format_html('<a class="desk-button" href="{}">采纳</a>', address)

    @admin.action(description="忽略", permissions=["change"])
    def ignore(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> None:
        """Never offer them again."""
        self._set(request, queryset, Candidate.State.IGNORED, "忽略")

    @admin.action(description="恢复待定", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> None:
        """Offer them again after all."""
        self._set(request, queryset, Candidate.State.OPEN, "恢复待定")

    def _set(
        self, request: HttpRequest, queryset: QuerySet[Candidate], state: str, words: str
    ) -> None:
        rows = list(queryset.exclude(state=Candidate.State.TAKEN))
        Candidate.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)
        # Whoever is here has logged in, so there is a key.
        LogEntry.objects.log_actions(int(request.user.pk or 0), rows, CHANGE, words)
        self.message_user(request, f"{words}：{len(rows)} 个。", messages.SUCCESS)


@admin.register(DictionaryVersion)
class DictionaryVersionAdmin(ReadOnlyAdmin):
    """The versions, the one in force on top."""

    list_display = ("number", "reason", "made_by", "made", "differs", "progress")
    list_select_related = ("made_by",)
    fields = ("number", "reason", "made_by", "made", "version", "differs", "progress")
    readonly_fields = fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened is not rewritten."""
        return False

    @admin.display(description="版本")
    def number(self, row: DictionaryVersion) -> SafeString:
        """Which it is, and whether it is in force."""
        latest = DictionaryVersion.objects.order_by("-pk").values_list("pk", flat=True).first()
        mark = label("生效中", "good") if row.pk == latest else label("已被取代", "plain")
        return format_html("{} {}", str(row), mark)

    @admin.display(description="生效")
    def made(self, row: DictionaryVersion) -> SafeString:
        """How long ago it was made."""
        return timed(ago(row.made_at, timezone.now()), row.made_at)

    @admin.display(description="写法变化")
    def differs(self, row: DictionaryVersion) -> str:
        """What is recognised now, and what is no more."""
        parts = [
            f"{sign} {'、'.join(ways[:_SHOWN])}{f' 等 {len(ways)} 个' if len(ways) > _SHOWN else ''}"
            for sign, ways in (("＋", row.added), ("－", row.removed))
            if ways
        ]
        return " ".join(parts) or "—"

    @admin.display(description="重新识别")
    def progress(self, row: DictionaryVersion) -> str:
        """How far the reading again has come."""
        if row.swept_at is None:
            return f"已检查 {row.examined:,} / {row.total:,} 篇，重新识别 {row.touched:,} 篇"
        if not row.examined:
            return "没有需要检查的稿件"
        return f"已完成：检查 {row.examined:,} 篇，重新识别 {row.touched:,} 篇"
