"""Remarks beside a name are set aside; what may be a part, a place or a number is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names.asides import without_asides


@pytest.mark.parametrize(
    ("written", "name", "acronyms"),
    [
        ("Reef Trust (collaborating centre)", "Reef Trust", ()),
        ("Reef Trust (Parastatal body)", "Reef Trust", ()),
        ("Reef Trust (including its volunteers)", "Reef Trust", ()),
        ("Reef Trust - co-financing of US$ 25,000", "Reef Trust", ()),
        ("University of the Sea (Fiji, Samoa, Tonga)", "University of the Sea", ()),
        ("Reef Watch Network (RWN), Suva", "Reef Watch Network", ("RWN",)),
        ("Reef Watch Network (RWN) Non-governmental organization", "Reef Watch Network", ("RWN",)),
        ("Reef Watch Network (RWN) - (observer)", "Reef Watch Network", ("RWN",)),
        ("RWN（Reef Watch Network）", "Reef Watch Network", ("RWN",)),
        ("RWN-Reef Watch Network", "Reef Watch Network", ("RWN",)),
        ("The European Union (EU) (European Community)", "The European Union", ("EU",)),
    ],
)
def test_a_remark_is_set_aside_and_an_acronym_kept(written: str, name: str, acronyms: tuple[str, ...]) -> None:
    parted = without_asides(written)
    assert (parted.name, parted.acronyms) == (name, acronyms)


@pytest.mark.parametrize(
    "written",
    [
        "University of Fiji (School of Law)", "Reef Trust (Fiji)", "Reef Trust (Kiunga)", "Reef Trust (Phase 2)",
        "Reef Trust (pacific office)", "Reef Trust (kenyan branch)", "Reef Trust - kenya", "Reef Trust - youth wing",
        "Reef Watch Network (RWN) Fiji", "Reef Watch Network (RWN), Faculty of Law", "UN-Habitat", "(UNDP)",
        "UNDP Multi-Country Office (Fiji, Samoa)", "UNESCO (Education, Science, Culture)", "", " ", "()", "((",
    ],
)  # fmt: skip
def test_what_may_be_a_part_a_place_or_a_number_stays(written: str) -> None:
    assert without_asides(written).name.strip(" ") == written.strip(" ")


@given(st.text(max_size=80))
def test_any_text_has_a_name_that_stands_in_it(written: str) -> None:
    parted = without_asides(written)
    assert parted.name in written
    assert all(acronym in written for acronym in parted.acronyms)
