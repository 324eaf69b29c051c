"""The data files behind the vocabularies: tables of text, read where the package is installed, wheel included."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "fr", "es", "ar", "ru", "zh")
"""The six languages of the United Nations, in the order of the columns of the data files."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of one data file, each as column to text; a cell left out is empty.

    Args:
        name: path below `data/`, without `.csv`.
    """
    path = files("graph.model.vocabularies").joinpath("data", *f"{name}.csv".split("/"))
    with path.open(encoding="utf-8", newline="") as file:
        return [{column: cell or "" for column, cell in row.items()} for row in csv.DictReader(file, restval="")]


def has_table(name: str) -> bool:
    """Whether there is such a data file."""
    return files("graph.model.vocabularies").joinpath("data", *f"{name}.csv".split("/")).is_file()


def labels_of(row: dict[str, str]) -> dict[str, str]:
    """The labels that a row has, by language; languages without a label are left out."""
    return {language: row[language] for language in LANGUAGES if row.get(language)}
