"""Vocabularies: dated lists of facts (countries, groups, goals, types, roles, themes …) as data files with a loader.

Every list is read when it is first asked for, from a CSV file under `data/`, and kept; asking for one loads no other.
`docs/vocabularies.md` says what lists there are, as of when, from where, and how to bring one up to date.
"""

from __future__ import annotations

from graph.model.vocabularies.catalogue import names, vocabulary
from graph.model.vocabularies.country_groups import (
    Group,
    Membership,
    groups,
    groups_of,
    members,
    memberships,
    south_lists,
)
from graph.model.vocabularies.sdgs import Goal, Target, goals, load_official_texts, targets
from graph.model.vocabularies.terms import Term, Vocabulary
from graph.model.vocabularies.territories import (
    Country,
    FormerCountry,
    countries,
    country,
    country_name,
    former_countries,
    read_country,
    read_former_country,
    regions,
    regions_of,
)
from graph.model.vocabularies.world_organisations import (
    Organisation,
    OrganisationName,
    organisations,
    organisations_named,
)

__all__ = [
    "Country",
    "FormerCountry",
    "Goal",
    "Group",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Target",
    "Term",
    "Vocabulary",
    "countries",
    "country",
    "country_name",
    "former_countries",
    "goals",
    "groups",
    "groups_of",
    "load_official_texts",
    "members",
    "memberships",
    "names",
    "organisations",
    "organisations_named",
    "read_country",
    "read_former_country",
    "regions",
    "regions_of",
    "south_lists",
    "targets",
    "vocabulary",
]
