"""A network or its coin."""

import pytest

from aggregator.language import find_mentions


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("于以太坊网络增发", "以太坊", "project"),
        ("部署至 Solana", "Solana", "project"),
        ("Solana 生态代币", "Solana", "project"),
        ("以太坊现货 ETF 净流入", "以太坊", "coin"),
        ("以太坊跌破 2200 美元", "以太坊", "coin"),
        ("比特币与以太坊走高", "以太坊", "coin"),
        ("买入 Avalanche", "Avalanche", "coin"),
        ("Avalanche 价格走高", "Avalanche", "coin"),
        ("推动 Avalanche 在亚洲扩张", "Avalanche", "project"),
        ("比特币网络算力", "比特币", "coin"),
        ("狗狗币网络", "狗狗币", "coin"),
        ("索拉纳走高", "索拉纳", "coin"),
        ("索拉纳网络拥堵", "索拉纳", "project"),
        ("ETH 网络拥堵", "ETH", "coin"),
    ],
)
def test_what_stands_beside_it_tells(text: str, surface: str, kind: str) -> None:
    (mention,) = [m for m in find_mentions(text) if m.surface == surface]
    assert (mention.kind, mention.tag_kind) == (kind, "coin")
