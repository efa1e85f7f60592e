"""How the editors' desk looks and what stands in its sidebar (django-unfold)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _style(name: str) -> Callable[[HttpRequest], str]:
    return lambda _: static(f"desk/{name}.css")


def _icon(_: HttpRequest) -> str:
    return static("desk/favicon.svg")


def _script(_: HttpRequest) -> str:
    return static("desk/quiet.js")


def _page(title: str, icon: str, model: str) -> dict[str, Any]:
    app, name = model.split(".")

    def may_see(request: HttpRequest) -> bool:
        return request.user.has_perm(f"{app}.view_{name}")

    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": may_see,
    }


def _may_see_articles(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.view_article")


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "链讯 编辑台",
    "SITE_HEADER": "链讯 编辑台",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _icon}],
    "SHOW_HISTORY": True,
    "STYLES": [_style("desk"), _style("reports"), _style("tables")],
    "SCRIPTS": [_script],
    "GLOBAL_CALLBACK": "aggregator.desk.dashboard.without_inline_colours",
    "DASHBOARD_CALLBACK": "aggregator.desk.dashboard.fill",
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "title": "新闻",
                "items": [
                    _page("稿件", "article", "articles.article"),
                    _page("事件", "hub", "stories.story"),
                    _page("专题", "bookmarks", "topics.topic"),
                    _page("标签", "sell", "articles.tag"),
                ],
            },
            {
                "title": "订阅",
                "items": [
                    _page("订阅", "notifications", "alerts.savedsearch"),
                    _page("推送记录", "send", "alerts.delivery"),
                ],
            },
            {
                "title": "词库",
                "items": [
                    _page("词条", "dictionary", "words.word"),
                    _page("候选新词", "new_label", "words.candidate"),
                    _page("词典版本", "history_edu", "words.dictionaryversion"),
                ],
            },
            {
                "title": "来源",
                "items": [
                    _page("信源", "rss_feed", "feeds.feed"),
                    _page("媒体", "newspaper", "feeds.source"),
                ],
            },
            {
                "title": "管理",
                "items": [
                    {
                        "title": "检索",
                        "icon": "manage_search",
                        "link": reverse_lazy("desk_search"),
                        "permission": _may_see_articles,
                    },
                    _page("接口密钥", "key", "api.apikey"),
                    _page("账号", "person", "auth.user"),
                    _page("用户组", "group", "auth.group"),
                    _page("操作记录", "history", "admin.logentry"),
                    _page("公开记录", "visibility", "stories.act"),
                ],
            },
        ],
    },
}
