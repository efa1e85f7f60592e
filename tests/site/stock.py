"""A site with three screens of articles, some of them awkward, and an event of three outlets."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Tag
from tests.site.conftest import DOUBT, Make, Tell

LONG = "一句很长很长的标题" * 12 + "0x52908400098527886E0F7030069857D2E4169EE7"

HASH = "0x" + "ab" * 32
WALLET = {"kind": "transaction", "network": "evm", "checksum": "none", "abbreviated": False}
READ: dict[str, Any] = {
    "kind": "article",
    "text": LONG * 9,
    "summary": LONG,
    "summary_ai": LONG,
    "keywords": ["词" * 30, "A" * 60],
    "facts": [
        {"kind": "money", "value": str(n), "unit": "USD", "text": "9" * 30, "place": "text"}
        for n in range(8)
    ],
    "doubts": [{**DOUBT, "text": LONG, "note": LONG}],
    "addresses": [{**WALLET, "text": HASH, "start": 0, "end": 66}],
}


@pytest.fixture
def stocked(make: Make, tell: Tell) -> None:
    """See above."""
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    now = timezone.now()
    for n in range(70):
        make(f"第 {n} 条快讯：比特币报 {90000 + n} 美元", tags=[tag], published_at=now)
    make(LONG, html=f"<p>{LONG}</p>", policy="full", source="full", published_at=now)
    at = {"published_at": now}
    told = [make(LONG + str(n), source=f"outlet{n}", tags=[tag], **at, **READ) for n in range(3)]
    for row in told[0].tagged.all():
        row.evidence = [{"place": "title", "start": 0, "end": 90, "rule": "name"}]
        row.save()
    level = f"BTC 日 usd=-74527400;{'X' * 40} down=67443"
    series = {"series_slug": "etf-flows", "series_level": level, "series_subject": LONG[:200]}
    tell(*told, started_at=now - timedelta(minutes=1), **series)
