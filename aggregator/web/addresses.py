"""Which IP addresses a stranger may make us connect to: only those of the public internet.

The tables follow the IANA special-purpose registries (RFC 6890 and its updates). They are
spelled out here because `ipaddress.is_global` changed its answers between Python patch
releases. IPv6 works the other way round: only 2000::/3 is given out to the public, so
everything else is refused even when nobody has named it yet.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_IPV4 = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "本机地址"),
        ("10.0.0.0/8", "内网地址"),
        ("100.64.0.0/10", "运营商内部地址"),
        ("127.0.0.0/8", "本机地址"),
        ("169.254.0.0/16", "链路本地地址，云主机的元数据服务就在这里"),
        ("168.63.129.16/32", "云主机平台的内部服务地址"),
        ("172.16.0.0/12", "内网地址"),
        ("192.0.0.0/24", "协议保留地址"),
        ("192.0.2.0/24", "文档示例地址"),
        ("192.88.99.0/24", "6to4 中继地址"),
        ("192.168.0.0/16", "内网地址"),
        ("198.18.0.0/15", "性能测试专用地址"),
        ("198.51.100.0/24", "文档示例地址"),
        ("203.0.113.0/24", "文档示例地址"),
        ("224.0.0.0/4", "组播地址"),
        ("240.0.0.0/4", "保留地址"),
    )
)

# The forms that carry an IPv4 address inside are refused whole: a gateway on the way could
# unwrap them to an address that the IPv4 table refuses.
_IPV6 = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "本机地址"),
        ("::1/128", "本机地址"),
        ("::ffff:0:0/96", "包着 IPv4 的 IPv6 地址"),
        ("::ffff:0:0:0/96", "包着 IPv4 的 IPv6 地址"),
        ("::/96", "包着 IPv4 的 IPv6 地址"),
        ("64:ff9b::/96", "NAT64 转换地址"),
        ("64:ff9b:1::/48", "NAT64 转换地址"),
        ("2001::/32", "Teredo 隧道地址"),
        ("2001::/23", "协议保留地址"),
        ("2001:db8::/32", "文档示例地址"),
        ("2002::/16", "6to4 隧道地址"),
        ("3fff::/20", "文档示例地址"),
        ("fc00::/7", "内网地址"),
        ("fe80::/10", "链路本地地址"),
        ("fec0::/10", "内网地址"),
        ("ff00::/8", "组播地址"),
    )
)
_IPV6_PUBLIC = IPv6Network("2000::/3")
# ISATAP (RFC 5214) puts an IPv4 address into the last 32 bits behind this interface mark.
_ISATAP_MARKS = frozenset({0x00005EFE, 0x02005EFE})


def why_not_public(ip: str | Address) -> str | None:
    """The Chinese name of the kind of address that `ip` is, or None when it is public.

    `ip` is an address object or its canonical spelling, not a host name.
    Raises ValueError when it is no IP address.
    """
    address = ip_address(ip) if isinstance(ip, str) else ip
    if isinstance(address, IPv4Address):
        return next((name for network, name in _IPV4 if address in network), None)
    for network, name in _IPV6:
        if address in network:
            return name
    if address not in _IPV6_PUBLIC or address.scope_id:
        return "保留地址"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP_MARKS:
        return "ISATAP 隧道地址"
    return None


def is_public(ip: str | Address) -> bool:
    """Whether `ip` belongs to the public internet. Raises ValueError when it is no address."""
    return why_not_public(ip) is None
