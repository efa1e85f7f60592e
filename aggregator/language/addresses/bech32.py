"""Bech32 and Bech32m: how Bitcoin writes an address of a witness program (BIP 173, BIP 350)."""

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {char: value for value, char in enumerate(CHARSET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32, _BECH32M = 1, 0x2BC830A3
_LONGEST = 90


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> bit) & 1 else 0
    return check


def _bytes(groups: list[int]) -> bytes | None:
    """Groups of five bits as bytes; None when the padding is not zero or too long."""
    bits = number = 0
    out = bytearray()
    for group in groups:
        number = (number << 5 | group) & 0xFFF
        bits += 5
        if bits >= 8:
            bits -= 8
            out.append(number >> bits & 0xFF)
    return None if bits >= 5 or number & ((1 << bits) - 1) else bytes(out)


def witness(text: str, prefix: str) -> tuple[int, bytes] | None:
    """Version and program of a segwit address with that prefix; None when it is broken."""
    lower = text.lower()
    if len(text) > _LONGEST or text not in (lower, text.upper()):
        return None
    if not lower.startswith(f"{prefix}1") or len(lower) < len(prefix) + 8:
        return None
    tail = lower[len(prefix) + 1 :]
    if any(char not in _VALUES for char in tail):
        return None
    data = [_VALUES[char] for char in tail]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    version, program = data[0], _bytes(data[1:-6])
    if version > 16 or program is None or not 2 <= len(program) <= 40:
        return None
    if version == 0 and len(program) not in (20, 32):
        return None
    right = _BECH32 if version == 0 else _BECH32M
    return (version, program) if _polymod(spread + data) == right else None
