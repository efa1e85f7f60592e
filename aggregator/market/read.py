"""Ask the configured price provider, and keep what it says."""

import logging
from datetime import datetime

from django.conf import settings

from aggregator.market import outages, record
from aggregator.market.coingecko import CoinGecko
from aggregator.market.coins import COINS
from aggregator.market.provider import ProviderError, provider_name

logger = logging.getLogger(__name__)

_SUBJECT = "prices"


def price_provider() -> CoinGecko | None:
    """The provider that the settings name, None for none."""
    url = settings.OPTIONS["PRICE_URL"]
    if settings.OPTIONS["PRICE_PROVIDER"] == "none" or not url:
        return None
    return CoinGecko(url, provider_name(url), settings.NODE_POLICY)


def read_price_provider(now: datetime) -> int:
    """Read all coins once; gives the number of new rows.

    A provider that fails is logged and noted: the page goes on to show the last prices, with
    their age. One that asked for rest is left alone.
    """
    provider = price_provider()
    if provider is None or outages.is_resting(_SUBJECT, provider.name, now):
        return 0
    try:
        readings = provider.read(COINS.values(), now)
    except ProviderError as error:
        logger.warning("%s: %s", _SUBJECT, error)
        outages.begin(_SUBJECT, provider.name, error, now)
        return 0
    outages.end(_SUBJECT)
    return record.keep(readings)
