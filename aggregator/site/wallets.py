"""The addresses and transactions of a text, as its page shows them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.articles.models import Article
from aggregator.site import policy

MOST = 12
_NETWORKS = {"bitcoin": "比特币", "evm": "以太坊及兼容链", "tron": "波场", "unknown": "网络未写明"}
_KINDS = {"address": "地址", "transaction": "交易"}
_CHECKS = {"valid": "校验通过", "invalid": "校验不符", "none": "写法不含校验"}


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address or a transaction, in words but for itself. wrong: its checksum does not hold."""

    text: str
    kind: str
    network: str
    state: str
    abbreviated: bool
    wrong: bool


def wallets(article: Article) -> tuple[Sequence[Wallet], int]:
    """Each address once, the whole ones first, and how many more than `MOST` there are."""
    if article.source.text_policy == policy.Policy.HEADLINE:
        return (), 0
    once = {str(row["text"]): row for row in article.addresses}
    rows = sorted(once.values(), key=lambda row: bool(row["abbreviated"]))
    found = [
        Wallet(
            text=row["text"],
            kind=_KINDS[row["kind"]],
            network=_NETWORKS[row["network"]],
            state="缩写，无法校验" if row["abbreviated"] else _state(row["kind"], row["checksum"]),
            abbreviated=row["abbreviated"],
            wrong=row["checksum"] == "invalid",
        )
        for row in rows[:MOST]
    ]
    return found, len(rows) - len(found)


def _state(kind: str, checksum: str) -> str:
    """A hash of a transaction has no checksum by its nature: nothing is said of that."""
    return "" if kind == "transaction" and checksum == "none" else _CHECKS[checksum]
