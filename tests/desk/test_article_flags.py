"""Every doubt that the rooms below note on an article has words for editors."""

from aggregator.articles import doubts, understand
from aggregator.desk.article_admin import DOUBTS
from aggregator.feeds import clean, dates, parse


def test_each_flag_is_said_in_chinese() -> None:
    noted = {
        *(clean.NO_TITLE, clean.TITLE_CUT, clean.HTML_CUT, clean.BAD_LINK),
        *(dates.FUTURE, dates.ANCIENT, dates.BAD),
        *understand.MARKS,
        doubts.FLAG,
        parse.GUID_REUSED,
    }
    assert noted == DOUBTS.keys()
    assert all("\u4e00" <= words[0] <= "\u9fff" for words in DOUBTS.values())
