"""The data files behind the vocabularies: tables of text, read where the package is installed, wheel included."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

LANGUAGES: Final = ("en", "fr", "es", "ar", "ru", "zh")
"""The six languages of the United Nations, in the order of the columns of the data files."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of one data file, each as column to text; a cell left out is empty.

    Args:
        name: path below `data/`, without `.csv`.
    """
    text = _path(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), restval=""))


def has_table(name: str) -> bool:
    """Whether there is such a data file."""
    return _path(name).is_file()


def labels_of(row: dict[str, str]) -> dict[str, str]:
    """The labels that a row has, by language; languages without a label are left out."""
    return {language: row[language] for language in LANGUAGES if row.get(language)}


def _path(name: str) -> Traversable:
    return files("graph.model.vocabularies").joinpath("data", *f"{name}.csv".split("/"))
