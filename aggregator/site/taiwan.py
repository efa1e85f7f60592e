"""Chinese as it is written in Taiwan: OpenCC, put right where its wording is not that of news.

OpenCC's Taiwan phrases are those of computing: they make 法律程序 a 法律程式 and 发布会 a 釋出會.
"""

import re
from functools import cache

from aggregator.language.variants import converter, to_traditional

# As written in Taiwan, whatever OpenCC would make of the word; the longest that fits counts.
_WORDS = {
    # The same words, which OpenCC would change.
    "程序": "程序", "对象": "對象", "支持": "支持", "发布": "發布", "消息": "消息", "文件": "文件",
    "用户": "用戶", "审核": "審核", "全局": "全局", "局部": "局部", "高级": "高級", "进程": "進程",
    "代码": "代碼", "运行": "運行", "优化": "優化", "点击": "點擊", "保存": "保存", "数据": "數據",
    "字节": "字節", "队列": "隊列",
    "宣布": "宣布", "公布": "公布", "分布": "分布", "布局": "布局",
    # Longer words that they stand in.
    "源代码": "原始碼", "应用程序": "應用程式", "小程序": "小程式", "程序员": "程式設計師",
    "程序化": "程式化", "数据库": "資料庫", "数据中心": "資料中心", "元数据": "後設資料",
    # 數字 is a figure in Taiwan; what is digital is 數位.
    "数字货币": "數位貨幣", "数字资产": "數位資產", "数字人民币": "數位人民幣", "数字黄金": "數位黃金",
    "数字经济": "數位經濟", "数字欧元": "數位歐元", "数字美元": "數位美元", "数字身份": "數位身分",
    "数字签名": "數位簽章",
    # Names and offices.
    "特朗普": "川普", "悉尼": "雪梨", "朝鲜": "北韓", "迪拜": "杜拜", "阿联酋": "阿聯",
    "沙特": "沙烏地", "沙特阿拉伯": "沙烏地阿拉伯", "美联储": "聯準會", "首席财务官": "財務長",
    "首席运营官": "營運長", "首席技术官": "技術長", "首席信息官": "資訊長",
    # Other words.
    "运营": "營運", "渠道": "管道", "社区": "社群", "社交媒体": "社群媒體", "质量": "品質",
    "宕机": "當機", "二维码": "QR 碼", "屏蔽": "封鎖", "报道": "報導", "利好": "利多", "销毁": "銷毀",
    "类型": "類型", "参数": "參數", "十进制": "十進位", "虚拟字节": "虛擬位元組",
}  # fmt: skip
# 标明了 is 標明 with 了, not 明瞭, "to understand".
_CLEAR = re.compile("(?<=[寫標聲查闡指證說表註])明瞭")
_HELD = 0xE000  # of the private use area: stands for a word while OpenCC is at work


def taiwan(text: str) -> str:
    """Simplified or Traditional text in Taiwan's script and wording. Pure; linear in the text."""
    pattern, held, said = _held()
    converted = to_traditional(pattern.sub(lambda found: held[found[0]], text))
    for letter, word in said:
        if letter in converted:
            converted = converted.replace(letter, word)
    converted = _CLEAR.sub("明了", converted)
    # 臺 is the standard of the ministry; the press writes 台灣, 平台, 後台. Money is kept in a 帳.
    return converted.replace("臺", "台").replace("賬", "帳")


@cache
def _held() -> tuple[re.Pattern[str], dict[str, str], tuple[tuple[str, str], ...]]:
    """What to look for, the letter that stands for each find, and the word for each letter."""
    script = converter("s2t")
    letters = {word: chr(_HELD + number) for number, word in enumerate(_WORDS)}
    held = {script.convert(word): letter for word, letter in letters.items()} | letters
    longest = sorted(held, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    return pattern, held, tuple((letters[word], said) for word, said in _WORDS.items())
