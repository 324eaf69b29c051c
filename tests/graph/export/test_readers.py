"""Exports as other programs read them: each with its own reader, all with the same nodes, edges and names."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import igraph
import jsonschema
import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
import xmlschema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Row, one_line
from graph.export.formats import FORMATS
from graph.export.network import KINDS, Kind, Network, Tie, network_of
from graph.export.plain import joined
from graph.model.entities import Entity, Relation
from graph.store import open_store
from graph.store.interface import Store
from tests.graph.export.conftest import exported

CLOSENESS = Column("closeness", "number", "How near it is to all others.", "graph.analytics", "0 to 1")
COMMUNITY = Column("community", "integer", "The community that it is in.", "graph.analytics")


def ties() -> Iterator[Tie]:
    yield "arabic-3", "unep-5", 0.5
    yield "astral-4", "unep-5", 2


def made(store: Store, kind: Kind = "graph", partnerships: list[str] | None = None) -> Network:
    measures = {CLOSENESS: {"unep-5": 0.25, "trust-1": float("nan")}, COMMUNITY: {"unep-5": 1}}
    tied = list if partnerships == [] else ties
    return network_of(store.view(), kind, partnerships, measures, tied if kind == "partners" else None)


def opened(data: bytes, name: str) -> io.BytesIO:
    return io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(name))


def table(data: bytes, name: str) -> pd.DataFrame:
    return pd.read_csv(opened(data, f"{name}.csv"), dtype=str, keep_default_na=False)


def igraph_of(data: bytes, tmp_path: Path) -> igraph.Graph:
    file = tmp_path / "network.graphml"
    file.write_bytes(data)
    return igraph.Graph.Read_GraphML(str(file))


# Reader to the names of nodes by id, and the number of edges.
Reader = Callable[[Network, Path], tuple[Mapping[str, str], int]]


def by_networkx(graph: nx.Graph, name: str) -> tuple[Mapping[str, str], int]:
    return {id: told.get(name, "") for id, told in graph.nodes(data=True)}, graph.number_of_edges()


def networkx_graphml(network: Network, _: Path) -> tuple[Mapping[str, str], int]:
    return by_networkx(nx.read_graphml(io.BytesIO(exported(network, "graphml"))), "name")


def networkx_gexf(network: Network, _: Path) -> tuple[Mapping[str, str], int]:
    return by_networkx(nx.read_gexf(io.BytesIO(exported(network, "gexf")), version="1.3"), "label")


def networkx_cytoscape(network: Network, _: Path) -> tuple[Mapping[str, str], int]:
    return by_networkx(nx.cytoscape_graph(json.loads(exported(network, "cytoscape"))), "name")


def igraph_graphml(network: Network, folder: Path) -> tuple[Mapping[str, str], int]:
    graph = igraph_of(exported(network, "graphml"), folder)
    named = graph.vs["name"] if graph.vcount() else []
    return dict(zip(graph.vs["id"] if graph.vcount() else [], named, strict=True)), graph.ecount()


def pandas_csv(network: Network, _: Path) -> tuple[Mapping[str, str], int]:
    data = exported(network, "csv")
    nodes = table(data, "nodes")
    names = (name.removeprefix("'") for name in nodes["name"])
    return dict(zip((id.removeprefix("'") for id in nodes["id"]), names, strict=True)), len(table(data, "edges"))


def pandas_parquet(network: Network, _: Path) -> tuple[Mapping[str, str], int]:
    data = exported(network, "parquet")
    nodes = pd.read_parquet(opened(data, "nodes.parquet"))
    named = nodes["name"].fillna("")
    return dict(zip(nodes["id"], named, strict=True)), len(pd.read_parquet(opened(data, "edges.parquet")))


READERS: tuple[Reader, ...] = (
    networkx_graphml,
    networkx_gexf,
    networkx_cytoscape,
    igraph_graphml,
    pandas_csv,
    pandas_parquet,
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [None, ["reef|#2:b", "quay-1"], []], ids=["whole", "slice", "empty"])
def test_every_reader_has_the_same_nodes_and_edges(
    harbour: Store, tmp_path: Path, reader: Reader, kind: Kind, asked: list[str] | None
) -> None:
    network = made(harbour, kind, asked)
    names, edges = reader(network, tmp_path)
    assert names == {row["id"]: row["name"] for row in network.nodes()}
    assert len(names) == network.about.node_count
    assert edges == network.about.edge_count


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1, max_size=5))
@example(names=['=1+1,"x"', "a\r\nb\x00c\ufffe", "\u202eright to left\u202c", "'quoted'", "]]>&amp;<!--", "|%7C|", " "])
@example(names=["+1", "-1", "@x", "＝1", "NaN", "NA", "null", "1e5", "true"])
def test_hostile_names_come_back_from_every_reader(tmp_path: Path, names: list[str]) -> None:
    entities = [Entity(f"node-{place}", "partner", name, degree=1) for place, name in enumerate(names)]
    taking = [Relation(entity.id, "takes-part", "it", "not-stated") for entity in entities]
    with open_store("sqlite://") as store:
        with store.writer() as writer:
            writer.put_entities([*entities, Entity("it", "partnership", "it")], {})
            writer.put_relations(taking)
        network = network_of(store.view())
        wanted = {str(row["id"]): str(row.get("name", "")) for row in network.nodes()}
        assert set(wanted) == {"it", *(entity.id for entity in entities)}
        for reader in READERS:
            read, edges = reader(network, tmp_path)
            assert {id: name or "" for id, name in read.items()} == wanted, reader
            assert edges == len(names)


def test_half_of_a_surrogate_pair_can_be_no_name() -> None:
    assert one_line("half \ud800 of it") == "half \ufffd of it"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_store_gives_the_same_bytes(harbour: Store, format: str, kind: Kind) -> None:
    first, second = (exported(made(harbour, kind), format) for _ in range(2))
    assert first == second
    assert first


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("asked", [None, []], ids=["whole", "empty"])
def test_every_file_says_from_where_and_that_nothing_is_endorsed(
    harbour: Store, format: str, asked: list[str] | None
) -> None:
    data = exported(network_of(harbour.view(), partnerships=asked), format)
    if FORMATS[format].suffix.endswith(".zip"):
        data = opened(data, "README.txt").read()
    text = data.decode()
    assert "not endorsed" in text
    assert "version" in text
    store = harbour.view().status().store_id
    assert store in text
    if asked is None:
        for told in ("Register of the harbour", "The desk of the harbour", "CC BY 4.0", "2024", "2026-03-04"):
            assert told in text, told
    else:
        assert "This slice has nothing of that kind" in text


@pytest.mark.parametrize("format", FORMATS)
def test_no_file_has_persons_or_running_texts(harbour: Store, format: str) -> None:
    data = exported(made(harbour), format)
    if FORMATS[format].suffix.endswith(".zip"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(name) for name in archive.namelist() if not name.endswith(".parquet"))
    for personal in ("Ann", "ann@", "@ann", "Everybody on the quay", "as written"):
        assert personal not in data.decode()


class Slow(io.RawIOBase):
    """Counts what it is given, and can do nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()
        self.largest = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += data
        self.largest = max(self.largest, len(data))
        return len(data)


