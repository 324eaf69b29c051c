"""GET /export."""

from __future__ import annotations

import io
import json
import urllib.request
import zipfile

import networkx as nx
import pandas as pd
import pytest

from graph.export.formats import FORMATS
from graph.export.network import KINDS
from tests.api.conftest import Client


def fetched(client: Client, query: str) -> tuple[dict[str, str], bytes]:
    with urllib.request.urlopen(f"{client.url}/api/v1/export?{query}") as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("network", KINDS)
def test_every_format_is_sent_as_a_file(client: Client, format: str, network: str) -> None:
    headers, data = fetched(client, f"format={format}&network={network}")
    assert headers["content-type"].partition(";")[0] == FORMATS[format].media_type
    assert headers["content-disposition"] == f'attachment; filename="goal17-{network}{FORMATS[format].suffix}"'
    assert int(headers["content-length"]) == len(data)


def test_it_is_the_same_file_every_time_and_what_it_says_it_is(client: Client) -> None:
    _, data = fetched(client, "format=gexf")
    assert fetched(client, "format=gexf")[1] == data
    graph = nx.read_gexf(io.BytesIO(data), version="1.3")
    assert graph.nodes["coast-1"]["label"] == "Mangroves for Kenya"


def test_a_slice_is_cut_as_for_figures(client: Client) -> None:
    _, data = fetched(client, "format=csv&register=clinic&sdg=7")
    nodes = pd.read_csv(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read("nodes.csv")))
    assert set(nodes[nodes["kind"] == "partnership"]["id"]) == {"clinic-3", "clinic-4"}


def test_measures_are_columns_that_are_told(client: Client) -> None:
    _, data = fetched(client, "format=csv&network=partners&measure=neighbours&measure=community&register=coast")
    archive = zipfile.ZipFile(io.BytesIO(data))
    nodes = pd.read_csv(io.BytesIO(archive.read("nodes.csv")))
    assert list(nodes.columns)[-2:] == ["neighbours", "community"]
    told = pd.read_csv(io.BytesIO(archive.read("columns.csv"))).set_index("column")
    assert told.loc["neighbours", "meaning"] == "Other partners that it shares a partnership with."
    assert told.loc["community", "source"].endswith("ties of partners weighed by count")


def test_an_empty_slice_is_an_empty_file_that_says_so(client: Client) -> None:
    told = json.loads(fetched(client, "format=cytoscape&sdg=1")[1])
    assert told["elements"] == {"nodes": [], "edges": []}
    assert any("This slice has nothing of that kind" in line for line in told["data"]["about"])


def test_an_unknown_format_is_a_problem_that_lists_those_that_exist(client: Client) -> None:
    reply = client.ask("/export", format="xlsx")
    assert reply.status == 422
    assert "graphml" in reply.problem["detail"]
    assert client.ask("/export", register="nobody").status == 422
