import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.web.body import PIECE, Body
from aggregator.web.errors import BrokenError

TEXT = "比特币突破十万美元。".encode() * 10_000


def bare_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


def decoded(coding: str, wire: bytes, step: int = 1000, limit: int = 5_000_000) -> Body:
    body = Body("news.example", coding, limit)
    for start in range(0, len(wire), step):
        body.feed(wire[start : start + step])
    return body


CODED = {
    "identity": TEXT,
    "": TEXT,
    "GZIP": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]),
    "deflate": zlib.compress(TEXT),
    " deflate ": bare_deflate(TEXT),
    "br": brotli.compress(TEXT),
}


@pytest.mark.parametrize("step", [1, 7, 1_000_000])
@pytest.mark.parametrize("coding", CODED)
def test_every_coding_comes_back_whole(coding: str, step: int) -> None:
    body = decoded(coding, CODED[coding], step)

    assert body.complete
    assert body.take() == TEXT


@pytest.mark.parametrize("coding", ["x-gzip", "deflate", " deflate ", "br"])
def test_a_stream_that_stops_early_is_not_complete(coding: str) -> None:
    whole = CODED[coding]
    body = decoded(coding, whole[: len(whole) - 5])

    assert not body.complete
    assert TEXT.startswith(body.take())


def test_a_single_byte_of_deflate_waits_for_more() -> None:
    assert not decoded("deflate", b"x").complete


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_padding_after_the_end_is_ignored(coding: str) -> None:
    wire = {"gzip": CODED["GZIP"], "deflate": CODED["deflate"], "br": CODED["br"]}[coding]
    body = Body("news.example", coding, 5_000_000)
    body.feed(wire)
    body.feed(b"\0" * 10)

    assert body.complete
    assert body.take() == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_nothing_at_all_is_an_empty_body(coding: str) -> None:
    body = decoded(coding, b"")

    assert body.complete
    assert body.take() == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_plain_text_under_a_coding_is_damage(coding: str) -> None:
    with pytest.raises(BrokenError) as caught:
        decoded(coding, b"<rss>not squeezed at all</rss>" * 9)

    assert caught.value.kind == "decode"


@pytest.mark.parametrize("coding", ["gzip, gzip", "br,gzip", "zstd", "gzip,identity,br"])
def test_layers_and_strange_codings_are_refused(coding: str) -> None:
    with pytest.raises(BrokenError) as caught:
        Body("news.example", coding, 100)

    assert caught.value.kind == "decode"


@pytest.mark.parametrize("beyond", [0, 1, 2, 3, 100, 257, 258, 259])
def test_nothing_stays_behind_at_the_edge_of_a_piece(beyond: int) -> None:
    plain = bytes(PIECE + beyond)
    body = decoded("deflate", bare_deflate(plain))

    assert body.take() == plain
    assert body.complete


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br"]))
def test_no_bytes_break_out(wire: bytes, coding: str) -> None:
    taken, kind = b"", "decode"
    try:
        taken = decoded(coding, wire, 7, limit=10_000).take()
    except BrokenError as error:
        kind = error.kind

    assert kind in {"decode", "too_large"}
    assert len(taken) <= 10_000
