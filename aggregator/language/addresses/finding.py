"""Addresses and transaction hashes of Bitcoin, Ethereum's kin and Tron, with their checksums.

A whole address is held against its own checksum; one that fails was mistyped, cut or forged.
An abbreviated one (0x1234…abcd, bc1q6cc...开头) has nothing to check and is kept as it stands.
"""

import re
from dataclasses import dataclass
from typing import Literal

from Crypto.Hash import keccak

from aggregator.language.addresses import base58, bech32

AddressKind = Literal["address", "transaction"]
Network = Literal["bitcoin", "evm", "tron", "unknown"]
Checksum = Literal["valid", "invalid", "none"]

_B58 = "1-9A-HJ-NP-Za-km-z"
_DOTS = r"(?:\.{2,6}|…{1,3}|·{2,6}|\*{2,8}|⋯{1,3})"
_WALLET = r"(?:地址|钱包|錢包|巨鲸|巨鯨|鲸鱼|鯨魚|账户|賬戶|帳戶|address|wallet)"
_CANDIDATE = re.compile(
    rf"""(?<![0-9A-Za-z_])(?:
        (?P<evm>0[xX][0-9a-fA-F]{{2,64}})
        |(?P<segwit>(?:bc1|BC1)[0-9A-Za-z]{{1,87}})
        |(?P<hash>[0-9a-f]{{64}}|[0-9A-F]{{64}})
        |(?P<base58>[13T][{_B58}]{{1,63}})
        |(?P<ens>[a-z0-9][a-z0-9-]{{2,62}}\.eth(?![.-]))
    )(?![0-9A-Za-z])
    (?:(?P<dots>[ ]?{_DOTS})(?P<tail>[0-9A-Za-z]{{2,16}}(?![0-9A-Za-z]))?)?""",
    re.VERBOSE,
)
_BESIDE = re.compile(rf"{_WALLET}[ ]?(?:为|是|:|：)?[ ]?[(（「“]?[ ]?$", re.IGNORECASE)
_OPENS = re.compile(rf"[ ]?(?:开头|開頭|起始|结尾|結尾|{_WALLET})")
_TX = re.compile(r"(?:交易|哈希|hash|txid|tx)[ ]?(?:为|是|:|：)?[ (（「“]{0,2}$", re.IGNORECASE)
_BLOCK = re.compile(r"(?:区块|區塊|block)[^，。；\n]{0,8}$", re.IGNORECASE)
_NEAR = 12  # characters looked at on each side
_VERSIONS: dict[str, tuple[Network, int]] = {
    "1": ("bitcoin", 0x00),
    "3": ("bitcoin", 0x05),
    "T": ("tron", 0x41),
}
_MOST = 200  # addresses kept of one text: a dump of a database is no news


@dataclass(frozen=True, slots=True)
class AddressMention:
    """`original[start:end] == text`. `checksum` is "none" where the writing carries none."""

    kind: AddressKind
    network: Network
    text: str
    start: int
    end: int
    checksum: Checksum
    abbreviated: bool


def find_addresses(text: str) -> list[AddressMention]:
    """Addresses and transaction hashes in reading order, at most 200. Linear time."""
    found: list[AddressMention] = []
    for match in _CANDIDATE.finditer(text):
        mention = _read(text, match)
        if mention:
            found.append(mention)
            if len(found) == _MOST:
                break
    return found


def _read(text: str, match: re.Match[str]) -> AddressMention | None:
    if match["evm"]:
        return _evm(text, match)
    if match["segwit"]:
        return _segwit(text, match)
    if match["base58"]:
        return _base58(text, match)
    if match["hash"]:
        return _hash(text, match)
    return _whole(match, "ens", "evm", "none")


def _evm(text: str, match: re.Match[str]) -> AddressMention | None:
    body, digits = match["evm"], len(match["evm"]) - 2
    if digits == 40 and not match["dots"]:
        return _whole(match, "evm", "evm", eip55(body))
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if digits == 64 and not match["dots"]:
        return None if _BLOCK.search(before) else _whole(match, "evm", "evm", "none", "transaction")
    named = _BESIDE.search(before)
    if digits > 12:  # neither whole nor an abbreviation: an address only where it is called one
        return _whole(match, "evm", "evm", "invalid") if named else None
    if digits < 3:
        return None
    return _short(match, "evm", "evm", "transaction" if _TX.search(before) else "address")


def _segwit(text: str, match: re.Match[str]) -> AddressMention | None:
    body = match["segwit"]
    if match["dots"] or len(body) < 30:
        called = match["dots"] or _called(text, *match.span("segwit"))
        return _short(match, "segwit", "bitcoin") if called else None
    return _whole(match, "segwit", "bitcoin", "valid" if bech32.witness(body, "bc") else "invalid")


def _base58(text: str, match: re.Match[str]) -> AddressMention | None:
    """A run of Base58: taken for an address by its checksum, or where it is called one."""
    body = match["base58"]
    network, version = _VERSIONS[body[0]]
    called = _called(text, *match.span())
    mixed = bool(re.search("[A-Za-z]", body[1:]) and re.search(r"\d", body + (match["tail"] or "")))
    if len(body) <= 12 or match["dots"]:
        shown = called or (match["tail"] and re.search("[a-z]", body))
        return _short(match, "base58", network) if mixed and shown and len(body) > 2 else None
    if 25 <= len(body) <= 36:
        content = base58.payload(body)
        if content and len(content) == 21 and content[0] == version:
            return _whole(match, "base58", network, "valid")
        if called and len(body) >= 30 and mixed:
            return _whole(match, "base58", network, "invalid")
    return None


def _called(text: str, start: int, end: int) -> bool:
    """Whether the words beside it call it an address."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + 6]
    return bool(_BESIDE.search(before) or _OPENS.match(after))


def _hash(text: str, match: re.Match[str]) -> AddressMention | None:
    """64 bare digits: a transaction of Bitcoin or Tron, unless a block's hash is meant."""
    if _BLOCK.search(text[max(0, match.start() - _NEAR) : match.start()]):
        return None
    return _whole(match, "hash", "unknown", "none", "transaction")


def _whole(
    match: re.Match[str],
    group: str,
    network: Network,
    checksum: Checksum,
    kind: AddressKind = "address",
) -> AddressMention:
    return AddressMention(kind, network, match[group], *match.span(group), checksum, False)


def _short(
    match: re.Match[str], group: str, network: Network, kind: AddressKind = "address"
) -> AddressMention:
    """An abbreviated writing, with its dots only when an ending follows them."""
    end = match.end() if match["tail"] else match.end(group)
    body = match.string[match.start() : end]
    return AddressMention(kind, network, body, match.start(), end, "none", True)


def eip55(address: str) -> Checksum:
    """Whether the case of a 20-byte hexadecimal address spells its checksum (EIP-55)."""
    digits = address[2:]
    if digits in (digits.lower(), digits.upper()):
        return "none"
    digest = keccak.new(digest_bits=256, data=digits.lower().encode()).hexdigest()
    right = all(
        char.isdigit() or char.isupper() == (int(nibble, 16) > 7)
        for char, nibble in zip(digits, digest, strict=False)
    )
    return "valid" if right else "invalid"
