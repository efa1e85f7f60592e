"""The form of a saved search."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from aggregator.alerts.models import SavedSearch
from aggregator.desk.addresses import check_webhook_address
from aggregator.search.errors import BadQuery
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan


class SavedSearchForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an editor sets; the key and the state of sending are not typed."""

    class Meta:
        model = SavedSearch
        fields = ["name", "query", "webhook_url", "is_active"]
        error_messages = {
            "name": {"unique": "已有同名的订阅，请换一个名称。"},
            "webhook_url": {"invalid": "请填写完整的网址，以 https:// 开头。"},
        }
        help_texts = {
            "query": "写法与搜索页相同，例如：大饼 黑客 -传闻 kind:快讯",
            "webhook_url": "新命中的稿件会推送到这个地址；留空则只提供 RSS、Atom 和 JSON Feed",
            "is_active": "停用后不再推送，订阅源仍可使用",
        }

    def clean_query(self) -> str:
        """The query, refused when nothing of it could ever be found."""
        query: str = self.cleaned_data["query"]
        try:
            plan(parse(query, timezone.localdate()), "words")
        except BadQuery as error:
            raise ValidationError(
                "这条搜索里没有可以查找的字。写上币种、机构或标题里的词，只写排除的词不行。"
            ) from error
        return query

    def clean_webhook_url(self) -> str:
        """The address, refused when nothing could ever be sent there."""
        url: str = self.cleaned_data["webhook_url"]
        if url:
            check_webhook_address(url)
        return url
