"""What the rooms below say in Chinese, as messages: names of kinds, figures, series, states.

Those that stand in a table of theirs are read from it; the rest are listed here. They are said
through `aggregator.site.tongues.english`, because the rooms below know no language but their own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from aggregator.articles.models import Article, Tag
from aggregator.chain.metrics import METRICS
from aggregator.chain.models import Snapshot
from aggregator.feeds.models import Source
from aggregator.stories.series import all_series

SAID = (
    # importance
    _("编辑选为重要消息"), _("媒体标为重要消息"), _("属定期播报的数据，按六折计分"),
    # times and states
    _("刚刚"), _("同时"), _("不到 1 分钟"), _("今天"), _("昨天"), _("尚未取得价格"), _("尚未读到数据"),
    # lines of chains
    _("平均 10 分钟一块"), _("平均 12 秒一块"), _("变化未知"), _("来源估计"),
    # doubts
    _("疑似把“万”写成“亿”"), _("疑似把“亿”写成“万”"), _("疑似位数或单位有误"),
    _("低于当时市价，相差悬殊"), _("高于当时市价，相差悬殊"),
    # chips
    _("金额"), _("价格"), _("数量"), _("比例"), _("数字"),
    # evidence of tags
    _("标题"), _("正文"), _("与名称或别名相符"), _("与代码相符"), _("字面有多种意思，按前后文判断"),
    _("前文已写明，再次出现"), _("与其他币种并列"), _("名称后括注了代码"), _("出自交易对"), _("写作 $ 代码"),
    _("写明了股票代码"), _("头衔后的人名"), _("外国人名的译写"), _("姓名写法"), _("机构名称的写法"),
    _("文中称其为机构"), _("文中称其完成融资"), _("文中写其作为机构行事"), _("未收录的代码，文中写明是代币"),
    _("未收录，名称后括注了代码"), _("未收录，出自交易对"), _("未收录，前有枚数"), _("未收录，写作 $ 代码"),
    _("按写法识别"),
    # addresses
    _("以太坊及兼容链"), _("波场"), _("网络未写明"), _("地址"), _("交易"), _("校验通过"), _("校验不符"),
    _("写法不含校验"), _("缩写，无法校验"),
    # policies and flags
    _("只展示标题，正文请到原站阅读"), _("展示标题和开头一段摘录，全文请到原站阅读"),
    _("展示全文，出处与原文链接写在最前"), _("原文没有标题，标题取自正文第一句"), _("原标题过长，已截短"),
    _("正文过长，只收录了前面一部分"), _("原文带有无法使用的链接，已去掉"), _("原文编号与其他稿件重复"),
    _("原文标注的发布时间晚于收到时间，按收到时间排列"), _("原文标注的发布时间早得不合情理，未采用"),
    _("原文标注的发布时间无法识别"), _("金额存疑：文中币数与所称价值按当时价格对不上"),
    _("文中有用形近字母冒充的名称或网址，点击、转账前请逐字核对"),
    _("文中有链上地址通不过校验，可能抄错或被改动，请勿直接转账"),
    # search
    _("月份"), _("只看重要"), _("笔"), _("块"),
)  # fmt: skip


def words() -> Iterator[str]:
    """All of them."""
    yield from SAID
    for choices in (Tag.Kind, Article.Kind, Snapshot.Network, Source.TextPolicy):
        yield from map(str, choices.labels)
    yield from (str(Source.Language(name).label) for name in ("zh-Hans", "en"))
    for metrics in METRICS.values():
        for metric in metrics.values():
            yield from (metric.label, metric.method)
    for _slug, name, about in all_series():
        yield from (name, about)
