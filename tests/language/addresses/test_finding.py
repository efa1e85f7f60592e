"""Addresses and transaction hashes in running text."""

import pytest
from hypothesis import given

from aggregator.language import AddressMention, find_addresses
from tests.language.test_folding import ANY_TEXT

SATOSHI = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
SEGWIT = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
CHECKED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"


def one(text: str) -> AddressMention:
    (found,) = find_addresses(text)
    assert text[found.start : found.end] == found.text
    return found


@pytest.mark.parametrize(
    ("text", "network", "checksum"),
    [
        (SATOSHI, "bitcoin", "valid"),
        ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "bitcoin", "valid"),
        (SEGWIT, "bitcoin", "valid"),
        (SEGWIT.upper(), "bitcoin", "valid"),
        (TRON, "tron", "valid"),
        (CHECKED, "evm", "valid"),
        (CHECKED.lower(), "evm", "none"),
        (CHECKED[:-1] + "D", "evm", "invalid"),
        (SEGWIT[:-1] + "p", "bitcoin", "invalid"),
        (SATOSHI[:-1] + "b", "bitcoin", "invalid"),
        (CHECKED[:30], "evm", "invalid"),
        ("pension-usdt.eth", "evm", "none"),
    ],
)
def test_whole_addresses(text: str, network: str, checksum: str) -> None:
    found = one(f"资金转入地址 {text}，随后转出")
    assert (found.text, found.kind) == (text, "address")
    assert (found.network, found.checksum, found.abbreviated) == (network, checksum, False)


@pytest.mark.parametrize(
    ("text", "shown", "network"),
    [
        ("0x06a 开头巨鲸", "0x06a", "evm"),
        ("某地址（0x027A...cd6c）", "0x027A...cd6c", "evm"),
        ("地址 0x2d4…f2B9A 过去", "0x2d4…f2B9A", "evm"),
        ("巨鲸地址 0xa5b0..41 在", "0xa5b0..41", "evm"),
        ("匿名地址（3E8T3F...开头）", "3E8T3F", "bitcoin"),
        ("匿名地址（bc1q6cc...开头）", "bc1q6cc", "bitcoin"),
        ("地址 (bc1qmh...las6u) 从", "bc1qmh...las6u", "bitcoin"),
        ("地址 19UqC…rFeDN 过去", "19UqC…rFeDN", "bitcoin"),
        ("钱包 TNaRA...9Xk2", "TNaRA...9Xk2", "tron"),
    ],
)
def test_abbreviated_addresses_stay_as_they_stand(text: str, shown: str, network: str) -> None:
    found = one(text)
    assert (found.text, found.network) == (shown, network)
    assert (found.checksum, found.abbreviated) == ("none", True)


@pytest.mark.parametrize(
    ("text", "network"), [(f"0x{HASH}", "evm"), (HASH, "unknown"), (HASH.upper(), "unknown")]
)
def test_transaction_hashes(text: str, network: str) -> None:
    found = one(f"交易哈希：{text}。")
    assert (found.kind, found.network, found.checksum) == ("transaction", network, "none")


def test_a_short_hash_is_a_transaction_where_it_is_called_one() -> None:
    assert one("交易哈希 0x1234...abcd").kind == "transaction"
    assert one("交易员 0x1234 平仓").kind == "address"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "涨至 11.2 万美元，1000000 枚",
        "3.5 亿与 1AB",
        "型号 T1000 上市",
        f"区块哈希 {HASH}",
        f"区块哈希 0x{HASH}",
        f"编号 {CHECKED[:30]}",
        "0x1 与 0xZZ",
        f"x{SATOSHI}",
        f"{SATOSHI}b",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7Diabcd",
        "地址为 bc1是前缀",
        "前缀 bc1q 表示",
        "abc.ethereum",
        "1Password...更新",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert find_addresses(text) == []


def test_no_more_than_two_hundred_are_kept() -> None:
    assert len(find_addresses(f"{CHECKED} " * 300)) == 200


@given(ANY_TEXT)
def test_mentions_point_at_the_text(text: str) -> None:
    text = f"{text} {SEGWIT} {text}"
    for found in find_addresses(text):
        assert text[found.start : found.end] == found.text
