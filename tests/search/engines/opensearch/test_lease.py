"""A lock over machines: one holder, who keeps it as long as it lives and no longer."""

import logging

import pytest

from aggregator.search.engines.opensearch import lease
from aggregator.search.engines.opensearch.client import Cluster
from aggregator.search.errors import IndexUnavailable, WriterBusy

NOW = 1_772_337_600.0


def there(cluster):
    return cluster.client.get(index=lease.LOCKS, id="writer")


def test_a_living_holder_keeps_the_lock(cluster):
    mine = lease.take(cluster, "writer", NOW)
    for later in (0, lease.LASTS - 1):
        with pytest.raises(WriterBusy, match=rf"\({mine.owner}\) holds the lock writer; wait"):
            lease.take(cluster, "writer", NOW + later)
    mine.renew(NOW + lease.RENEWED)
    with pytest.raises(WriterBusy):
        lease.take(cluster, "writer", NOW + lease.LASTS)


def test_the_lock_of_a_dead_holder_is_taken_over_once(cluster, caplog):
    dead = lease.take(cluster, "writer", NOW)
    mine = lease.take(cluster, "writer", NOW + lease.LASTS)
    assert f"The lock writer of {dead.owner} had run out" in caplog.text
    with pytest.raises(WriterBusy):
        lease.take(cluster, "writer", NOW + lease.LASTS)
    with pytest.raises(WriterBusy, match="ran out and another"):
        dead.renew(NOW + lease.LASTS)
    assert there(cluster)["_source"]["owner"] == mine.owner


def test_who_lost_the_lock_does_not_let_go_of_that_of_another(cluster, caplog):
    dead = lease.take(cluster, "writer", NOW)
    mine = lease.take(cluster, "writer", NOW + lease.LASTS)
    dead.release()
    assert "The lock writer was lost before it was released" in caplog.text
    assert there(cluster)["_source"]["owner"] == mine.owner
    mine.release()
    assert lease.take(cluster, "writer", NOW).owner not in (dead.owner, mine.owner)


def test_of_two_who_take_over_one_wins(cluster, monkeypatch):
    lease.take(cluster, "writer", NOW)
    client = type(cluster.client)
    get, quicker = client.get, []

    def slow(self, **options):
        found = get(self, **options)
        if not quicker:
            quicker.append(None)
            quicker.append(lease.take(Cluster(cluster.name), "writer", NOW + lease.LASTS))
        return found

    monkeypatch.setattr(client, "get", slow)
    with pytest.raises(WriterBusy):
        lease.take(cluster, "writer", NOW + lease.LASTS)
    assert there(cluster)["_source"]["owner"] == quicker[1].owner


def test_a_lock_that_was_let_go_between_two_looks_is_busy_this_once(cluster, monkeypatch):
    first = lease.take(cluster, "writer", NOW)
    client = type(cluster.client)
    get = client.get

    def late(self, **options):
        first.release()
        return get(self, **options)

    monkeypatch.setattr(client, "get", late)
    with pytest.raises(WriterBusy, match="just gone"):
        lease.take(cluster, "writer", NOW)
    monkeypatch.undo()
    lease.take(cluster, "writer", NOW)


def test_an_answer_that_was_lost_on_its_way_does_not_lock_us_out(cluster, monkeypatch):
    client = type(cluster.client)
    index = client.index

    def twice(self, **options):
        index(self, **options | {"params": dict(options["params"])})
        return index(self, **options)

    monkeypatch.setattr(client, "index", twice)
    mine = lease.take(cluster, "writer", NOW)
    monkeypatch.undo()
    mine.renew(NOW)
    mine.release()


def beats(cluster, monkeypatch, wanted):
    """Hold the lock while it is renewed as fast as that goes, until the keeper has done `wanted`."""
    monkeypatch.setattr(lease, "RENEWED", 0.001)
    with lease.held(cluster, "writer"):
        for _ in range(5000):
            if wanted():
                return
        pytest.fail("the keeper did nothing")


def test_the_lock_is_renewed_while_it_is_held(cluster, monkeypatch):
    beats(cluster, monkeypatch, lambda: there(cluster)["_version"] > 3)
    assert not cluster.client.exists(index=lease.LOCKS, id="writer")


def test_a_keeper_that_cannot_reach_the_cluster_tries_again(cluster, monkeypatch, caplog):
    renew, failures = lease.Lease.renew, []

    def away(self, now):
        if len(failures) < 2:
            failures.append(now)
            raise IndexUnavailable("it is away")
        renew(self, now)

    monkeypatch.setattr(lease.Lease, "renew", away)
    beats(cluster, monkeypatch, lambda: there(cluster)["_version"] > 1)
    assert caplog.text.count("could not be renewed yet: it is away") == 2


def test_a_keeper_that_lost_the_lock_says_so_and_stops(cluster, monkeypatch, caplog):
    caplog.set_level(logging.ERROR)

    def steal():
        if "was lost" not in caplog.text:
            cluster.client.index(
                index=lease.LOCKS, id="writer", body={"owner": "another", "until": NOW}
            )
        return "The lock writer was lost" in caplog.text

    beats(cluster, monkeypatch, steal)
    assert there(cluster)["_source"]["owner"] == "another"


def test_a_lock_that_cannot_be_let_go_runs_out(cluster, monkeypatch, caplog):
    def away(self):
        raise IndexUnavailable("it is away")

    monkeypatch.setattr(lease.Lease, "release", away)
    with pytest.raises(RuntimeError), lease.held(cluster, "writer"):
        raise RuntimeError
    assert "The lock writer is left to run out: it is away" in caplog.text
