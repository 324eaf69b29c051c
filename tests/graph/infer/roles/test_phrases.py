"""Every declared wording reads its own example, and names a role that there is."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from graph.infer.roles.parties import Party
from graph.infer.roles.read import Stretch, read_roles
from graph.model.vocabularies import vocabulary

ROWS = list(
    csv.DictReader(
        resources.files("graph.infer.roles").joinpath("data", "phrases.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_a_wording_reads_its_example(row: dict[str, str]) -> None:
    text = row["example"].replace("A’s", "Abaco’s").replace("A)", "Abaco)")
    words = [("Abaco" if word.strip(".,:()") == "A" else word) for word in text.split(" ")]
    sentence = " ".join(word.replace("A:", "Abaco:").replace("A.", "Abaco.") for word in words)
    kind = next(iter(row["kinds"].split()), "")
    read = read_roles([Party("a", ("Abaco",), kind=kind)], [Stretch("partners", sentence)])
    assert row["role"] in {each.role for each in read.get("a", [])}


def test_the_roles_are_those_of_the_vocabulary() -> None:
    assert {row["role"] for row in ROWS} <= set(vocabulary("roles").terms)
    assert {kind for row in ROWS for kind in row["kinds"].split()} <= set(vocabulary("types").terms)
    assert all(0 < float(row["weight"]) <= 1 for row in ROWS)
