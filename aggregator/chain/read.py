"""Ask the configured providers, each by itself, and keep what they say."""

import base64
import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from aggregator.chain import record
from aggregator.chain.bitcoin_core import BitcoinCore
from aggregator.chain.esplora import Esplora
from aggregator.chain.ethereum import Ethereum
from aggregator.chain.provider import Provider
from aggregator.chain.rpc import Node
from aggregator.market import outages
from aggregator.market.provider import ProviderError, provider_name

logger = logging.getLogger(__name__)


def configured_networks() -> tuple[str, ...]:
    """The networks that the settings name a provider for."""
    return tuple(
        network
        for network in ("bitcoin", "ethereum")
        if settings.OPTIONS[f"{network.upper()}_PROVIDER"] != "none"
        and settings.OPTIONS[f"{network.upper()}_URL"]
    )


def configured_providers() -> list[Provider]:
    """One provider for each of `configured_networks`."""
    makers = {"bitcoin": _bitcoin, "ethereum": _ethereum}
    return [makers[network]() for network in configured_networks()]


def read_all(providers: Iterable[Provider], now: datetime) -> None:
    """Read every provider once. One that fails is logged and noted; the others go on. One that
    asked for rest is left alone."""
    for provider in providers:
        if outages.is_resting(provider.network, provider.name, now):
            continue
        try:
            reading = provider.read(now)
        except ProviderError as error:
            logger.warning("%s: %s", provider.network, error)
            outages.begin(provider.network, provider.name, error, now)
        else:
            record.keep(reading)


def _bitcoin() -> Provider:
    url, policy = settings.OPTIONS["BITCOIN_URL"], settings.NODE_POLICY
    name = provider_name(url)
    if settings.OPTIONS["BITCOIN_PROVIDER"] == "esplora":
        return Esplora(url, name, policy)
    return BitcoinCore(Node(url, name, policy, _basic(settings.OPTIONS["BITCOIN_AUTH"])))


def _ethereum() -> Provider:
    url = settings.OPTIONS["ETHEREUM_URL"]
    return Ethereum(Node(url, provider_name(url), settings.NODE_POLICY))


def _basic(user_and_password: str) -> str:
    """The header of RFC 7617; empty for none."""
    if not user_and_password:
        return ""
    return f"Basic {base64.b64encode(user_and_password.encode()).decode()}"
