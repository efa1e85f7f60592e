"""The public reason of what an editor does: chosen from a list, or left open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminSelectWidget

from aggregator.articles.models import Article
from aggregator.stories.models import Act
from aggregator.stories.moderation import FLAGS, PARTS, record_correction, record_flag

NAME = "public_reason"
CHOICES = [("", "公开理由（可不填）"), *Act.Reason.choices]


def reason_field() -> forms.ChoiceField:
    """A choice of a reason; readers find it in the open log."""
    return forms.ChoiceField(
        label="公开理由",
        choices=CHOICES,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="下线、恢复、改动内容或重要标记时，写进网站“编辑记录”，不写编辑姓名",
    )


class ReasonActionForm(ActionForm):  # type: ignore[misc]  # unfold has no types
    """The list's actions, with the reason beside them."""

    public_reason = forms.ChoiceField(
        label="",
        choices=CHOICES,
        required=False,
        widget=forms.Select(attrs={"class": "desk-reason", "aria-label": "公开理由"}),
    )


def record_changes(form: forms.ModelForm[Article]) -> None:
    """Write down what the saved form of an article changed that readers can notice."""
    article, changed = form.instance, set(form.changed_data)
    reason, now = form.cleaned_data.get(NAME, ""), timezone.now()
    for name in sorted({name for name, _ in FLAGS} & changed):
        record_flag([article], name, bool(getattr(article, name)), reason, now)
    told = [name for name in PARTS if name in changed]
    if told:
        before: Any = form.initial.get("title", "") if "title" in changed else ""
        record_correction(article, str(before), told, reason, now)
