"""Where pages find the live stream."""

import pytest

from newsroom.live_place import address_of, origins_of, port_of
from newsroom.options import OptionError, read_options

LOCAL = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("environ", "site", "address"),
    [
        ({}, LOCAL, ":8001/live"),
        ({"PORT": "8123"}, "http://a.example", ":8124/live"),
        ({"PORT": "65535"}, LOCAL, ":65534/live"),
        ({"LIVE_PORT": "9000"}, LOCAL, ":9000/live"),
        ({"LIVE_PORT": "0"}, LOCAL, ""),
        ({}, "https://a.example", ""),  # the service speaks no TLS
        ({"LIVE_URL": "/live"}, "https://a.example", "/live"),
        ({"LIVE_URL": "https://l.example/x"}, "https://a.example", "https://l.example/x"),
        ({"LIVE_URL": "/live", "LIVE_PORT": "0"}, LOCAL, "/live"),
    ],
)
def test_the_address_follows_the_settings(environ: dict[str, str], site: str, address: str) -> None:
    assert address_of(read_options(environ), site) == address


def test_no_port_is_no_service() -> None:
    assert port_of(read_options({"LIVE_PORT": "0"})) == 0


@pytest.mark.parametrize(
    ("address", "hosts", "origins"),
    [
        ("", ["a.example"], ()),
        ("/live", ["a.example"], ()),
        ("https://l.example/x", [], ("https://l.example",)),
        ("http://l.example:81/x", [], ("http://l.example:81",)),
        (
            ":8001/live",
            ["b.example", ".c.example", "[::1]", "*", "", "x; script-src *", "localhost"],
            (
                "http://a.example:8001", "http://b.example:8001", "http://*.c.example:8001",
                "http://localhost:8001", "http://127.0.0.1:8001",
            ),
        ),
    ],
)  # fmt: skip
def test_the_policy_names_these_origins_and_no_other(
    address: str, hosts: list[str], origins: tuple[str, ...]
) -> None:
    assert origins_of(address, "http://a.example", hosts) == origins


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIVE_PORT", "x"), ("LIVE_PORT", "70000"), ("LIVE_PORT", "-1"),
        ("LIVE_URL", "//evil.example"), ("LIVE_URL", "/\\evil"), ("LIVE_URL", "live"),
        ("LIVE_URL", "/a b"), ("LIVE_URL", "/live; script-src *"), ("LIVE_URL", "javascript:x"),
        ("LIVE_URL", "https://u:p@e.example/"), ("LIVE_URL", "https://e.example/;x"),
        ("LIVE_MOST", "0"), ("LIVE_PER_NETWORK", "-1"), ("LIVE_PER_NETWORK", "many"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(OptionError, match=name):
        read_options({name: value})


def test_no_limit_is_zero() -> None:
    assert read_options({"LIVE_PER_NETWORK": "0"})["LIVE_PER_NETWORK"] == 0
