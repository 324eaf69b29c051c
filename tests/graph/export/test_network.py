"""What is exported, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError, StoreUnavailableError
from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, one_line
from graph.export.network import KINDS, Kind, Network, Tie, network_of
from graph.store import open_store
from graph.store.interface import Store
from tests.graph.export.conftest import fill_harbour

CLOSENESS = Column("closeness", "number", "How near it is to all others.", "graph.analytics", "0 to 1")


def ids(network: Network) -> set[str]:
    return {str(row["id"]) for row in network.nodes()}


def row_of(network: Network, id: str) -> dict[str, object]:
    return next(dict(row) for row in network.nodes() if row["id"] == id)


def between(network: Network) -> list[tuple[object, object, object]]:
    return [(row["source"], row["relation"], row["target"]) for row in network.edges()]


def test_the_whole_graph_has_all_but_needs_and_offers(harbour: Store) -> None:
    network = network_of(harbour.view())
    assert network.about.nodes == {
        "partner": 7, "partnership": 3, "programme": 1, "sdg": 2, "target": 1, "theme": 1, "country": 2,
    }  # fmt: skip
    assert "need-1" not in ids(network)
    assert network.about.node_count == len(ids(network)) == 17
    assert network.about.edge_count == len(between(network)) == 19
    assert network.about.edges["plays", "inferred"] == 1
    assert network.about.edges["part-of", "rule"] == 2
    assert network.directed


def test_what_is_told_of_nodes(harbour: Store) -> None:
    network = network_of(harbour.view())
    unep = row_of(network, "unep-5")
    assert unep == {
        "id": "unep-5",
        "kind": "partner",
        "name": "United Nations Environment Programme",
        "type": "un-system",
        "type_basis": "declared",
        "links": 2,
        "registers": ("harbour",),
        "record_count": 2,
        "identifiers": ("XM-DAC:41116", "ROR:https://ror.org/015z29x25"),
    }
    reef = row_of(network, "reef|#2:b")
    assert reef["start"] == "2020-05-01"
    assert "end" not in reef
    assert reef["open_ended"] is True
    assert reef["scope"] == "regional"
    assert reef["records"] == ("harbour:50%|2", "harbour:#3")
    assert row_of(network, "target-14.2")["uri"] == "http://metadata.un.org/sdg/14.2"
    assert row_of(network, "theme-csd:oceans")["code"] == "csd:oceans"
    assert row_of(network, "KEN")["code"] == "KEN"
    assert "country" not in row_of(network, "KEN")


def test_what_is_inferred_or_by_rule_says_so(harbour: Store) -> None:
    network = network_of(harbour.view())
    assert row_of(network, "guess-7")["type_basis"] == "inferred"
    assert row_of(network, "arabic-3")["type_basis"] == "rule"
    plays = next(row for row in network.edges() if row["relation"] == "plays")
    assert plays["basis"] == "inferred"
    assert plays["score"] == 0.75
    assert all("score" not in row for row in network.edges() if row["basis"] != "inferred")


def test_an_edge_has_the_records_that_state_it_and_the_time_of_its_partnership(harbour: Store) -> None:
    edges = list(network_of(harbour.view()).edges())
    taking = next(row for row in edges if (row["source"], row["target"]) == ("unep-5", "reef|#2:b"))
    assert taking["records"] == ("harbour:50%|2", "harbour:#3")
    assert taking["start"] == "2020-05-01"
    assert next(row for row in edges if row["relation"] == "operates-in")["start"] == "2019"
    assert "start" not in next(row for row in edges if row["relation"] == "formally-tied")


def test_persons_and_running_texts_stay_out(harbour: Store) -> None:
    told = repr([*network_of(harbour.view()).nodes(), *network_of(harbour.view()).edges()])
    assert "Ann" not in told
    assert "ann@" not in told
    assert "@ann" not in told
    assert "Everybody on the quay" not in told
    assert "as written" not in told
    assert row_of(network_of(harbour.view()), "quay-1")["name"] == "Quays; led by [removed] ([removed])"


def test_a_slice_has_what_its_partnerships_touch_and_the_relations_between(harbour: Store) -> None:
    network = network_of(harbour.view(), partnerships=["reef|#2:b", "gone"])
    assert ids(network) == {"reef|#2:b", "unep-5", "astral-4", "trust-1", "sdg-14", "FJI"}
    assert network.about.asked == 2
    assert "a slice of 2 partnerships" in network.about.title
    assert ("quay-1", "formally-tied", "reef|#2:b") not in between(network)
    both = network_of(harbour.view(), partnerships=["reef|#2:b", "quay-1"])
    assert ("quay-1", "formally-tied", "reef|#2:b") in between(both)
    assert ("target-14.2", "part-of", "sdg-14") in between(both)
    assert "office-6" not in ids(both)


def test_two_modes_have_partners_that_take_part_and_all_partnerships(harbour: Store) -> None:
    network = network_of(harbour.view(), "two-mode")
    assert network.about.nodes == {"partner": 5, "partnership": 3}
    assert {relation for _, relation, _ in between(network)} == {"takes-part"}
    assert not network.directed
    assert {column.name for column in network.edge_columns} == {column.name for column in EDGE_COLUMNS} - {"weight"}


def ties() -> Iterator[Tie]:
    yield "arabic-3", "unep-5", 0.5
    yield "astral-4", "unep-5", 2


def test_partners_are_tied_as_they_are_told_to_be(harbour: Store) -> None:
    network = network_of(harbour.view(), "partners", ties=ties)
    assert network.about.nodes == {"partner": 5}
    assert list(network.edges())[1] == {
        "source": "astral-4",
        "target": "unep-5",
        "relation": "co-partners",
        "basis": "rule",
        "weight": 2.0,
    }
    assert [column.name for column in network.edge_columns] == ["source", "target", "relation", "basis", "weight"]


def test_ties_to_nobody_and_ties_of_another_network_are_refused(harbour: Store) -> None:
    with pytest.raises(InputError, match="no partner of this network"):
        network_of(harbour.view(), "partners", partnerships=["quay-1"], ties=ties)
    with pytest.raises(InputError, match="Ties make a network of partners"):
        network_of(harbour.view(), "graph", ties=ties)
    with pytest.raises(InputError, match="Ties make a network of partners"):
        network_of(harbour.view(), "partners")


def test_measures_are_columns_and_what_is_no_number_is_left_out(harbour: Store) -> None:
    values = {"unep-5": 0.25, "trust-1": float("nan"), "arabic-3": float("inf"), "gone": 1.0}
    network = network_of(harbour.view(), measures={CLOSENESS: values})
    assert network.node_columns[-1] is CLOSENESS
    assert [row["id"] for row in network.nodes() if "closeness" in row] == ["unep-5"]
    with pytest.raises(InputError, match="two columns called 'name'"):
        network_of(harbour.view(), measures={Column("name", "string", "…", "…"): {}})


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_slice_says_that_it_is_empty(harbour: Store, kind: Kind) -> None:
    network = network_of(harbour.view(), kind, partnerships=[], ties=list if kind == "partners" else None)
    assert list(network.nodes()) == []
    assert list(network.edges()) == []
    assert "This slice has nothing of that kind: the file has no node and no edge." in network.about.text()


def test_an_empty_store_says_that_it_is_empty(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        network = network_of(store.view())
    assert "The store has nothing of that kind" in network.about.text()
    assert network.about.day == ""


def test_it_says_from_where_and_under_which_terms(harbour: Store) -> None:
    about = network_of(harbour.view()).about
    assert [register.code for register in about.registers] == ["harbour"]
    assert about.day == "2026-03-04"
    assert about.version == 2
    assert "not endorsed" in about.text()
    assert (
        "Source: Register of the harbour (harbour), as of 2024, read on 2026-03-04, https://harbour.example/register."
        " Credit: The desk of the harbour <desk>. Licence: CC BY 4.0."
    ) in about.text()
    assert "edges: addresses (declared) 4, based-in (declared) 1" in about.text()


def test_a_store_that_is_written_to_meanwhile_gives_no_file_of_two_versions(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'harbour.db'}") as store:
        network = network_of(fill_harbour(store).view())
        reading = network.nodes()
        next(reading)
        with store.writer() as writer:
            writer.drop_entities(["unep-5"])
        with pytest.raises(StoreUnavailableError, match="Export again"):
            list(reading)


@given(st.text())
def test_a_line_of_text_is_what_xml_can_hold(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line)
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")
    assert not any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 for each in line)


def test_columns_are_told_once_and_wholly() -> None:
    for columns in (NODE_COLUMNS, EDGE_COLUMNS):
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
        for column in columns:
            assert column.meaning.endswith(".")
            assert column.source
