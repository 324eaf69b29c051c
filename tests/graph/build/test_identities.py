"""Ids that never change their meaning."""

from __future__ import annotations

from graph.build.identities import identify
from graph.model.judgements import Name
from graph.resolve.joined import Cluster

A, B, C = (Name(letter) for letter in "abc")


def own(name: Name) -> str:
    return f"id-{name.folded}"


def test_a_cluster_bears_the_first_id_that_stands_and_the_other_known_ones_redirect() -> None:
    found = identify([Cluster((A, B, C), {})], own, {"id-b"}, {"id-c"})
    assert found.ids == dict.fromkeys((A, B, C), "id-b")
    assert found.heirs == {"id-c": "id-b"}


def test_without_any_known_id_the_first_name_gives_it_and_nothing_redirects() -> None:
    found = identify([Cluster((A, B), {}), Cluster((C,), {})], own, set(), set())
    assert (found.ids, found.heirs) == ({A: "id-a", B: "id-a", C: "id-c"}, {})


def test_ids_that_somebody_may_ask_for_redirect() -> None:
    found = identify([Cluster((A, B), {})], own, set(), {"id-a", "id-b"})
    assert (found.ids[B], found.heirs) == ("id-a", {"id-b": "id-a"})
