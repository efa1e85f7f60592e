"""How a source is named."""

import pytest
from pytest_django import Settings

from aggregator.market.provider import provider_name


@pytest.mark.parametrize(
    ("url", "catalogue", "name"),
    [
        ("https://mempool.space/api", "outlets", "mempool.space"),
        ("https://user:secret@node.example:8545/v3/key?k=1", "outlets", "node.example"),
        ("http://127.0.0.1:8332", "outlets", "本机节点"),
        ("http://[::1]:8332", "outlets", "本机节点"),
        ("http://127.0.0.1:8790/bitcoin", "demo", "示例数据"),
        ("http://127.0.0.1:8790/bitcoin", "outlets", "本机节点"),
        ("http://127.0.0.1:8545", "demo", "本机节点"),
        ("https://mempool.space/api", "demo", "mempool.space"),
    ],
)
def test_provider_name(settings: Settings, url: str, catalogue: str, name: str) -> None:
    settings.OPTIONS = settings.OPTIONS | {"CATALOGUE": catalogue, "DEMO_PORT": 8790}
    assert provider_name(url) == name
