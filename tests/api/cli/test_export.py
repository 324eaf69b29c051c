"""`goal17 export`."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from click.testing import Result

from graph.export.formats import FORMATS
from graph.export.network import KINDS

Goal17 = Callable[..., Result]


def test_the_format_is_that_of_the_name(run: Goal17, store: str, tmp_path: Path) -> None:
    shown = run("export", "coast.graphml", "--store", store)
    assert shown.exit_code == 0, shown.output
    graph = nx.read_graphml(tmp_path / "coast.graphml")
    partners = [id for id, kind in graph.nodes(data="kind") if kind == "partner"]
    told = " ".join(shown.stdout.split())
    assert graph.nodes["coast-1"]["name"] == "Mangroves for the coast"
    assert f"{graph.number_of_nodes()} nodes: partner {len(partners)}, partnership 4" in told
    assert "CC BY 4.0" in told
    assert "not endorsed" in told


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("network", KINDS)
def test_every_format_and_network_can_be_written(
    run: Goal17, store: str, tmp_path: Path, format: str, network: str
) -> None:
    shown = run("export", "coast.out", "--format", format, "--network", network, "--store", store)
    assert shown.exit_code == 0, shown.output
    assert (tmp_path / "coast.out").stat().st_size > 500
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix != ".db") == ["coast.out"]


def test_partners_are_tied_by_what_they_share(run: Goal17, store: str, tmp_path: Path) -> None:
    run("export", "partners.gexf", "--network", "partners", "--store", store)
    graph = nx.read_gexf(tmp_path / "partners.gexf", version="1.3")
    names = dict(graph.nodes(data="label"))
    weights = {frozenset((names[one], names[other])): told for one, other, told in graph.edges(data="weight")}
    assert weights[frozenset(("River Watch", "Sunrise Energy Ltd"))] == 1
    assert len(weights) == 5


def test_measures_are_those_of_the_network_that_is_written(run: Goal17, store: str, tmp_path: Path) -> None:
    told = ("--network", "partners", "--measure", "pagerank", "--measure", "neighbours", "--store", store)
    shown = run("export", "partners.graphml", *told)
    assert shown.exit_code == 0, shown.output
    graph = nx.read_graphml(tmp_path / "partners.graphml")
    assert dict(graph.nodes(data="neighbours")) == dict(graph.degree())
    for id, expected in nx.pagerank(graph, tol=1e-12, max_iter=1000).items():
        assert graph.nodes[id]["pagerank"] == pytest.approx(expected, abs=1e-6)


def test_an_unknown_measure_lists_those_that_exist(run: Goal17, store: str, tmp_path: Path) -> None:
    shown = run("export", "network.graphml", "--measure", "beauty", "--store", store)
    assert shown.exit_code == 2
    assert "pagerank" in shown.stderr
    assert not (tmp_path / "network.graphml").exists()


def test_a_slice_is_cut_as_for_figures(run: Goal17, store: str, tmp_path: Path) -> None:
    shown = run("export", "kenya.csv.zip", "--country", "Kenya", "--store", store)
    assert shown.exit_code == 0, shown.output
    nodes = pd.read_csv(io.BytesIO(zipfile.ZipFile(tmp_path / "kenya.csv.zip").read("nodes.csv")))
    assert set(nodes[nodes["kind"] == "partnership"]["id"]) == {"coast-1", "coast-3"}
    assert "a slice of 2 partnerships" in shown.stdout


def test_an_empty_slice_is_an_empty_file_that_says_so(run: Goal17, store: str, tmp_path: Path) -> None:
    shown = run("export", "none.cyjs", "--sdg", "1", "--store", store)
    assert shown.exit_code == 0, shown.output
    assert "This slice has nothing of that kind" in " ".join(shown.stdout.split())
    assert json.loads((tmp_path / "none.cyjs").read_text())["elements"] == {"nodes": [], "edges": []}


def test_an_unknown_format_lists_those_that_exist(run: Goal17, store: str, tmp_path: Path) -> None:
    shown = run("export", "network.xlsx", "--store", store)
    assert shown.exit_code == 2
    assert "graphml (.graphml), gexf (.gexf)" in shown.stderr
    assert not (tmp_path / "network.xlsx").exists()


def test_a_file_stays_as_it_was_where_the_export_fails(run: Goal17, store: str, tmp_path: Path) -> None:
    file = tmp_path / "network.gexf"
    file.write_text("what was there")
    shown = run("export", file, "--register", "nobody", "--store", store)
    assert shown.exit_code == 2
    assert file.read_text() == "what was there"
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".db"] == ["network.gexf"]


def test_where_nothing_can_be_written_is_said_at_once(run: Goal17, store: str) -> None:
    shown = run("export", "no/such/folder/network.gexf", "--store", store)
    assert shown.exit_code == 2
    assert "no/such/folder/network.gexf can't be written" in shown.stderr


def test_standard_output_has_the_file_and_nothing_else(run: Goal17, store: str) -> None:
    shown = run("export", "-", "--format", "jsonld", "--store", store)
    assert shown.exit_code == 0
    assert json.loads(shown.stdout_bytes)["@graph"]
