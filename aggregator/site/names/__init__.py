"""Coins, people, bodies and topics: their lists, prices, charts and mentions."""
