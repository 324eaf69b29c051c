"""Roles that a written list states, by its headings and by what leads to its names."""

from __future__ import annotations

import pytest

from graph.names.split import read_list


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("Funding Partners (to date): Reef Trust, UNDP", {"Reef Trust": "funder", "UNDP": "funder"}),
        ("Technical supporting partners: Reef Trust, UNDP", {"Reef Trust": "technical", "UNDP": "technical"}),
        ("Lead Agency - National Reef Agency; Ministry of Water", {"National Reef Agency": "lead"}),
        ("Implemented by Reef Trust and UNDP; Funded by GEF",
         {"Reef Trust": "implementer", "UNDP": "implementer", "GEF": "funder"}),
        ("Led by the Ministry of Water; Hosted by UNEP", {"Ministry of Water": "lead", "UNEP": "host"}),
        ("In partnership with UNDP and the Reef Trust", {}),
    ],
)  # fmt: skip
def test_a_list_states_roles(written: str, roles: dict[str, str]) -> None:
    mentions = read_list(written, column="Partners").mentions
    assert {each.name: each.role for each in mentions if each.role != "not-stated"} == roles
