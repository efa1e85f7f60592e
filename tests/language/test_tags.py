"""Tags of an article."""

from aggregator.language import Evidence, TagMatch, tags_of


def test_the_title_says_what_an_article_is_about() -> None:
    tags = {t.slug: t for t in tags_of("贝莱德买入比特币", "BTC 走高。比特币与 ETH。")}
    assert (tags["bitcoin"].about, tags["bitcoin"].count) == (True, 3)
    assert tags["blackrock"].about
    assert tags["ethereum"] == TagMatch(
        "ethereum",
        "coin",
        "以太坊",
        "ETH",
        False,
        1,
        0.95,
        (Evidence("text", 12, 15, "ticker", 0.95),),
    )


def test_the_title_leads_then_the_count() -> None:
    order = [t.slug for t in tags_of("孙宇晨发文", "ETH 与 BTC，BTC 居首")]
    assert order == ["justin-sun", "bitcoin", "ethereum"]


def test_one_trigger_in_the_body_makes_no_topic() -> None:
    assert "airdrop" not in {t.slug for t in tags_of("公告", "曾有空投")}
    assert "airdrop" in {t.slug for t in tags_of("公告", "曾有空投，TGE 已结束")}
    assert "airdrop" in {t.slug for t in tags_of("空投开放", "")}


def test_words_of_the_trade_are_no_tags() -> None:
    assert tags_of("智能合约钱包", "") == []
