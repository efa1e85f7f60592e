import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.web import is_public, why_not_public


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
        "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
        "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "100::1", "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
        "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fe80::1%1", "2606:4700::1%1", "fec0::1", "ff02::1", "4000::1",
        "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1",
    ],
)  # fmt: skip
def test_addresses_off_the_public_internet_have_a_reason(ip: str) -> None:
    assert not is_public(ip)
    assert why_not_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
     "172.32.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
     "2001:4860:4860::8888", "2400:3200::1", "2606:4700::1111", "2a00:1450::1"],
)  # fmt: skip
def test_public_addresses_are_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses())
def test_nothing_private_by_the_standard_library_is_public_by_us(ip: object) -> None:
    if getattr(ip, "is_private", False):
        assert not is_public(str(ip))


def test_a_name_is_no_address() -> None:
    with pytest.raises(ValueError, match="localhost"):
        is_public("localhost")
