"""Addresses and transaction hashes in a text, held against the checksums of their chains.

`finding` finds them; `base58` and `bech32` are the two encodings of Bitcoin (Tron shares the
first). What is public stands in `aggregator.language`.
"""
