"""What the lists can be asked: filters and pages. Unknown parameters are refused, not ignored."""

from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field, ValidationInfo, model_validator

from aggregator.api import cursors
from aggregator.api.moments import AskedMoment, write

MOST = 100
USUAL = 30

Limit = Annotated[int, Field(ge=1, le=MOST, description=_("每页条数，1 到 100"), examples=[30])]
Cursor = Annotated[
    str, Field(max_length=cursors.LONGEST, description=_("翻页标记，取自上一页的 next"))
]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")]
Kind = Literal[
    "", "coin", "exchange", "project", "company", "regulator", "person", "topic", "region"
]

From = Annotated[
    AskedMoment,
    Field(
        alias="from", description=_("不早于这个时间（含）"), examples=["2026-03-25T00:00:00+08:00"]
    ),
]
To = Annotated[AskedMoment, Field(description=_("早于这个时间（不含）"))]


class Asked(Schema):
    """The parameters of a list. `name` tells one list from another, for its cursors."""

    limit: Limit = USUAL
    cursor: Cursor = ""

    paging: ClassVar[frozenset[str]] = frozenset({"limit", "cursor"})

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown(cls, values: Any, info: ValidationInfo) -> Any:
        """A filter that was spelt wrong must not give the whole list."""
        request: HttpRequest = (info.context or {})["request"]
        known = [field.alias or name for name, field in cls.model_fields.items()]
        if set(request.GET) - set(known):
            raise ValueError(f"有不认识的参数；这里可以用 {'、'.join(known)}")
        return values

    def filters(self) -> dict[str, str]:
        """The filters that are set, as they stand in an address."""
        rows = self.model_dump(by_alias=True, exclude=set(self.paging))
        return {key: _plain(value) for key, value in rows.items() if value not in (None, "")}

    def name(self, of: str) -> str:
        """What cursors of this list are signed for."""
        return f"{of}?{urlencode(self.filters())}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return write(value) if hasattr(value, "astimezone") else str(value)


class ArticlesAsked(Asked):
    """Of the list of articles."""

    kind: Annotated[Literal["", "flash", "article"], Field(description=_("快讯或文章"))] = ""
    important: Annotated[bool | None, Field(description=_("true：只要重要的"))] = None
    tag: Annotated[Slug, Field(description=_("标签的标识"), examples=["bitcoin"])] = ""
    source: Annotated[Slug, Field(description=_("媒体的标识"))] = ""
    since: From = None
    to: To = None


class StoriesAsked(Asked):
    """Of the list of stories."""

    important: Annotated[bool | None, Field(description=_("true：只要重要的"))] = None
    series: Annotated[Slug, Field(description=_("系列的标识"))] = ""
    outlets: Annotated[int, Field(ge=1, le=50, description=_("至少这么多家媒体报道"))] = 1
    since: From = None
    to: To = None


class TagsAsked(Asked):
    """Of the list of tags."""

    kind: Annotated[Kind, Field(description=_("类别"))] = ""
    prefix: Annotated[
        str, Field(max_length=40, description=_("名称、标识或代码以此开头"), examples=["bit"])
    ] = ""


class HistoryAsked(Asked):
    """Of a history of figures."""

    since: From = None
    to: To = None


class SearchAsked(Asked):
    """Of a search."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=500,
            description=_("搜索词，写法与站内搜索相同"),
            examples=["比特币 ETF"],
        ),
    ]
    order: Annotated[
        Literal["relevance", "newest"], Field(description=_("按相关度，或从新到旧"))
    ] = "relevance"
    grouped: Annotated[bool, Field(description=_("同一事件只出一条"))] = False
