"""Reading aids for long texts."""

import re

import pytest

from aggregator.language import keywords, reading_minutes, summary
from aggregator.language.sentences import sentences

TITLE = "贝莱德比特币 ETF 单日净流入 5.2 亿美元"
LEAD = "贝莱德旗下的比特币现货 ETF 周三净流入 5.2 亿美元，为三个月来最高。"
# Small talk in which hardly a word comes twice.
FILLER = [
    "清晨的菜场里摆满了带着露水的萝卜和青椒。",
    "老木匠低头刨着一块樱桃木板，满屋子清香。",
    "两只麻雀落在屋檐下，啄食昨夜撒落的谷粒。",
    "邮差骑着旧单车，慢悠悠穿过长长的石板巷。",
    "孩子把风筝举过头顶，沿着堤岸奔跑大笑起来。",
    "火车晚点了半个小时，站台广播反复播放道歉。",
    "裁缝铺橱窗挂出一件靛蓝色旗袍，引人驻足围观。",
    "渔夫收起渔网，船舱底躺着几条银白色鲳鱼。",
    "图书馆闭馆铃声响起，学生陆续合上厚重词典。",
    "厨师往锅中撒下一把花椒，油烟顿时升腾弥漫。",
    "山顶寺庙敲响晚钟，云雾慢慢漫过松林石阶。",
    "园丁剪去月季枯枝，给茉莉换上松软腐叶土。",
    "钢琴声从阁楼窗户飘出，邻居停下扫帚倾听。",
    "雪后操场空无人影，篮球架孤零零立在那里。",
    "摄影师蹲守整夜，终于拍到狐狸跃过溪涧瞬间。",
    "茶馆说书先生一拍醒木，满堂宾客屏住呼吸。",
]
POINT = "分析师认为，贝莱德的净流入意味着机构对比特币的需求正在恢复。"
TEXT = "\n".join(
    [
        "作者：某人，编辑：某人。",
        LEAD,
        *FILLER[:8],
        POINT,
        *FILLER[8:],
        "同一天，灰度的比特币 ETF 净流出 3000 万美元，总规模降至 180 亿美元。",
        *(
            f"{line[:-1]}，{extra}。"
            for line, extra in zip(FILLER, "甲乙丙丁戊己庚辛壬癸", strict=False)
        ),
        "本文不构成投资建议。",
    ]
)


def test_a_summary_is_the_sentences_that_carry_the_text() -> None:
    found = summary(TITLE, TEXT)
    assert 2 <= len(found) <= 3
    assert found[0] == LEAD
    assert POINT in found
    assert not set(found) & set(FILLER)
    assert [TEXT.index(one) for one in found] == sorted(TEXT.index(one) for one in found)


def test_credits_and_disclaimers_are_no_sentences() -> None:
    texts = [one.text for one in sentences(TEXT)]
    assert not [text for text in texts if text.startswith(("作者", "本文"))]
    assert texts[0] == LEAD


def test_sentences_keep_their_places() -> None:
    text = "“第一句！”第二句？  第三句没有句号\n\nFirst one. Second one."
    found = sentences(text)
    assert [one.text for one in found] == [
        "“第一句！”", "第二句？", "第三句没有句号", "First one.", "Second one.",
    ]  # fmt: skip
    assert all(text[one.start : one.end] == one.text for one in found)
    assert found[0].paragraph == 0 < found[3].paragraph


def test_no_sentence_says_again_what_another_said() -> None:
    twice = TEXT.replace(POINT, f"{POINT}{LEAD.replace('周三', '星期三')}")
    found = summary(TITLE, twice)
    assert len([one for one in found if "三个月来最高" in one]) == 1


def test_keywords_are_the_words_of_this_text() -> None:
    found = keywords(TITLE, TEXT)
    assert {"贝莱德", "比特币"} <= set(found)
    assert len(found) <= 6
    assert not {"我们", "编辑"} & set(found)
    assert all(word in f"{TITLE}\n{TEXT}" for word in found)


def test_a_traditional_text_has_traditional_keywords() -> None:
    found = keywords("貝萊德比特幣現貨淨流入", "貝萊德的比特幣現貨基金創下紀錄，淨流入再增。" * 40)
    assert "比特幣" in found


def test_a_short_text_is_its_own_summary() -> None:
    assert summary(TITLE, LEAD) == []
    assert keywords(TITLE, LEAD) == []
    assert reading_minutes(LEAD) == 0


def test_reading_takes_longer_for_longer_texts() -> None:
    assert reading_minutes("币" * 600) == 2
    assert reading_minutes("币" * 4000) == 10
    assert reading_minutes("word " * 600) == 3


@pytest.mark.parametrize(
    "text",
    ["", "。" * 5000, "\n" * 5000, "😀" * 5000, "\ud800" * 900, "a" * 1_000_000, "‮比特币​" * 900,
     "（" * 3000, "1" * 5000, "| - + | " * 400],
)  # fmt: skip
def test_any_text_is_survived(text: str) -> None:
    assert summary(text[:100], text) == [] or summary(text[:100], text)
    assert all(re.search(r"\w", word) for word in keywords(text[:100], text))
    assert reading_minutes(text) >= 0
