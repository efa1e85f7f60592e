"""The addresses and transactions of a text, as its page shows them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from aggregator.articles import permitted
from aggregator.articles.models import Article

MOST = 12
_NETWORKS = {
    "bitcoin": _lazy("比特币"),
    "evm": _lazy("以太坊及兼容链"),
    "tron": _lazy("波场"),
    "unknown": _lazy("网络未写明"),
}
_KINDS = {"address": _lazy("地址"), "transaction": _lazy("交易")}
_CHECKS = {
    "valid": _lazy("校验通过"),
    "invalid": _lazy("校验不符"),
    "none": _lazy("写法不含校验"),
}
# For Ethereum's kin one that looks on all their chains: a text seldom says which.
_EXPLORERS = {
    ("bitcoin", "address"): "https://mempool.space/address/",
    ("bitcoin", "transaction"): "https://mempool.space/tx/",
    ("evm", "address"): "https://blockscan.com/address/",
    ("evm", "transaction"): "https://blockscan.com/tx/",
    ("tron", "address"): "https://tronscan.org/#/address/",
    ("tron", "transaction"): "https://tronscan.org/#/transaction/",
    ("unknown", "transaction"): "https://blockchair.com/search?q=",
}
_WHOLE = re.compile(r"[0-9A-Za-z]{26,90}")


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address or a transaction, in words but for itself. wrong: its checksum does not hold.

    href: a public explorer's page of it; "" for one that is wrong or abbreviated, so that nobody
    is led to the address of a forger. outlets: who names it, where several reports are told of.
    """

    text: str
    kind: str
    network: str
    state: str
    abbreviated: bool
    wrong: bool
    href: str = ""
    outlets: tuple[str, ...] = ()


def wallets(article: Article) -> tuple[Sequence[Wallet], int]:
    """Each address once, the whole ones first, and how many more than `MOST` there are."""
    if permitted.headline_alone(article):
        return (), 0
    once = {str(row["text"]): row for row in article.addresses}
    rows = sorted(once.values(), key=lambda row: bool(row["abbreviated"]))
    found = [_wallet(row) for row in rows[:MOST]]
    return found, len(rows) - len(found)


def wallets_in(articles: Sequence[Article]) -> tuple[Sequence[Wallet], int]:
    """Those of several reports, the ones that most outlets name first, as `wallets`."""
    rows: dict[str, dict[str, Any]] = {}
    names: dict[str, dict[str, None]] = {}
    for article in articles:
        if permitted.headline_alone(article):
            continue
        for row in article.addresses:
            rows.setdefault(row["text"], row)
            names.setdefault(row["text"], {})[article.source.name] = None
    order = sorted(rows, key=lambda text: (rows[text]["abbreviated"], -len(names[text])))
    found = [_wallet(rows[text], tuple(names[text])) for text in order[:MOST]]
    return found, len(order) - len(found)


def _wallet(row: dict[str, Any], outlets: tuple[str, ...] = ()) -> Wallet:
    wrong = row["checksum"] == "invalid"
    return Wallet(
        text=row["text"],
        kind=str(_KINDS[row["kind"]]),
        network=str(_NETWORKS[row["network"]]),
        state=_("缩写，无法校验") if row["abbreviated"] else _state(row["kind"], row["checksum"]),
        abbreviated=row["abbreviated"],
        wrong=wrong,
        href="" if wrong or row["abbreviated"] else _href(row),
        outlets=outlets,
    )


def _href(row: dict[str, Any]) -> str:
    """An explorer's address. Only letters and digits ever stand in it."""
    site = _EXPLORERS.get((row["network"], row["kind"]))
    return f"{site}{row['text']}" if site and _WHOLE.fullmatch(row["text"]) else ""


def _state(kind: str, checksum: str) -> str:
    """A hash of a transaction has no checksum by its nature: nothing is said of that."""
    return "" if kind == "transaction" and checksum == "none" else str(_CHECKS[checksum])
