"""The page on exports can't lag behind them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph.analytics.network.table import COLUMNS
from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS
from graph.export.formats import FORMATS
from graph.export.jsonld import _CLASSES, _ORGANISATIONS, _PREDICATES
from graph.export.network import KINDS, network_of
from graph.model.entities import RELATIONS
from graph.store import open_store
from graph.store.interface import Store
from tests.graph.export.conftest import exported, fill_harbour
from tests.graph.export.test_readers import table

PAGE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize(("title", "columns"), [("Columns of nodes", NODE_COLUMNS), ("Columns of edges", EDGE_COLUMNS)])
def test_the_columns_are_those_of_the_page(title: str, columns: tuple[object, ...]) -> None:
    told = [line for line in section(title).splitlines() if line.startswith("| `")]
    assert told == [
        f"| `{column.name}` | {column.type} | {column.unit} | {column.meaning} | {column.source} |"
        for column in columns
    ]


def test_no_column_of_an_export_is_undocumented(harbour: Store) -> None:
    data = exported(network_of(harbour.view()), "csv")
    for name in ("nodes", "edges"):
        assert all(f"| `{column}` |" in section(f"Columns of {name}") for column in table(data, name).columns)


def test_every_measure_is_on_the_page() -> None:
    assert [name for name in COLUMNS if f"`{name}`" not in section("Columns of nodes")] == []


def test_every_format_and_network_is_on_the_page() -> None:
    for each in FORMATS.values():
        assert f"| `{each.name}` | `{each.suffix}`" in PAGE
        assert re.search(rf"(?m)^\| {each.name} \| [\d.]+ \| [\d.]+ \|$", PAGE)
    for kind in KINDS:
        assert f"| `{kind}` |" in section("Which network")


def test_the_examples_on_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///goal17.db") as store:
        network = network_of(fill_harbour(store).view())
        Path("network.graphml").write_bytes(exported(network, "graphml"))
        Path("network.parquet.zip").write_bytes(exported(network, "parquet"))
        known: dict[str, Any] = {"nodes": table(exported(network, "csv"), "nodes")}
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 3
    for example in examples:
        exec(example, known)
    assert "-2 degrees" in set(known["names"])
    assert ("quay-1", "sdg-14") in known["declared"]
    assert list(known["leads"]["source"]) == ["trust-1"]
    assert Path("partners.gexf").stat().st_size


def test_what_json_ld_calls_things_is_on_the_page() -> None:
    for relation, word in _PREDICATES.items():
        assert relation in RELATIONS
        assert relation in PAGE
        assert word
    for class_ in {*_CLASSES.values(), *_ORGANISATIONS.values()}:
        assert class_.partition(":")[2] in PAGE
