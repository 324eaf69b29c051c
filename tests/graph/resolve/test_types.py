"""Types read from names: seldom, and then right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.model.vocabularies import vocabulary
from graph.resolve.types import type_by_name


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Ministère de l’Environnement", "government"),
        ("Universidad Nacional", "academic"),
        ("Acme Water Pty Ltd", "business"),
        ("United Nations University", "un-system"),
        ("Fundación Mar", "foundation"),
        ("Blue Horizon", None),
        ("", None),
    ],
)
def test_a_name_says_what_it_is_or_nothing(name: str, type_: str | None) -> None:
    read = type_by_name(name)
    assert (read.type if read else None) == type_
    assert type_ is None or vocabulary("types").get(type_) is not None


def test_on_labelled_names_the_rules_are_right_when_they_answer(shared: Path) -> None:
    with (shared / "gold" / "partner_types.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if "malformed" not in row["flag"]]
    read = vocabulary("types").read
    answered = [(row, found.type) for row in rows if (found := type_by_name(row["name"]))]
    right = [
        row
        for row, found in answered
        if found in {read(label) or label for label in (row["type"], *row["also_acceptable"].split("|"))}
    ]
    assert len(right) >= 0.96 * len(answered)
    assert len(answered) >= 0.25 * len(rows)
