"""What is found of persons, what only looks like it, and what the real registers hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.mend import mend
from graph.text.personal import REMOVED, find_personal, without_personal


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Write to ana.lima@example.org.", "email", "ana.lima@example.org"),
        ("E-mail:info@sub.example.co.uk;", "email", "info@sub.example.co.uk"),
        ("ana (at) example (dot) org", "email", "ana (at) example (dot) org"),
        ("Tel.: + 30 210 555 0100\nFax", "phone", "+ 30 210 555 0100"),
        ("Phone:; +62 361 555010. Next", "phone", "+62 361 555010"),
        ("Telephone (202) 555-0100", "phone", "(202) 555-0100"),
        ("call +46705550101.)", "phone", "+46705550101"),
        ("Fax no. 555 01 02 03", "phone", "555 01 02 03"),
        ("a body, P.O. Box 1234, 00100 Town", "address", "P.O. Box 1234, 00100"),
        ("Apartado postal 55-12", "address", "Apartado postal 55-12"),
        ("12-14 Port Example Street; Town", "address", "12-14 Port Example Street"),
        ("37 Sample Row; London AB1C 2DE", "address", "37 Sample Row; London AB1C 2DE"),
        ("12 bis, rue de la Mer, 75001 Paris", "address", "12 bis, rue de la Mer, 75001"),
        ("Calle Ejemplo No. 25", "address", "Calle Ejemplo No. 25"),
        ("Address: Lot S-3, Kuta, Bali 80000, Phone: 1", "address", "Address: Lot S-3, Kuta, Bali 80000"),
        ("led by Dr. Ana Lima of a school", "person", "Dr. Ana Lima"),
        ("Prof. Dr. Ana-Maria de la Lima and others", "person", "Prof. Dr. Ana-Maria de la Lima"),
        ("information.Mr Jo C. Lima, a pioneer", "person", "Mr Jo C. Lima"),
        ("Dr Jo Lima Advisor to a clinic", "person", "Dr Jo Lima"),
        ("Sra. Ana Núñez", "person", "Sra. Ana Núñez"),
        ("Dr. Jo H. (Joe) Lima is", "person", "Dr. Jo H. (Joe) Lima"),
        ("Contact person: I Wayan Example, E-mail", "person", "I Wayan Example"),
        ("Focal point - Ana Lima (Fiji)", "person", "Ana Lima"),
        ("Lia B. Example, Ph.D,  Coordinator", "person", "Lia B. Example"),
        ("Jo Example, Executive Secretary\nTel.: 1", "person", "Jo Example"),
    ],
)
def test_finds(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(span.kind, text[span.start : span.end]) for span in find_personal(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Dr Jane Doe Centre for Environmental Law",
        "Dr. Jane Doe Foundation; the Professor Jo Lima Prize",
        "the vessel R/V Dr Jo Lima sails",
        "Contact: Ministry of Fisheries",
        "Focal point: UNDP Country Office",
        "Contact us. Please contact the Government of Fiji.",
        "5,000,000 USD from 2012 to 2017-2019",
        "2,65 M Eur + 1,500,000 000 Eur",
        "8 18' 30.5 N, 124-30-15 E, pH 8.06",
        "ISO 14001 and 161,903 cars off the Road",
        "a PO Box for mail",
        "will take place in 2015 in place 5",
        "a five star hotel, Bali",
        "CAR@WAN, Y@U, @example",
        "targets 14.2 14.5 and Res. 66/288",
        "http://example.org/1234-5678-9012",
        "students and 1 Professor.\nPartner(s)\nSchool",
    ],
)
def test_leaves_what_only_looks_personal(text: str) -> None:
    assert find_personal(text) == []
    assert without_personal(text) == text


def test_names_that_an_email_address_spells_are_persons_wherever_they_stand() -> None:
    text = (
        "run by IMR, led by Lia Example, and NIVA, led by Jo Sample. Addresses: lia.example@imr.no, jo.sample@niva.no"
    )
    assert without_personal(text) == (
        f"run by IMR, led by {REMOVED}, and NIVA, led by {REMOVED}. Addresses: {REMOVED}, {REMOVED}"
    )
    assert without_personal("Some Council, Jo Samplo jo.sample@uneo.org") == f"Some Council, {REMOVED} {REMOVED}"


@given(
    st.text()
    | st.lists(st.sampled_from(["Dr", ". ", " ", "Ana", "@", "a.b", "1", "55", "+", "Tel:", "\n", "Street"])).map(
        "".join
    )
)
def test_spans_are_in_order_and_removal_takes_exactly_them(text: str) -> None:
    at = 0
    kept = []
    for span in find_personal(text):
        assert at <= span.start < span.end <= len(text)
        kept.append(text[at : span.start])
        at = span.end
    kept.append(text[at:])
    assert without_personal(text) == REMOVED.join(kept)


@pytest.mark.parametrize("piece", ["Dr ", "Ana Bo, ", "1 ", "a.", "12 Aa ", "Address: 1", "P O Box ", "Tel: "])
def test_hostile_repetition_comes_to_an_end(piece: str) -> None:
    assert find_personal(piece * 20_000 + " x@example.org")


def _kinds(texts: list[str], kind: str) -> list[int]:
    """Numbers of spans of a kind, for the texts that have any."""
    counts = [sum(span.kind == kind for span in find_personal(mend(text))) for text in texts]
    return [count for count in counts if count]


def test_every_email_address_of_the_platform_sheet(sheet: list[dict[str, str]]) -> None:
    in_partners = _kinds([row["Partners"] for row in sheet], "email")
    in_descriptions = _kinds([row["Description"] for row in sheet], "email")
    assert (sum(in_partners), len(in_partners)) == (10, 6)
    assert (sum(in_descriptions), len(in_descriptions)) == (8, 7)


def test_the_registers_keep_their_organisations(sheet: list[dict[str, str]], ocean: list[dict[str, Any]]) -> None:
    """Telephone numbers and addresses are rare here; a pattern that grew too wide would show at once."""
    texts = [row[column] for row in sheet for column in ("Title", "Partners")]
    texts += [row[field] or "" for row in ocean for field in ("title", "partners_raw", "lead_entity")]
    assert sum(_kinds(texts, "phone")) == 6
    assert sum(_kinds(texts, "address")) == 6
    assert len(_kinds([row["Title"] for row in sheet], "person")) <= 1
