"""Names are read for matches as the one look-up of names reads them."""

from __future__ import annotations

from datetime import date

import pytest

from graph.matching.fair.attendees import read_attendees
from graph.matching.matcher import Matcher
from graph.matching.named import read_name
from graph.matching.subject import PartnerDescription, PartnershipDescription
from graph.search.lookup import look_up
from graph.snapshot.snapshot import Snapshot

AS_OF = date(2025, 6, 15)

SURE = (
    "UNDP", "PNUD", "联合国开发计划署", "UN Development Program", "United Nations Development Programme (UNDP)",
    "Reef Wacth Network", "Ministry of Environment (Kenya)",
)  # fmt: skip


@pytest.mark.parametrize("written", SURE)
def test_whom_the_look_up_is_sure_of_is_taken_for_the_same_reason(snapshot: Snapshot, written: str) -> None:
    sure = look_up(snapshot, written)[0]
    assert sure.same is True
    read = read_name(snapshot, written)
    assert read.taken is not None
    assert (read.taken.id, read.why) == (sure.id, sure.reasons)
    attendees, unknown, _ = read_attendees(snapshot, [written, "Solar for schools", "WHO"])
    assert attendees[written].id == sure.id
    assert written not in {each.written for each in unknown}


def test_every_name_of_the_store_is_read_as_the_look_up_reads_it(snapshot: Snapshot) -> None:
    for name in {alias for aliases in snapshot.partner_aliases for alias in aliases}:
        sure = next((each.id for each in look_up(snapshot, name) if each.same), None)
        read = read_name(snapshot, name)
        assert (read.taken.id if read.taken else None) == sure, name


def test_country_and_type_that_are_said_tell_bearers_apart(snapshot: Snapshot) -> None:
    assert read_name(snapshot, "CT").taken is None
    assert {each.name for each in read_name(snapshot, "CT").possible} == {"Code Together", "Coral Triangle"}
    told = read_name(snapshot, "CT", country="IDN").taken
    assert told is not None
    assert told.name == "Coral Triangle"


def test_a_name_of_another_tongue_brings_its_ties_and_stands_on_a_list(matcher: Matcher) -> None:
    asked = PartnerDescription("PNUD", "We plan.")
    known = matcher.openings(asked, as_of=AS_OF).understood.names["PNUD"]
    assert known is not None
    described = PartnershipDescription("Mangroves for Kenya", "Mangroves on the coast.", partners=("PNUD",))
    assert known not in {each.id for each in matcher.partners(described, limit=100)[0]}


@pytest.mark.parametrize("written", ["", " ", "zzqx unheard of body", "\x00", "🌊"])
def test_who_is_nobody_is_nobody(snapshot: Snapshot, written: str) -> None:
    read = read_name(snapshot, written)
    assert (read.taken, read.possible, read.others, read.why) == (None, (), 0, ())
