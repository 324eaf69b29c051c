"""Vocabularies: dated lists of facts (countries, groups, goals, types, roles, themes …) as data files with a loader.

Every list is read when it is first asked for, from a CSV file under `data/`, and kept; asking for one loads no other.
`docs/vocabularies.md` says what lists there are, as of when, from where, and how to bring one up to date.
"""

from __future__ import annotations

from graph.model.vocabularies.catalogue import names, vocabulary
from graph.model.vocabularies.territories import (
    Country,
    FormerCountry,
    countries,
    country,
    former_countries,
    read_country,
    read_former_country,
    regions,
    regions_of,
)
from graph.model.vocabularies.terms import Term, Vocabulary

__all__ = [
    "Country",
    "FormerCountry",
    "Term",
    "Vocabulary",
    "countries",
    "country",
    "former_countries",
    "names",
    "read_country",
    "read_former_country",
    "regions",
    "regions_of",
    "vocabulary",
]
