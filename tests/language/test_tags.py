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


def test_whoever_only_told_the_news_is_not_what_it_is_about() -> None:
    tags = {t.slug: t for t in tags_of("据 Arkham 监测，某地址转出比特币", "比特币转出。")}
    assert not tags["arkham"].about
    assert tags["bitcoin"].about
    assert not {t.slug: t for t in tags_of("CZ 在 X 平台发文", "")}["x-corp"].about


def test_a_long_text_can_be_about_what_its_title_leaves_out() -> None:
    tags = {t.slug: t for t in tags_of("市场观察", "贝莱德增持。" + "贝莱德再增持。" * 5)}
    assert tags["blackrock"].about
    assert tags["blackrock"].count == 6


def test_evidence_is_capped_and_says_why() -> None:
    (tag,) = [t for t in tags_of("比特币", "比特币，" * 20) if t.slug == "bitcoin"]
    assert (tag.count, len(tag.evidence)) == (21, 8)
    assert tag.evidence[0] == Evidence("title", 0, 3, "name", 0.95)
    assert tag.evidence[1] == Evidence("text", 0, 3, "name", 0.95)
    assert 0.9 < tag.confidence <= 0.99


def test_an_unknown_ticker_is_a_tag_of_its_own() -> None:
    (tag,) = [t for t in tags_of("上线 Zorblax（ZQXW）现货交易", "") if t.slug == "t-zqxw"]
    assert (tag.kind, tag.name, tag.ticker, tag.about) == ("coin", "Zorblax", "ZQXW", True)


def test_an_unknown_person_is_a_tag_only_where_the_news_is_about_them() -> None:
    person = "分析师 Zorb Quxley"
    assert "p-zorb-quxley" in {t.slug for t in tags_of(f"{person} 表示", "")}
    assert "p-zorb-quxley" not in {
        t.slug for t in tags_of("行情回暖", f"一二三四五。{person} 表示")
    }


def test_a_network_is_filed_with_its_coin() -> None:
    (tag,) = [t for t in tags_of("部署至 Solana", "") if t.slug == "solana"]
    assert (tag.kind, tag.name) == ("coin", "Solana")


def test_a_topic_keeps_its_words() -> None:
    (tag,) = [t for t in tags_of("空投开放", "") if t.slug == "airdrop"]
    assert tag.evidence == (Evidence("title", 0, 2, "topic:空投", 0.3),)


def test_words_of_the_trade_are_no_tags() -> None:
    assert tags_of("智能合约钱包", "") == []


def test_a_medium_before_a_colon_only_tells_the_news() -> None:
    tags = {t.slug: t for t in tags_of("彭博社：贝莱德申请新基金", "彭博社称贝莱德已提交文件。")}
    assert not tags["bloomberg"].about
    assert tags["blackrock"].about
    assert {t.slug: t.about for t in tags_of("彭博社裁员", "")}["bloomberg"]


def test_the_dollars_that_a_price_is_given_in_are_not_the_news() -> None:
    priced = {t.slug: t.about for t in tags_of("比特币突破 9 万 USDT", "")}
    assert priced["bitcoin"]
    assert not priced["tether"]
    moved = {t.slug: t.about for t in tags_of("某地址转入 9 万 USDT", "")}
    assert moved["tether"]


def test_a_coin_of_everyday_letters_counts_in_a_list_of_moves() -> None:
    assert "sign-coin" in {t.slug for t in tags_of("SIGN 也出现今日新低", "")}
