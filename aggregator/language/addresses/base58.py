"""Base58Check: how Bitcoin and Tron write an address, with four bytes of checksum inside."""

from hashlib import sha256

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_LONGEST = 64  # longer than any address; keeps the big-number arithmetic bounded


def payload(text: str) -> bytes | None:
    """The bytes of a Base58Check text, version byte first; None when it is broken."""
    if not 5 <= len(text) <= _LONGEST:
        return None
    number = 0
    for char in text:
        if char not in _VALUES:
            return None
        number = number * 58 + _VALUES[char]
    zeros = len(text) - len(text.lstrip("1"))
    whole = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    body, checksum = whole[:-4], whole[-4:]
    right = sha256(sha256(body).digest()).digest()[:4] == checksum
    return body if right else None
