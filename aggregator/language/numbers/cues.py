"""What the words beside a number say of it: about, rising, falling, a price, a range."""

import re

APPROX = re.compile(
    r"(?:约(?:为|合)?|近|超过?|逾|将近|接近|大约|至少|不足|不到|达?上|多达|高达|>|~)[ ]?$"
)
LOOSE = re.compile(r"(?:左右|上下|以上|以下)")
DIRECTION = re.compile(
    r"(?:(?P<up>增[持加长]?|上?涨|上升|回升|攀升|飙升|拉升|升|上调)"
    r"|(?P<down>减持?少?|下?跌|下降|下滑|回落|回撤|缩水|降|下调))"
    r"(?:幅|了|近|约|超过?|逾|达|为){0,2}[ ]?$"
)
PRICE_BEFORE = re.compile(
    r"(?:(?:突破|跌破|升破|涨破|失守|站上|重返|触及|回落至|回升至|跌至|涨至|升至)"
    r"|(?:现|暂|今)?报|(?:均价|价格|单价|币价|股价|金价|油价|成本|清算价|爆仓价|止损价|目标价|开仓价|每枚)"
    r")[ ]?(?:价格?)?(?:为|是|达|约|近|到|在|至)*[ ]?[:：]?[ ]?\$?$"
)
PRICE_AFTER = re.compile(r"[ ]?(?:[/每一][ ]?(?:枚|个|股|盎司|桶|吨|coin)|的?(?:均价|价格|单价))")
NO_PRICE = re.compile(
    r"市值|资产|规模|持仓|交易[量额]|成交|总额|总[量值]|tvl|流入|流出|融资|估值|收入|营收|利润|费用|余额|额度"
)
LIST = re.compile(r"[ ]?[、和与及][ ]?")
RANGE = re.compile(r"[ ]?(?:-|~|至|到|—|–)[ ]?")
RANGE_ON = re.compile(r"[ ]?[-~至到–][ ]?\d[\d.,]*[ ]?(?:[万亿kmb]|bn|trillion)")
