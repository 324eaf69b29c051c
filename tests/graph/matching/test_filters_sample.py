"""Filters and gates over the sample register: what a clone answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.matching.filters import counted, of_partnerships
from graph.matching.joining import Asker, can_join
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from ingest.files import open_tables
from ingest.sample import Sample
from scripts.sample_register import joined, write
from tests.world import read

ROWS = 414


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("sample")
    write(joined(Path(__file__).parents[3] / "sample"), folder / "sample.jsonl")
    (table,) = open_tables(folder / "sample.jsonl")
    with open_store(f"sqlite:///{folder / 'sample.db'}") as store:
        read(store, [each.draft for each in Sample().read(table, "sample", "") if each.draft])
        return make(store.view())


@pytest.mark.parametrize(
    ("filter", "value", "entry"),
    [
        ("goal-type", "accountability", "Certification for Sustainable Tourism (CST)"),
        ("goal-type", "policy", "Mozambican Marine Spatial Planning for coastal and ocean management"),
        ("goal-type", "innovation", "Asia-Pacific Environmental Innovation Strategy Project (APEIS)"),
        ("mechanism", "technology-transfer", "Global Technology Transfer and Knowledge Management Partnership"),
        ("mechanism", "training", "Awareness raising and training on sustainable consumption and production"),
    ],
)
def test_what_a_text_says_is_found_and_nothing_is_stated(sample: Snapshot, filter: str, value: str, entry: str) -> None:
    every = np.ones(ROWS, dtype=bool)
    made = of_partnerships(sample, {filter: [value]})
    assert entry in {sample.titles[row] for row in np.flatnonzero(made[filter].passes)}
    (told,) = counted(every, made)
    assert (told.of, told.stated) == (ROWS, 0), "the registers have no field for it"
    assert 0 < told.passing <= told.read < ROWS / 2


@pytest.mark.parametrize(
    ("filter", "value"), [("non-cash", "technology"), ("with-business", "yes"), ("funding-type", "pooled")]
)
def test_what_nobody_states_is_nobody(sample: Snapshot, filter: str, value: str) -> None:
    (told,) = counted(np.ones(ROWS, dtype=bool), of_partnerships(sample, {filter: [value]}))
    assert (told.of, told.stated, told.read, told.passing) == (ROWS, 0, 0, 0)


def test_of_joining_only_an_end_is_said(sample: Snapshot) -> None:
    every = np.ones(ROWS, dtype=bool)
    filter, counts = can_join(sample, every, date(2026, 11, 22), Asker("ngo", "KEN"))
    over = int(((sample.ends != 0) & (sample.ends < date(2026, 11, 22).toordinal())).sum())
    assert [(each.code, each.yes, each.no, each.not_stated) for each in counts] == [
        ("open", 0, over, ROWS - over),
        ("eligible", 0, 0, ROWS),
        ("contribution", 0, 0, ROWS),
        ("how-to-apply", 0, 0, ROWS),
    ]
    assert 0 < over < ROWS
    assert int(filter.passes.sum()) == ROWS - over