@pytest.mark.parametrize("format", FORMATS)
def test_a_stream_need_not_go_back_and_gets_it_in_pieces(harbour: Store, format: str) -> None:
    network = made(harbour)
    many = [{**row, "id": f"{row['id']}-{turn}"} for turn in range(2000) for row in network.nodes()]

    def nodes() -> Iterator[Row]:
        return iter(many)

    stream = Slow()
    large = Network(network.about, True, network.node_columns, nodes, network.edges, network.edge_columns)
    FORMATS[format].write(large, stream)
    assert stream.largest <= max(1 << 17, len(stream.data) // 3)
    again = io.BytesIO()
    FORMATS[format].write(large, again)
    assert bytes(stream.data) == again.getvalue()


# GraphML


def test_graphml_has_typed_attributes(harbour: Store, tmp_path: Path) -> None:
    data = exported(made(harbour), "graphml")
    graph = nx.read_graphml(io.BytesIO(data))
    assert graph.is_directed()
    assert graph.nodes["unep-5"]["links"] == 2
    assert graph.nodes["unep-5"]["closeness"] == 0.25
    assert "closeness" not in graph.nodes["trust-1"]
    assert graph.nodes["reef|#2:b"]["open_ended"] is True
    assert graph.nodes["reef|#2:b"]["records"] == "harbour:50%25%7C2|harbour:#3"
    assert graph.nodes["unep-5"]["label"] == graph.nodes["unep-5"]["name"]
    assert graph.graph["version"] == "2"
    read = igraph_of(data, tmp_path)
    assert read.vs.find(id="unep-5")["links"] == 2
    assert read["day"] == "2026-03-04"


def test_only_a_network_of_partners_is_weighted(harbour: Store, tmp_path: Path) -> None:
    assert not igraph_of(exported(made(harbour), "graphml"), tmp_path).is_weighted()
    read = igraph_of(exported(made(harbour, "partners"), "graphml"), tmp_path)
    assert read.es["weight"] == [0.5, 2.0]
    assert not read.is_directed()


# GEXF


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).parent / "gexf-1.3.xsd")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [None, []], ids=["whole", "empty"])
def test_gexf_is_as_its_specification_has_it(
    harbour: Store, schema: xmlschema.XMLSchema, kind: Kind, asked: list[str] | None
) -> None:
    data = exported(made(harbour, kind, asked), "gexf")
    assert [str(error) for error in schema.iter_errors(io.BytesIO(data))] == []


def test_the_schema_would_refuse_what_networkx_writes(schema: xmlschema.XMLSchema) -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", since="2019")
    stream = io.BytesIO()
    nx.write_gexf(graph, stream, version="1.3")
    assert not schema.is_valid(io.BytesIO(stream.getvalue()))


