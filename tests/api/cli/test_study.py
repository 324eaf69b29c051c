"""`goal17 study`: everything of a slice in one folder."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path

import networkx as nx

from graph.model.records import Register
from graph.store import open_store
from tests.api.cli.conftest import Goal17


def test_one_command_writes_everything(run: Goal17, store: str, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "study"
    told = run("study", folder, "--store", store, "--draws", "20", "--as-of", "2026-01-01")
    assert told.exit_code == 0, told.output
    assert sorted(each.name for each in folder.iterdir()) == ["README.txt", "exports", "figures", "gaps", "network"]
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert readme.startswith("4 partnerships in 4 records: everything\nAs of 2026-01-01; version ")
    assert "Source: Partnerships of the coast (coast), as of 2026, read on " in readme
    assert "Licence: CC BY 4.0." in readme
    assert "Entries are listed as submitted to the registers named, not endorsed." in readme
    assert (folder / "figures" / "vii-year.svg").exists()
    assert len(list((folder / "gaps").glob("goals-by-*-beside-*.csv"))) >= 9
    described = json.loads((folder / "network" / "description.json").read_text(encoding="utf-8"))
    assert described["network"]["population"]["partnerships"] == 4
    assert "5 partners of 4 partnerships" in (folder / "network" / "sentences.txt").read_text(encoding="utf-8")
    with (folder / "network" / "partners.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 5
    graph = nx.read_graphml(folder / "exports" / "network.graphml")
    assert {each["name"] for _, each in graph.nodes(data=True)} >= {"Mangroves for the coast", "River Watch"}
    assert {each.name for each in (folder / "exports").iterdir()} == {
        "network.graphml", "network.gexf", "network.cyjs", "network.csv.zip", "network.parquet.zip", "network.jsonld",
    }  # fmt: skip


def test_what_is_no_study_is_never_replaced(run: Goal17, store: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("three years of work", encoding="utf-8")
    for options in ((), ("--replace",)):
        told = run("study", tmp_path / "mine", "--store", store, "--draws", "20", *options)
        assert (told.exit_code, "holds thesis.txt, which isn't of a study" in told.stderr) == (2, True)
    here = run("study", tmp_path, "--store", store, "--replace")
    assert here.exit_code == 2, "the store lies there"
    assert (tmp_path / "coast.db").exists()
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "three years of work"


def test_a_study_is_replaced_by_another_as_a_whole(run: Goal17, store: str, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    assert run("study", folder, "--store", store, "--draws", "20").exit_code == 0
    again = run("study", folder, "--store", store, "--draws", "20")
    assert (again.exit_code, "holds a study already" in again.stderr) == (2, True)
    wrong = run("study", folder, "--store", store, "--register", "cost", "--replace")
    assert (wrong.exit_code, "No register is called 'cost'" in wrong.stderr) == (2, True)
    assert "everything" in (folder / "README.txt").read_text(encoding="utf-8")
    replaced = run("study", folder, "--store", store, "--draws", "20", "--country", "Kenya", "--replace")
    assert replaced.exit_code == 0, replaced.output
    assert "works in Kenya, as stated" in (folder / "README.txt").read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".goal17")] == []


def test_a_slice_that_holds_nothing(run: Goal17, store: str, tmp_path: Path) -> None:
    told = run("study", tmp_path / "none", "--store", store, "--sdg", "16", "--draws", "20")
    assert told.exit_code == 0, told.output
    assert (tmp_path / "none" / "README.txt").read_text(encoding="utf-8").startswith("0 partnerships in 0 records")
    assert not list((tmp_path / "none" / "figures").glob("*.svg"))
    assert len(nx.read_graphml(tmp_path / "none" / "exports" / "network.graphml")) == 0


def test_a_store_that_is_written_to_meanwhile_is_not_studied_half(run: Goal17, store: str, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        while not list(tmp_path.glob(".goal17-*/made/figures")):
            if over.wait(0.02):
                return
        with open_store(store) as other, other.writer() as writer:
            writer.put_register(Register("another"))

    writing = threading.Thread(target=write)
    writing.start()
    told = run("study", tmp_path / "study", "--store", store, "--draws", "20")
    over.set()
    writing.join()
    assert (told.exit_code, "nothing was kept. Study again" in told.stderr) == (2, True)
    assert [each.name for each in tmp_path.iterdir() if "study" in each.name or each.name.startswith(".")] == []
