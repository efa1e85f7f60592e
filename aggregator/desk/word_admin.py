"""词条: all entries in force to look through, and the page on which one is made or corrected."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.desk.base import DeskAdmin
from aggregator.desk.word_changes import described, first_said
from aggregator.desk.word_form import FIELDS, WordForm, sentence
from aggregator.desk.word_list import KINDS, ORIGINS, lines
from aggregator.language import EntryError
from aggregator.words import current
from aggregator.words.entries import correction
from aggregator.words.models import Candidate, Word
from aggregator.words.versions import publish

PER_PAGE = 50


@admin.register(Word)
class WordAdmin(DeskAdmin):
    """Entries. A save puts a new dictionary in force; one that cannot be compiled changes nothing."""

    form = WordForm
    fields = ("name", "slug", "kind", "aliases", "ticker", "weight", "note", "off", "seen")
    # Only for Django's own checks; the page has its own search.
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The slug stands in addresses and on tags: it is given once."""
        return ("slug",) if obj else ()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All entries, shipped ones too."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        asked = {name: request.GET.get(name, "") for name in ("q", "kind", "origin")}
        found = lines(asked["q"], asked["kind"], asked["origin"])
        context = {
            **self.admin_site.each_context(request),
            "title": "词库",
            "opts": self.model._meta,  # noqa: SLF001 - public in Django
            "asked": asked,
            "kinds": KINDS,
            "origins": ORIGINS,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
            "may_add": self.has_add_permission(request),
            "may_change": self.has_change_permission(request),
            "waiting": Candidate.objects.filter(state=Candidate.State.OPEN).count(),
            "version": current.in_force(),
        }
        return TemplateResponse(request, "desk/words.html", context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the shipped entry, the candidate or the tag says from which the editor came."""
        shipped = _shipped(Word(slug=request.GET.get("from", "")))
        if shipped is not None:
            names = [name for name in FIELDS if name != "off"]
            return {name: getattr(shipped, name) for name in names}
        candidate = _candidate(request)
        if candidate is not None:
            return {"name": candidate.text, "weight": 30}
        tag = Tag.objects.filter(slug=request.GET.get("tag", "")).first()
        if tag is not None:
            names = ["name", "slug", "kind", "ticker", "aliases"]
            return {"weight": 30, **{name: getattr(tag, name) for name in names}}
        return {}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of an entry; what another editor's save has made impossible is said there."""
        slug = request.GET.get("from")
        row = Word.objects.filter(slug=slug).first() if slug and not object_id else None
        if row is not None and request.method == "GET":  # changed by someone else since the list
            return self.to_change_page(row)
        try:
            response: HttpResponse = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        except EntryError as error:
            return self._refused(request, error)
        return response

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take the entry back; the shipped one with its slug, if any, holds again."""
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        except EntryError as error:
            return self._refused(request, error)
        return response

    def _refused(self, request: HttpRequest, error: EntryError) -> HttpResponse:
        self.message_user(request, f"未能保存，现行词典不变。{sentence(error)}", messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def save_model(
        self, request: HttpRequest, obj: Word, form: ModelForm[Any], change: bool
    ) -> None:
        """Save, and compile a version in the same transaction: there are both, or neither."""
        before = Word.objects.filter(pk=obj.pk).values().first() if change else None
        obj.save()
        form.instance.said = described(obj, before) if before else first_said(obj, _shipped(obj))
        self._publish(request, form.instance.said)
        candidate = None if change else _candidate(request)
        if candidate is not None:
            candidate.state = Candidate.State.TAKEN
            candidate.save(update_fields=["state"])

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Log what was changed into what, not merely which fields."""
        return getattr(form.instance, "said", "") or super().construct_change_message(
            request, form, formsets, add
        )

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        """Delete, and compile without it."""
        obj.delete()
        self._publish(request, f"删除词条“{obj.name}”")

    def _publish(self, request: HttpRequest, reason: str) -> None:
        version = publish(reason, request.user, timezone.now())  # type: ignore[arg-type]  # logged in
        if version is None:
            self.message_user(request, "这次改动不影响识别，词典无需更新。", messages.INFO)
        else:
            text = f"{version}词典已生效，几秒内全站启用；受影响的稿件正在后台重新识别。"
            self.message_user(request, text, messages.SUCCESS)


def _shipped(word: Word) -> Word | None:
    """The shipped entry with the same slug, as an unsaved word."""
    version = current.in_force()
    return correction(version.edition, word.slug) if version else None


def _candidate(request: HttpRequest) -> Candidate | None:
    number = request.GET.get("candidate", "")
    return Candidate.objects.filter(pk=number).first() if number.isdecimal() else None
