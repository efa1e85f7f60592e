"""The coins whose price we show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coin:
    """`slug` is the tag's slug, `coingecko` the id in CoinGecko's API."""

    slug: str
    ticker: str
    coingecko: str


COINS: dict[str, Coin] = {
    coin.slug: coin
    for coin in (
        Coin("bitcoin", "BTC", "bitcoin"),
        Coin("ethereum", "ETH", "ethereum"),
        Coin("solana", "SOL", "solana"),
        Coin("bnb", "BNB", "binancecoin"),
        Coin("xrp", "XRP", "ripple"),
        Coin("dogecoin", "DOGE", "dogecoin"),
        Coin("cardano", "ADA", "cardano"),
        Coin("tron", "TRX", "tron"),
        Coin("toncoin", "TON", "the-open-network"),
        Coin("chainlink", "LINK", "chainlink"),
        Coin("avalanche", "AVAX", "avalanche-2"),
        Coin("hype", "HYPE", "hyperliquid"),
        Coin("litecoin", "LTC", "litecoin"),
        Coin("sui", "SUI", "sui"),
    )
}
