"""The components of the style guide: each is the partial that pages use, with sample values.

To add one, add a line to `SPECIMENS`: the group, the name, the partial, and what it is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from aggregator.chain.line import Line
from aggregator.chain.panel import Panel
from aggregator.market.quotes import Quote
from aggregator.site.figures import Figures
from aggregator.site.lists.hot import Hot
from aggregator.site.lists.topics import steps
from aggregator.site.names.moves import Move
from aggregator.site.story.chips import by_label, chips
from aggregator.site.story.doubts import doubts_of
from aggregator.site.story.evidence import Piece, Tagged
from aggregator.site.story.reports import telling
from aggregator.site.story.wallets import Wallet
from aggregator.site.styleguide import samples
from aggregator.site.views.about import PAGES
from aggregator.site.views.errors import Problem
from aggregator.stories.first import Row
from aggregator.stories.models import Act
from aggregator.stories.moderation import Line as LogLine
from aggregator.topics.entries import Entry

Shown = Callable[[datetime], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component: where it belongs, what it is called, its partial, what it is shown at `now`.

    around: the class of the list that it is an item of, "" for one that stands by itself.
    """

    group: str
    name: str
    template: str
    shown: Shown = lambda _now: {}
    around: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A component as it looks."""

    specimen: Specimen
    html: SafeString


def rendered(now: datetime) -> dict[str, list[Rendered]]:
    """Every component by its group, in the order of `SPECIMENS`."""
    groups: dict[str, list[Rendered]] = {}
    for one in SPECIMENS:
        groups.setdefault(one.group, []).append(Rendered(one, render(one, now)))
    return groups


def render(one: Specimen, now: datetime) -> SafeString:
    """The component with its sample values."""
    return render_to_string(one.template, {"now": now, **one.shown(now)})


def _item(name: str) -> Shown:
    return lambda now: {"item": samples.items(now)[name]}


def _article(now: datetime) -> dict[str, Any]:
    one = samples.article(
        0, now, kind="article", author="某记者", revised=1, doubts=[samples.DOUBT]
    )
    return {
        "article": one,
        "excerpt": one.excerpt,
        "minutes": 3,
        "changes": samples.changes(now),
        "summary": [samples.TEXT, samples.TEXT],
        "doubt": doubts_of(one)[0],
        "related": [samples.article(1, now), samples.article(2, now)],
    }


def _facts(now: datetime) -> dict[str, Any]:
    moves = (Move("JIA", "1,216.5", "1,234.5", "+1.48%", "up", "示例价源"),)
    facts = by_label(chips(samples.article(1, now, facts=[samples.FACT]), 3))
    return {"facts": facts, "moves": moves}


def _lead(now: datetime) -> dict[str, Any]:
    found = samples.items(now)
    return {"lead": [found["vital"], found["article"], found["flash"]]}


def _follow(kind: str, *, on: bool) -> Shown:
    return lambda _: {"kind": kind, "on": on, "slug": "sample", "name": "甲币"}


def _telling(now: datetime) -> dict[str, Any]:
    told = [samples.article(n, now) for n in range(3)]
    return {"telling": telling(told, told[0])}


def _told(now: datetime) -> dict[str, Any]:
    one = samples.article(0, now)
    return {"story": samples.story(now), "outlets": samples.outlets(now), "article": one}


def _quote(coin: str, ticker: str, way: Any, change: str) -> Quote:
    return Quote(
        coin, ticker, None, None, "示例价源", None, False, "1,234.5", change, way, "1 分钟前"
    )


def _figures(now: datetime) -> dict[str, Any]:
    lines = (
        Line("fee", "下一块手续费", "2", "sat/vB", "", True, False, None),
        Line("left", "距难度调整", "1,008", "块", "约 7 天", True, False, 0.5),
        Line("old", "待打包交易", "8,400", "笔", "26 分钟前", True, True, None),
        Line("none", "全网算力", "—", "", "示例节点不提供这项数据", False, False, None),
    )
    panel = Panel("bitcoin", "甲网络", "sample", 1234, now, "示例节点", lines, "1 分钟前", False)
    quotes = (_quote("jia", "JIA", "up", "+1.47%"), _quote("yi", "YI", "down", "−0.34%"))
    return {"figures": Figures(quotes, (panel,), {}), "panel": panel}


def _hot(now: datetime) -> dict[str, Any]:
    return {"hot": [Hot(n, 0, title, 3 - n, now) for n, title in enumerate(samples.TITLES)]}


def _league(_: datetime) -> dict[str, Any]:
    lag = timedelta(minutes=4)
    return {
        "league": [
            Row(s.name, s.slug, 24, 9 - 2 * n, 1, lag) for n, s in enumerate(samples.SOURCES)
        ]
    }


def _basis(_: datetime) -> dict[str, Any]:
    piece = Piece("标题", SafeString("<mark>甲币</mark>完成升级"), "与名称或别名相符")
    return {
        "tags": [
            Tagged(samples.TAG, True, False, 97, (piece,)),
            Tagged(samples.TAG, True, True, None, ()),
        ]
    }


def _wallets(_: datetime) -> dict[str, Any]:
    text = "0x" + "00ff" * 10
    return {
        "wallets": [
            Wallet(text, "地址", "以太坊及兼容链", "校验通过", False, False),
            Wallet(text, "地址", "以太坊及兼容链", "校验不符", False, True),
        ],
        "wallets_unlisted": 3,
    }


def _step(now: datetime) -> dict[str, Any]:
    entry = Entry(samples.story(now), now, "第一次在主网上线，之前推迟过两次。", True, True)
    return {"step": steps([entry])[0]}


def _log(now: datetime) -> dict[str, Any]:
    one = samples.article(0, now)
    act = Act(at=now, verb=Act.Verb.CORRECTED, article=one, before="甲协议升级", fields=["title"])
    return {"line": LogLine(act, one, None, None)}


def _hidden(now: datetime) -> dict[str, Any]:
    act = Act(at=now, verb=Act.Verb.HIDDEN, article=samples.article(0, now))
    return {"line": LogLine(act, None, None, None)}


def _problem(_: datetime) -> dict[str, Any]:
    return {"problem": Problem(404, "没有这个页面", "地址可能有误，或页面已经移走。", search=True)}


_NEWS, _TEXT, _PROOF, _SIDE = "时间线", "报道与事件", "核对与依据", "侧栏与行情"
_DESK, _CONTROLS = "专题与编辑部", "控件与状态"
SPECIMENS = (
    Specimen(_NEWS, "快讯", "site/_item.html", _item("flash"), "timeline__list"),
    Specimen(_NEWS, "文章，已更正", "site/_item.html", _item("article"), "timeline__list"),
    Specimen(_NEWS, "事件", "site/_item.html", _item("story"), "timeline__list"),
    Specimen(_NEWS, "重要事件，金额存疑", "site/_item.html", _item("vital"), "timeline__list"),
    Specimen(_NEWS, "要闻", "site/_lead.html", _lead),
    Specimen(_NEWS, "直播行", "site/specimens/live.html"),
    Specimen(_TEXT, "重要的理由", "site/_reason.html", lambda _: {"reasons": "3 家媒体在 8 分钟内报道"}),
    Specimen(_TEXT, "要素", "site/_facts.html", _facts),
    Specimen(_TEXT, "署名行", "site/_byline.html", _article),
    Specimen(_TEXT, "摘要", "site/_summary.html", _article),
    Specimen(_TEXT, "文末", "site/_ending.html", _article),
    Specimen(_TEXT, "各家时间", "site/_telling.html", _telling),
    Specimen(_TEXT, "同一件事", "site/_told.html", _told),
    Specimen(_TEXT, "更正记录", "site/_revisions.html", _article),
    Specimen(_TEXT, "相关报道", "site/_related.html", _article),
    Specimen(_PROOF, "金额存疑", "site/_doubt.html", _article, "claims"),
    Specimen(_PROOF, "标签与依据", "site/_tagged.html", _basis),
    Specimen(_PROOF, "链上地址", "site/_wallets.html", _wallets),
    Specimen(_SIDE, "行情条", "site/_ticker.html", _figures),
    Specimen(_SIDE, "链上数据", "site/_panel.html", _figures),
    Specimen(_SIDE, "链上数据一行", "site/_strip.html", _figures),
    Specimen(_SIDE, "此刻要闻", "site/_hot.html", _hot),
    Specimen(_SIDE, "谁先报", "site/_league.html", _league),
    Specimen(_DESK, "专题列表", "site/_topic_list.html", lambda now: {"listed": samples.topics(now)}),
    Specimen(_DESK, "专题进展", "site/_topic_step.html", _step, "timeline__list"),
    Specimen(_DESK, "编辑记录：更正", "site/_log_line.html", _log),
    Specimen(_DESK, "编辑记录：下线", "site/_log_line.html", _hidden),
    Specimen(_DESK, "关于各页", "site/_about_nav.html", lambda _: {"about_pages": PAGES, "this": PAGES[0]}),
    Specimen(_CONTROLS, "按钮", "site/specimens/buttons.html"),
    Specimen(_CONTROLS, "标签页与条件", "site/specimens/tabs.html"),
    Specimen(_CONTROLS, "关注", "site/_follow.html", _follow("watch", on=False)),
    Specimen(_CONTROLS, "已屏蔽", "site/_follow.html", _follow("mute", on=True)),
    Specimen(_CONTROLS, "提示", "site/specimens/notices.html"),
    Specimen(_CONTROLS, "表格", "site/specimens/ledger.html"),
    Specimen(_CONTROLS, "正文", "site/specimens/prose.html"),
    Specimen(_CONTROLS, "出错页", "site/_problem.html", _problem),
)  # fmt: skip