def test_gexf_has_the_time_of_partnerships_as_days(harbour: Store) -> None:
    graph = nx.read_gexf(io.BytesIO(exported(made(harbour), "gexf")), version="1.3")
    quay = graph.nodes["quay-1"]
    assert (quay["start"], quay["end"], quay["start_as_stated"]) == ("2019-01-01", "2030-06-30", "2019")
    assert "end" not in graph.nodes["reef|#2:b"]
    # Dates the wrong way round make no stretch of time; what was stated stays.
    assert "start" not in graph.nodes["odd-3"]
    assert graph.nodes["odd-3"]["start_as_stated"] == "2022-01-01"
    taking = [told for _, end, told in graph.edges(data=True) if end == "quay-1" and told["relation"] == "takes-part"]
    assert {told["start"] for told in taking} == {"2019-01-01"}


# Cytoscape


def test_cytoscape_has_what_it_wants(harbour: Store) -> None:
    told = json.loads(exported(made(harbour), "cytoscape"))
    element = {"type": "object", "required": ["data"], "properties": {"data": {"$ref": "#/$defs/data"}}}
    jsonschema.validate(
        told,
        {
            "type": "object",
            "required": ["format_version", "data", "elements"],
            "properties": {
                "elements": {
                    "type": "object",
                    "required": ["nodes", "edges"],
                    "properties": {
                        "nodes": {"type": "array", "items": element},
                        "edges": {
                            "type": "array",
                            "items": {**element, "properties": {"data": {"required": ["source", "target"]}}},
                        },
                    },
                },
            },
            "$defs": {"data": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}},
        },
    )
    assert told["elements"]["nodes"][0]["data"]["id"]
    every = [each["data"]["id"] for kind in ("nodes", "edges") for each in told["elements"][kind]]
    assert len(every) == len(set(every))


# CSV


def test_no_cell_is_a_formula_and_every_one_comes_back(harbour: Store) -> None:
    data = exported(made(harbour), "csv")
    for name in ("nodes", "edges"):
        for row in csv.reader(io.TextIOWrapper(opened(data, f"{name}.csv"), "utf-8", newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]
    nodes = table(data, "nodes").set_index("id")
    assert nodes.loc["guess-7", "name"] == "'-2 degrees"
    assert nodes.loc["hostile-2", "name"] == "'=cmd|' /C calc'!A0, \"quoted\" second line"
    assert nodes.loc["arabic-3", "name"] == "مؤسسة الساحل (Coast)"
    assert nodes.loc["reef|#2:b", "records"] == joined(["harbour:50%|2", "harbour:#3"])


def test_a_negative_number_stays_one(harbour: Store) -> None:
    network = network_of(harbour.view(), measures={CLOSENESS: {"unep-5": -0.5}})
    nodes = pd.read_csv(opened(exported(network, "csv"), "nodes.csv")).set_index("id")
    assert nodes.loc["unep-5", "closeness"] == -0.5


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_dictionary_tells_every_column(harbour: Store, kind: Kind) -> None:
    data = exported(made(harbour, kind), "csv")
    told = table(data, "columns")
    assert (told[["table", "column", "type", "meaning", "source"]] != "").all(axis=None)
    package = json.loads(opened(data, "datapackage.json").read())
    for name in ("nodes", "edges"):
        columns = list(table(data, name).columns)
        assert list(told[told["table"] == name]["column"]) == columns
        resource = next(each for each in package["resources"] if each["name"] == name)
        assert [field["name"] for field in resource["schema"]["fields"]] == columns


# Parquet


def test_parquet_is_typed_and_tells_what_columns_mean(harbour: Store) -> None:
    data = exported(made(harbour), "parquet")
    table = pq.read_table(opened(data, "nodes.parquet"))
    assert table.schema.field("links").metadata[b"meaning"].startswith(b"In how many partnerships")
    assert b"not endorsed" in table.schema.metadata[b"about"]
    assert table.schema.metadata[b"version"] == b"2"
    rows = {row["id"]: row for row in table.to_pylist()}
    assert rows["unep-5"]["identifiers"] == ["XM-DAC:41116", "ROR:https://ror.org/015z29x25"]
    assert rows["unep-5"]["community"] == 1
    assert rows["reef|#2:b"]["open_ended"] is True
    assert rows["KEN"]["links"] is None


def test_the_same_columns_stand_in_every_table(harbour: Store) -> None:
    network = made(harbour)
    nodes = [column.name for column in (*NODE_COLUMNS, CLOSENESS, COMMUNITY)]
    edges = [column.name for column in EDGE_COLUMNS if column.name != "weight"]
    assert list(table(exported(network, "csv"), "nodes").columns) == nodes
    assert list(table(exported(network, "csv"), "edges").columns) == edges
    assert pq.read_schema(opened(exported(network, "parquet"), "nodes.parquet")).names == nodes
    assert pq.read_schema(opened(exported(network, "parquet"), "edges.parquet")).names == edges
