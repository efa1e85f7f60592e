"""The form of a feed."""

from typing import Any

from django import forms

from aggregator.desk.addresses import check_feed_address
from aggregator.desk.lines import LinesField
from aggregator.feeds.models import Feed


class FeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an editor sets of a feed; the state of polling belongs to the worker."""

    alternates = LinesField(
        label="备用地址", each=check_feed_address, help_text="一行一个，主地址抓不到时依次尝试"
    )

    class Meta:
        model = Feed
        fields = ["source", "title", "url", "alternates", "kind", "enabled", "disabled_reason"]

    def clean_url(self) -> str:
        """The address, refused when it could never be fetched."""
        url: str = self.cleaned_data["url"]
        check_feed_address(url)
        return url

    def clean(self) -> dict[str, Any]:
        """A feed that is switched off says why, for whoever looks next."""
        values = super().clean() or {}
        if not values.get("enabled") and not values.get("disabled_reason"):
            self.add_error("disabled_reason", "停用的信源请写明原因，方便同事了解情况。")
        if values.get("enabled"):
            values["disabled_reason"] = ""
        return values
