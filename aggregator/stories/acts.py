"""What was done, and how far it has come: tables of verbs, matched in folded titles."""

import re

# act -> the ways the press writes it; a headline may tell of several.
_ACTS: dict[str, str] = {
    "transfer-in": r"转入|存入|充值|充入|流入|转至|转往|转移至",
    "transfer-out": r"转出|提出|提取|提币|取出|流出|撤出",
    "move": r"转移|转账|转给",
    "buy": r"买入|增持|加仓|购入|购买|建仓|囤积|扫货|抄底|吸筹|收购了?\d",
    "sell": r"卖出|出售|抛售|减持|清仓|售出|卖空|割肉|止盈|平仓|离场|已售",
    "long": r"做多|开多|多单|多头",
    "short": r"做空|开空|空单|空头|转空",
    "swap": r"兑换|换仓|换成|换购",
    "list": r"上线|上架|上币|开放交易|首发|新增.{0,6}交易",
    "delist": r"下架|下线|移除|暂停.{0,8}(?:交易|合约)|停止(?:交易|运行|运营)|摘牌",
    "raise": r"融资|募资|募集|领投|参投|战略投资|投资(?!者|人)",
    "acquire": r"收购|并购|合并",
    "hack": r"被盗|攻击|漏洞|黑客|被黑|盗取|失窃|钓鱼|利用",
    "sue": r"起诉|诉讼|指控|控告|提告|索赔|诉",
    "arrest": r"逮捕|被捕|拘留|获刑|判处|判刑|认罪|入狱",
    "approve": r"批准|获批|通过|许可|牌照|授权|有条件",
    "reject": r"驳回|拒绝|否决|撤销|推迟|延期",
    "launch": r"推出|发布|启动|开源|部署|公布|亮相|揭晓|主网",
    "partner": r"合作|联合|携手|集成|接入|加入|支持",
    "airdrop": r"空投|申领|领取",
    "buyback": r"回购|销毁",
    "unlock": r"解锁|释放",
    "stake": r"质押",
    "borrow": r"借入|借出|借贷|贷款|抵押",
    "deny": r"否认|辟谣|不实|澄清|未曾|未与|没有|无法证实|从未",
    "aftermath": r"恢复|修复|赔偿|补偿|说明|复盘|进展|追回|回应|善后|事后|冻结",
    "rise": r"突破|涨[超约近\d]|短时涨|上涨|大涨|涨幅|升至|升破|回升|反弹|走高|新高|高开|触及",
    "fall": r"跌破|跌[超约近\d]|短时跌|下跌|大跌|暴跌|跌幅|降至|下探|失守|走低|新低|低开|回落",
    "liquidate": r"清算|爆仓",
    "file": r"申请|提交|备案",
    "regulate": r"监管|立法|法案|审查|禁止|制裁|纳入",
    "appoint": r"任命|出任|担任|辞职|离职|卸任|裁员|招聘",
    "report": r"财报|营收|净利|净亏|年报|季报|财务",
    "strike": r"袭击|打击|轰炸|空袭|导弹|摧毁|击落|开火",
    "truce": r"停火|谈判|和谈|停战",
    "bet": r"押注|下注|预测",
    "profit": r"获利|盈利|浮盈|止盈",
    "loss": r"亏损|浮亏|损失",
}
_ACT = {name: re.compile(pattern) for name, pattern in _ACTS.items()}

# What no single report does both of; each pair speaks against one event.
OPPOSED = (
    ("transfer-in", "transfer-out"),
    ("buy", "sell"),
    ("long", "short"),
    ("list", "delist"),
    ("approve", "reject"),
    ("rise", "fall"),
    ("profit", "loss"),
)

# What an exchange lists or offers: one coin comes to each of these in a report of its own.
_PRODUCTS: dict[str, str] = {
    "spot": r"现货(?!.{0,2}etf)|韩元|交易对|种子标签|krw",
    "perp": r"永续|合约|u 本位",
    "pre": r"盘前|pre-?tge|prime sale|booster|预售",
    "alpha": r"alpha",
    "launch": r"launchpool|launchpad|新币挖矿",
    "airdrop": r"空投",
    "earn": r"理财|赚币|质押|借贷|借币",
    "margin": r"杠杆(?!做)",
    "contest": r"竞赛|交易赛|瓜分|奖池",
    "option": r"期权",
    "stock": r"股票|cfd",
}
_PRODUCT = {name: re.compile(pattern) for name, pattern in _PRODUCTS.items()}

# Stages, the furthest first: a title that says 已 and 将 tells of what is done.
_STAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("deny", re.compile(r"否认|辟谣|不实|澄清|并未|尚未|无法证实|不会")),
    ("rumour", re.compile(r"传(?=中国|闻)|传闻|疑似|据传|或为")),
    ("done", re.compile(r"已(?!知)|完成|现已|正式|成功|累计|开盘|暂报|了(?=\d)|被|获批|通过")),
    (
        "plan",
        re.compile(r"拟|计划|考虑|寻求|提议|提案|有望|或将|或于|可能|预计|目标|若|将或|探讨|准备"),
    ),
    ("will", re.compile(r"即将|将(?!军|近)|明日|下周|预告")),
)


def acts_in(title: str) -> frozenset[str]:
    """The acts a folded title tells of."""
    return frozenset(name for name, pattern in _ACT.items() if pattern.search(title))


def products_in(title: str) -> frozenset[str]:
    """What a folded title says is listed or offered: spot, perpetuals, an airdrop …"""
    return frozenset(name for name, pattern in _PRODUCT.items() if pattern.search(title))


def stage_in(title: str) -> str:
    """`deny`, `rumour`, `done`, `plan`, `will`; "" when the title does not say."""
    return next((name for name, pattern in _STAGES if pattern.search(title)), "")


def opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one tells of the opposite of the other, and neither tells of both."""
    mine, other = a - b, b - a
    return any(
        (first in mine and second in other) or (second in mine and first in other)
        for first, second in OPPOSED
        if not ({first, second} <= a or {first, second} <= b)
    )
