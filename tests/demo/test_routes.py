import json
import re
from datetime import timedelta

import pytest
from lxml import etree

from newsroom.demo.faults import PERIOD_SECONDS
from newsroom.demo.outlets import outlets
from newsroom.demo.routes import answer_get, answer_post
from newsroom.demo.timeline import all_items_at
from tests.demo.moments import STARTED, after, moment

COLUMN = "/demo-lianwen/column/feed"


def test_the_broken_feed_fails_in_three_ways_in_turn() -> None:
    answers = [
        answer_get(COLUMN, moment(STARTED + timedelta(seconds=PERIOD_SECONDS * turn)))
        for turn in range(6)
    ]
    assert answers[:3] == answers[3:]
    kinds = {(answer.status, answer.content_type.partition(";")[0]) for answer in answers}
    assert kinds == {
        (200, "text/html"),
        (500, "text/plain"),
        (200, "application/rss+xml"),
    }
    assert all(answer.changed is None for answer in answers)
    cut = next(answer.body for answer in answers if "rss" in answer.content_type)
    assert cut.count(b"</item>") == 1
    try:
        etree.fromstring(cut)
    except etree.XMLSyntaxError:
        return
    raise AssertionError("the document should break off")


def test_every_link_of_every_outlet_leads_to_its_page() -> None:
    now = after(hours=1)
    for outlet, item in all_items_at(STARTED, now):
        page = answer_get(item.path, moment(now))
        assert page.status == 200
        assert item.html in page.body.decode()
        assert "示例" in page.body.decode()
        assert f'lang="{outlet.language}"' in page.body.decode()


def test_links_inside_articles_lead_somewhere() -> None:
    now = after(hours=1)
    links = [
        link
        for _, item in all_items_at(STARTED, now)
        for link in re.findall(r'href="([^"]+)"', item.html)
    ]
    assert len(links) >= 6
    assert all(answer_get(link, moment(now)).status == 200 for link in links)


def test_an_item_has_no_page_before_it_is_out() -> None:
    path = "/demo-hangqing/live-doge.html"
    assert answer_get(path, moment()).status == 404
    assert answer_get(path, moment(after(hours=1))).status == 200


def test_index_and_homes_list_what_there_is() -> None:
    index = answer_get("/", moment()).body.decode()
    for outlet in outlets():
        assert outlet.name in index
        home = answer_get(outlet.home, moment()).body.decode()
        assert f"<h1>{outlet.name}</h1>" in home
        assert home.count("<li>") >= 5


def test_unknown_addresses_are_missing() -> None:
    for path in ("/nobody/", "/demo-kuaixun/none.html", "/api/none", "/favicon.ico"):
        assert answer_get(path, moment()).status == 404
    assert answer_post("/other", b"{}", moment()).status == 404


def test_a_feed_changes_when_something_new_is_out_and_only_then() -> None:
    path = "/demo-kuaixun/rss.xml"
    first = answer_get(path, moment(after(seconds=1)))
    assert first == answer_get(path, moment(after(seconds=2)))
    later = answer_get(path, moment(after(minutes=2)))
    assert later.changed > first.changed
    assert later.body != first.body


def test_the_ticker_with_relative_dates_changes_every_minute() -> None:
    path = "/demo-hangqing/rss"
    first = answer_get(path, moment(after(hours=2)))
    assert first == answer_get(path, moment(after(hours=2, seconds=59)))
    later = answer_get(path, moment(after(hours=2, minutes=1)))
    assert later.changed - first.changed == timedelta(minutes=1)


def test_prices_answer_as_simple_price_does() -> None:
    query = "?ids=bitcoin,ethereum,nothing&vs_currencies=usd&include_24hr_change=true"
    for path in ("/price", "/api/v3/simple/price"):
        found = json.loads(answer_get(path + query, moment()).body)
        assert set(found) == {"bitcoin", "ethereum"}
        assert 90_000 < found["bitcoin"]["usd"] < 95_000
        assert 1 < found["bitcoin"]["usd_24h_change"] < 3
    assert answer_get("/price?ids=bitcoin", moment()).status == 422


def test_chain_figures_are_at_their_addresses() -> None:
    tip = answer_get("/api/blocks/tip/height", moment())
    block_hash = answer_get("/api/blocks/tip/hash", moment()).body.decode()
    assert tip.body == b"949836"
    block = json.loads(answer_get(f"/api/block/{block_hash}", moment()).body)
    assert block["height"] == 949_836
    assert answer_get("/api/block/" + "f" * 64, moment()).status == 404
    assert len(json.loads(answer_get("/api/v1/blocks", moment()).body)) == 15
    assert len(json.loads(answer_get("/api/blocks", moment()).body)) == 10
    assert json.loads(answer_get("/api/v1/fees/recommended", moment()).body)["fastestFee"] >= 1
    for path in ("v1/difficulty-adjustment", "v1/mining/hashrate/3d", "mempool"):
        assert answer_get(f"/api/{path}", moment()).status == 200


def test_rpc_is_answered_and_nonsense_is_told_so() -> None:
    request = {"jsonrpc": "2.0", "id": 7, "method": "eth_chainId", "params": []}
    answer = json.loads(answer_post("/eth", json.dumps(request).encode(), moment()).body)
    assert answer == {"jsonrpc": "2.0", "id": 7, "result": "0x1"}
    broken = json.loads(answer_post("/eth", b"{", moment()).body)
    assert broken["error"]["code"] == -32700


def test_past_prices_answer_as_market_chart_does() -> None:
    path = "/api/v3/coins/bitcoin/market_chart?vs_currency=usd&days="
    month = json.loads(answer_get(f"{path}30", moment()).body)["prices"]
    day = json.loads(answer_get(f"{path}1", moment()).body)["prices"]
    assert len(month) == pytest.approx(30 * 24, abs=2)
    assert len(day) == pytest.approx(288, abs=2)
    now = json.loads(answer_get("/price?ids=bitcoin&vs_currencies=usd", moment()).body)
    assert month[-1][1] == day[-1][1] == pytest.approx(now["bitcoin"]["usd"], rel=1e-5)
    assert [at for at, _ in month] == sorted(at for at, _ in month)
    assert all(80_000 < usd < 100_000 for _, usd in month)
    missing = answer_get("/api/v3/coins/none/market_chart?days=1", moment())
    assert missing.status == 404
    for days in ("", "x", "0", "9999", "１"):
        assert answer_get(f"{path}{days}", moment()).status == 422
    assert answer_get("/api/v3/coins/bitcoin/", moment()).status == 404


def test_older_blocks_come_in_pages() -> None:
    tip = json.loads(answer_get("/api/blocks/tip/height", moment()).body)
    page = json.loads(answer_get(f"/api/v1/blocks/{tip - 20}", moment()).body)
    assert [one["height"] for one in page] == list(range(tip - 20, tip - 35, -1))
    assert len(json.loads(answer_get(f"/api/blocks/{tip + 9}", moment()).body)) == 10
    assert answer_get("/api/blocks/none", moment()).status == 404


def test_the_month_of_hash_rates_fits_the_three_days() -> None:
    month = json.loads(answer_get("/api/v1/mining/hashrate/1m", moment()).body)
    three = json.loads(answer_get("/api/v1/mining/hashrate/3d", moment()).body)
    assert month["hashrates"][-3:] == three["hashrates"]
    assert len(month["hashrates"]) == 30
    assert len(month["difficulty"]) == 3
