"""Exports as Gephi opens them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from graph.export.formats import FORMATS
from graph.export.network import KINDS, Kind, network_of
from graph.store.interface import Store
from tests.graph.export.conftest import Gephi, exported
from tests.graph.export.test_readers import made


@dataclass(frozen=True)
class Opened:
    """What Gephi holds of a file: names, kinds, links and intervals of nodes by id, and how many edges."""

    edges: int
    directed: bool
    problems: str
    nodes: Mapping[str, tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def opened(harbour: Store, gephi: Gephi, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Opened]:
    """Every kind of network in both formats, by file name; Gephi is started once for all."""
    folder = tmp_path_factory.mktemp("exports")
    files = []
    for format in ("gexf", "graphml"):
        for kind in KINDS:
            file = folder / f"{kind}{FORMATS[format].suffix}"
            file.write_bytes(exported(made(harbour, kind), format))
            files.append(file)
        file = folder / f"empty{FORMATS[format].suffix}"
        file.write_bytes(exported(network_of(harbour.view(), partnerships=[]), format))
        files.append(file)
    found: dict[str, Opened] = {}
    nodes: dict[str, tuple[str, str, str, str]] = {}
    for line in gephi(files).splitlines():
        what, *parts = line.split("\t")
        if what == "file":
            nodes = {}
            name, count, edges, directed, *problems = parts
            found[name] = Opened(int(edges), directed == "true", " ".join(problems), nodes)
            expected = int(count)
        elif what == "node":
            id, label, kind, links, interval = parts
            nodes[id] = (label, kind, links, interval)
            assert len(nodes) <= expected
    assert len(found) == len(files)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_gephi_has_the_same_nodes_and_edges(harbour: Store, opened: Mapping[str, Opened], kind: Kind) -> None:
    network = made(harbour, kind)
    rows = list(network.nodes())
    for file in (f"{kind}.gexf", f"{kind}.graphml"):
        read = opened[file]
        assert {id: (label, what) for id, (label, what, _, _) in read.nodes.items()} == {
            row["id"]: (row["name"], row["kind"]) for row in rows
        }
        assert read.directed == network.directed
        assert "SEVERE" not in read.problems
    assert opened[f"{kind}.gexf"].edges == network.about.edge_count
    # Of GraphML Gephi knows no kinds of edges, and takes those between the same two for one.
    pairs = {frozenset((row["source"], row["target"])) for row in network.edges()}
    assert opened[f"{kind}.graphml"].edges == len(pairs)


@pytest.mark.parametrize("file", ["graph.gexf", "graph.graphml"])
def test_gephi_has_the_attributes(opened: Mapping[str, Opened], file: str) -> None:
    assert opened[file].nodes["unep-5"][:3] == ("United Nations Environment Programme", "partner", "2")
    assert opened[file].nodes["KEN"][2] == "null"


def test_gephi_has_a_timeline(opened: Mapping[str, Opened]) -> None:
    first, last = (datetime(*day, tzinfo=UTC).timestamp() * 1000 for day in ((2019, 1, 1), (2030, 6, 30)))
    assert opened["graph.gexf"].nodes["quay-1"][3] == f"<[{first}, {last}]>"
    assert opened["graph.gexf"].nodes["KEN"][3] == "null"


@pytest.mark.parametrize("file", ["empty.gexf", "empty.graphml"])
def test_gephi_opens_an_empty_file(opened: Mapping[str, Opened], file: str) -> None:
    assert opened[file].nodes == {}
    assert opened[file].edges == 0
