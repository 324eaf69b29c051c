"""P10 over a small store: what is asked, what counts as right, what is said of labels that aren't there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build.rebuild import rebuild
from graph.errors import InputError
from graph.evaluation.roles import LabelledRole, ask, figures, read_gold, read_judged, told
from graph.model.drafts import Draft, Mention, Text
from graph.model.records import Record, Register
from graph.model.vocabularies import vocabulary
from graph.store import open_store
from graph.store.interface import Store

TEXT = "The nursery is run by the Reef Trust and funded by the Nordisk Fund. Tavira University came once."
GOLDEN = Path(__file__).parents[2] / "golden" / "roles.csv"


def line(partner: str, *roles: str, **more: object) -> str:
    return json.dumps({"partnership": "#1", "register": "coast", "partner": partner, "roles": roles, **more})


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as made:
        mentions = tuple(
            Mention(name, name, "Partners") for name in ("Reef Trust", "Nordisk Fund", "Tavira University")
        )
        draft = Draft(
            "coast",
            "#1",
            "partnership",
            "Mangroves",
            "x/1",
            mentions=mentions,
            texts=(Text("description", TEXT, "en", "Text"),),
        )
        with made.writer() as writer:
            writer.put_register(Register("coast", "Coast"))
            writer.put_records([Record("coast", "#1", {"Text": f"  {TEXT}", "Partners": "Reef Trust; Nordisk Fund"})])
            writer.put_drafts([draft])
        rebuild(made)
        yield made


def test_what_is_told_is_compared_with_the_labels(store: Store) -> None:
    start = TEXT.index("funded by") + 2
    labelled = read_gold(
        [
            line("Reef Trust", "implementer", "lead"),
            line("Nordisk Fund", "funder", field="Text", start=start, end=start + 9),
            line("Tavira University", "unclear"),
            line("Fishers of Elsewhere", "beneficiary"),
            "",
        ]
    )
    asked, missing = ask(labelled, store.view())
    assert not missing
    assert [told(each) for each in asked] == ["implementer", "funder", "not-stated", "not-stated"]
    assert asked[1].shown is True
    made = {(each.slice, each.method, each.metric): each for each in figures(asked)}
    assert made["roles", "goal17", "right"].value == 0.75
    assert made["roles", "goal17", "unclear found"].value == 1.0
    assert made["roles", "always unclear", "right"].value == 0.25
    assert made["roles", "goal17", "right of the roles named"].n == 3
    assert made["passages", "goal17", "overlap the labelled one"].value == 1.0
    assert any(method.startswith("goal17 less ") for _, method, _ in made)


def test_the_graph_holds_what_is_read_apart_from_what_is_declared(store: Store) -> None:
    read = {each.role: each for each in store.view().relations("plays")}
    assert set(read) >= {"implementer", "funder"}
    assert all(each.basis == "inferred" and 0 < (each.score or 0) <= 1 for each in read.values())
    assert read["funder"].sources[0].written == "funded by the Nordisk Fund"
    assert {each.role for each in store.view().relations("takes-part")} == {"not-stated"}


def test_labels_of_entries_that_are_not_there_are_counted(store: Store) -> None:
    asked, missing = ask([LabelledRole("#2", "Reef Trust", ("lead",))], store.view())
    assert (asked, len(missing)) == ([], 1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "No labelled role"),
        ('{"partnership": "#1"}', "No labelled role"),
        (line("Reef Trust", "captain"), "'captain' is no role"),
    ],
)
def test_what_is_no_label_is_named_with_its_line(written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_gold([line("Reef Trust", "lead"), written], "gold.jsonl")


def test_the_judged_sample_names_roles_of_the_vocabulary() -> None:
    judged = read_judged(GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True))
    assert len(judged) == 60
    assert {role for each in judged for role in each.roles} <= set(vocabulary("roles").terms)
    with pytest.raises(InputError, match="no column 'record'"):
        read_judged(["partner,roles\n", "A,lead\n"])
