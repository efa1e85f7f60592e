"""Headlines and first lines without what an outlet puts before every report."""

import re

from aggregator.language.folding import fold, folding

_LABELS = re.compile(
    r"^(?:(?:数据|快讯|消息|突发|独家|最新|市场消息|行情|分析|观点|消息人士|知情人士|机构|blockbeats|"
    r"chaincatcher|foresight news|odaily|panews)(?:消息)?[:,|、] ?)+"
)
_OPENING = re.compile(
    r"^[^,。:]{0,20}(?:消息|讯|报道)[,:] ?(?:\d{1,2} ?月 ?\d{1,2} ?日[,:]? ?)?"
    r"(?:据 ?[^,。]{1,40}?(?:监测|数据|报道|消息|披露|统计|分析|公告|显示)(?:显示)?[,:])?"
)
_CREDIT = re.compile(r"^据 ?[^,。]{1,40}?(?:监测|数据|报道|消息|披露|统计|分析)(?:显示)?[,:]? ?")
_NOBODY_WORDS = (
    "分析 分析师 数据 观点 机构 消息人士 知情人士 报告 调查 研究 外媒 经济学家 官方 预告"
)
_NOBODY = frozenset(_NOBODY_WORDS.split())
_SPEAKER = re.compile(r"^([^,。:]{2,24}?)(?::|(?:显示|表示|指出|强调|称|认为),)")
_REACTION = re.compile(
    r"^受.{2,30}(?:影响|消息)|(?:消息|公告)影响|[后至],.{0,20}(?:涨|跌|突破|拉升)|"
    r"(?:短[时线]|盘[中前后])(?:大?涨|大?跌|触及|突破|拉升|暴)"
)


def headline(title: str) -> str:
    """The title folded, without labels ("数据：") and credits ("据 Onchain Lens 监测，")."""
    head = _LABELS.sub("", fold(title).strip())
    return _CREDIT.sub("", head) or head


def without_opening(body: str) -> str:
    """The body behind "ChainCatcher 消息，据 Onchain Lens 监测，"."""
    start = folding(body)
    opening = _OPENING.match(start.text)
    end = opening.end() if opening else 0
    credit = _CREDIT.match(start.text[end:])
    end += credit.end() if credit else 0
    return body[start.span(0, end)[1] :] if 0 < end < len(start.text) else body


def speaker_of(head: str) -> str:
    """Who is quoted ("K33:…"); "" when nobody in particular is."""
    found = _SPEAKER.match(head)
    return "" if found is None or found[1].strip() in _NOBODY else found[1].strip()


def is_reaction(head: str) -> bool:
    """Whether a folded headline tells how a price took some news."""
    return _REACTION.search(head) is not None
