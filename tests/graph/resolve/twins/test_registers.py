"""Twins among the real registers: most of what is registered twice is joined, and nothing that only looks like it.

Nothing was fitted to these registers; the labelled pairs are an outside check.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.drafts import Draft, Link, Mention
from graph.model.vocabularies import read_country
from graph.resolve.naming import gather
from graph.resolve.twins.clusters import Twins, resolve_twins
from graph.text.fold import fold
from ingest.reader import Reading


@pytest.fixture(scope="module")
def drafts(readings_of: Callable[[str], list[Reading]]) -> list[Draft]:
    files = ("un_ocean_2026.jsonl", "un_platform_2018.xlsx")
    return [each.draft for file in files for each in readings_of(file) if each.draft]


def resolved(drafts: list[Draft]) -> Twins:
    # Names are compared as they are folded: joining them first is slower and changes little here.
    return resolve_twins(drafts, {name: name.folded for name in gather(drafts)})


@pytest.fixture(scope="module")
def twins(drafts: list[Draft]) -> Twins:
    return resolved(drafts)


def entries(found: Twins) -> dict[str, str]:
    """Record to the first record of its entry."""
    return {name.folded: cluster.names[0].folded for cluster in found.clusters for name in cluster.names}


def asked(found: Twins) -> set[frozenset[str]]:
    """Pairs of entries that a person is asked about."""
    entry = entries(found)
    return {
        frozenset((entry[judgement.a.folded], entry[judgement.b.folded]))
        for judgement in found.judgements
        if judgement.verdict == "unsure"
    }


def test_nearly_every_row_of_one_register_finds_its_twin_in_the_other(drafts: list[Draft], twins: Twins) -> None:
    entry, questions = entries(twins), asked(twins)
    titled = defaultdict(list)
    for draft in drafts:
        titled[fold(draft.name)].append(draft)
    outcomes: Counter[str] = Counter()
    for same in titled.values():
        others = [draft.record for draft in same if draft.register == "un-platform"]
        for record in (draft.record for draft in same if draft.register == "un-ocean" and others):
            if any(entry[record] == entry[other] for other in others):
                outcomes["merged"] += 1
            elif any(frozenset((entry[record], entry[other])) in questions for other in others):
                outcomes["asked"] += 1
            else:
                outcomes["apart"] += 1
    assert outcomes.total() >= 1393
    assert outcomes["merged"] >= 0.98 * outcomes.total()
    assert outcomes["apart"] <= 0.005 * outcomes.total()
    assert len(questions) <= 60, "a desk can answer them in an afternoon"


def test_labelled_pairs_that_are_not_the_same_are_never_joined(drafts: list[Draft], twins: Twins, shared: Path) -> None:
    entry, questions = entries(twins), asked(twins)
    by_key = {draft.key: draft.record for draft in drafts}
    outcomes: Counter[tuple[bool, str]] = Counter()
    for line in (shared / "gold" / "overlap_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b = entry[by_key[row["a"]]], entry[by_key[row["b"]]]
        outcome = "merged" if a == b else "asked" if frozenset((a, b)) in questions else "apart"
        outcomes[row["label"] == "same", outcome] += 1
    assert outcomes[False, "merged"] == 0
    assert outcomes[False, "asked"] <= 3
    assert outcomes[True, "merged"] >= 10
    assert outcomes[True, "apart"] <= 4


def test_without_any_title_twins_are_found_by_the_rest_and_hardly_others(drafts: list[Draft]) -> None:
    titles = {draft.record: fold(draft.name) for draft in drafts}
    found = resolved([replace(draft, name=draft.key) for draft in drafts])
    joined = [cluster for cluster in found.clusters if len(cluster.names) > 1]
    right = [cluster for cluster in joined if len({titles[name.folded] for name in cluster.names}) == 1]
    assert len(right) >= 1000
    assert len(right) >= 0.97 * len(joined)


@pytest.mark.parametrize("registers", ["a", "ab"])
def test_national_projects_of_one_programme_are_not_joined_by_their_title(shared: Path, registers: str) -> None:
    # 2,500 projects, many of one title in many countries; told as one register, and as if they stood in two.
    with gzip.open(shared / "data" / "gef_projects.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    drafts = [
        Draft(
            registers[place % len(registers)],
            row["ID"],
            "partnership",
            row["Title"],
            "test/1",
            mentions=(Mention(row["Implementing Agencies"], row["Implementing Agencies"]),),
            links=tuple(
                Link("operates-in", "country", code)
                for name in row["Countries"].split(",")
                if (code := read_country(name))
            ),
        )
        for place, row in enumerate(rows)
    ]
    found = resolved(drafts)
    assert len(found.clusters) == len(drafts)
    assert len(found.judgements) <= 0.04 * len(drafts)
