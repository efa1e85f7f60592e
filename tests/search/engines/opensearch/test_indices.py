"""Which index is the live one, and which may be removed."""

import pytest

from aggregator.search.engines.opensearch.mapping import ALIAS, SCHEMA_VERSION, index_body
from aggregator.search.errors import IndexUnavailable
from aggregator.search.plan import Everything

OLDER = SCHEMA_VERSION - 1


def names(cluster):
    return sorted(cluster.client.indices.get(index="*"))


def create(cluster, name, schema, state="live", alias=None):
    body = index_body()
    body["mappings"]["_meta"] = {"schema": schema, "state": state}
    if alias:
        body["aliases"] = {alias: {}}
    cluster.client.indices.create(index=name, body=body)


def test_an_index_with_other_fields_is_not_current_and_goes_at_the_swap(cluster, engine):
    create(cluster, "newsroom-v0-old", OLDER, alias="newsroom-v0")
    assert not engine.is_current()
    with pytest.raises(IndexUnavailable, match=f"version {SCHEMA_VERSION}; `search rebuild`"):
        engine.live()
    with pytest.raises(IndexUnavailable, match="search rebuild"):
        engine.find(Everything(), limit=1)
    engine.swap(engine.begin())
    assert engine.is_current()
    (name,) = names(cluster)
    assert name.startswith(f"{ALIAS}-")


def test_an_alias_that_leads_elsewhere_is_not_trusted(cluster, engine):
    create(cluster, f"{ALIAS}-x", OLDER, alias=ALIAS)
    assert not engine.is_current()
    with pytest.raises(IndexUnavailable, match=f"{ALIAS}-x.*search rebuild"):
        engine.live()
    create(cluster, f"{ALIAS}-y", SCHEMA_VERSION, alias=ALIAS)
    assert not engine.is_current()
    engine.swap(engine.begin())
    assert engine.is_current()


def test_an_unfinished_index_with_other_fields_is_not_taken_up(cluster, engine):
    create(cluster, f"{ALIAS}-x", OLDER, state="building")
    assert engine.begin().name != f"{ALIAS}-x"


def test_an_index_left_over_by_a_swap_that_was_killed_is_not_taken_up(cluster, engine, monkeypatch):
    first = engine.begin()
    engine.swap(first)
    monkeypatch.setattr(
        type(cluster.client.indices),
        "delete",
        lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt),
    )
    with pytest.raises(KeyboardInterrupt):
        engine.swap(engine.begin())
    monkeypatch.undo()
    assert first.name in names(cluster)
    assert engine.is_current()
    third = engine.begin()
    assert third.name != first.name
    engine.swap(third)
    assert names(cluster) == [third.name]


def test_what_is_not_ours_is_left_alone(cluster, engine):
    cluster.client.indices.create(index="newsroom-visitors")
    cluster.client.indices.create(index="newsroom-v9-of-somebody")
    engine.swap(engine.begin())
    engine.swap(engine.begin())
    assert "newsroom-visitors" in names(cluster)
    assert "newsroom-v9-of-somebody" in names(cluster)
    assert len(names(cluster)) == 3


def test_a_score_cannot_be_explained_without_an_index(engine):
    with pytest.raises(IndexUnavailable, match=f"no such index.*{ALIAS}.*search rebuild"):
        engine.explain(Everything(), 1)


def test_a_search_that_met_a_swap_is_asked_again(cluster, engine, monkeypatch):
    engine.swap(engine.begin())
    client = type(cluster.client)
    search, tries = client.search, []

    def late(self, **options):
        tries.append(options["index"])
        index = "newsroom-v1-gone" if len(tries) == 1 else options["index"]
        return search(self, **(options | {"index": index}))

    monkeypatch.setattr(client, "search", late)
    assert engine.find(Everything(), limit=1).total == 0
    assert len(tries) == 2
