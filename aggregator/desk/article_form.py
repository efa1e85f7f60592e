"""The forms of an article and of its tags."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from unfold.widgets import UnfoldAdminSplitDateTimeWidget, UnfoldAdminTimeWidget

from aggregator.articles.clean import clean_html
from aggregator.articles.models import Article, ArticleTag
from aggregator.desk.reasons import NAME, reason_field
from aggregator.feeds.dates import GENESIS


class ToTheSecond(UnfoldAdminSplitDateTimeWidget):  # type: ignore[misc]  # unfold has no types
    """Date and time with seconds: left out, they would come back as zero, and so as a change."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        shown = self.widgets[1].attrs
        self.widgets[1] = UnfoldAdminTimeWidget(attrs=shown, format="%H:%M:%S")


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an editor may correct."""

    public_reason = reason_field()

    class Meta:
        model = Article
        fields = [
            "title",
            "excerpt",
            "html",
            "kind",
            "published_at",
            "author",
            "url",
            "image_url",
            "is_hidden",
            "is_important",
        ]
        widgets = {"published_at": ToTheSecond}

    @cached_property
    def changed_data(self) -> list[str]:
        """What was changed; a browser posts every line break as CRLF, which changes nothing.

        Nor does a reason alone.
        """
        found = [name for name in super().changed_data if not self._only_line_ends(name)]
        return [name for name in found if name != NAME]

    def _only_line_ends(self, name: str) -> bool:
        before, posted = self.get_initial_for_field(self.fields[name], name), self[name].data
        if not isinstance(before, str) or not isinstance(posted, str):
            return False
        return _plain_lines(before) == _plain_lines(posted)

    def clean_html(self) -> str:
        """The markup with only what is harmless left: an editor pastes from anywhere."""
        return clean_html(self.cleaned_data["html"])

    def clean_published_at(self) -> datetime | None:
        """A time that an article can have, as of feeds: a slip of the year would lead every list."""
        at: datetime | None = self.cleaned_data["published_at"]
        latest = timezone.now() + timedelta(days=1)
        if at and "published_at" in self.changed_data and not GENESIS <= at <= latest:
            raise forms.ValidationError("发布时间应在 2009 年以后，且不晚于明天。")
        return at

    def clean_url(self) -> str:
        """A web address: it becomes a link on every page that shows the article."""
        return _web_address(self.cleaned_data["url"])

    def clean_image_url(self) -> str:
        """A web address, for the same reason."""
        return _web_address(self.cleaned_data["image_url"])


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _web_address(url: str) -> str:
    if url and not url.lower().startswith(("http://", "https://")):
        raise forms.ValidationError("请填以 http:// 或 https:// 开头的网址。")
    return url


class ArticleTagForm(forms.ModelForm):  # type: ignore[type-arg]
    """A tag on an article. Which tag it is can't be changed later: take it away, add another."""

    class Meta:
        model = ArticleTag
        fields = ["tag", "about", "removed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["tag"].disabled = True

    def save(self, commit: bool = True) -> ArticleTag:
        """Whatever an editor said of a tag is the editor's word, which no sync takes back."""
        self.instance.by_editor = True
        self.instance.sorted_at = self.instance.article.sorted_at
        saved: ArticleTag = super().save(commit)
        return saved
