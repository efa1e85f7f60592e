import socket

import pytest

from newsroom.ports import obstacle


def test_a_free_port_has_no_obstacle() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert obstacle("127.0.0.1", port) == "is taken by another program"
    assert obstacle("127.0.0.1", port) is None


def test_a_port_taken_at_every_address_is_taken_here() -> None:
    with socket.create_server(("0.0.0.0", 0)) as server:
        assert obstacle("127.0.0.1", server.getsockname()[1]) == "is taken by another program"


def test_an_address_of_another_machine_is_said_to_be_wrong() -> None:
    found = obstacle("192.0.2.1", 8000)
    assert found is not None
    assert found.startswith("can't be opened")


def test_ipv6_is_understood() -> None:
    if not socket.has_ipv6:
        pytest.skip("this system has no IPv6")
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no address ::1")
    with server:
        assert obstacle("[::1]", server.getsockname()[1]) == "is taken by another program"
