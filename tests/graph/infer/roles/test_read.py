"""Roles read from made-up sentences, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.roles.parties import Party
from graph.infer.roles.read import LEAST, Stretch, read_roles

TRUST = Party("trust", ("Reef Trust",))
FUND = Party("fund", ("Nordisk Coastal Fund", "Nordisk Coastal Fund (NCF)"), ("NCF",))
UNIVERSITY = Party("university", ("University of Tavira", "Universidad de Tavira", "Université de Tavira"))
KENYA = Party("kenya", ("Government of Kenya",), country="KEN", adjectives=("kenyan",))
PARTIES = (TRUST, FUND, UNIVERSITY, KENYA)


def roles(text: str, field: str = "description") -> dict[str, str]:
    """Party to the role that is read most surely."""
    return {key: found[0].role for key, found in read_roles(PARTIES, [Stretch(field, text)]).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nursery is funded by NCF.", {"fund": "funder"}),
        ("NCF will provide the funds for boats.", {"fund": "funder"}),
        ("Received a grant from the Nordisk Coastal Fund.", {"fund": "funder"}),
        ("El vivero es financiado por NCF.", {"fund": "funder"}),
        ("La pépinière est financée par NCF.", {"fund": "funder"}),
        ("The project is led by the Reef Trust.", {"trust": "lead"}),
        ("Reef Trust coordinates the work.", {"trust": "lead"}),
        ("El proyecto es coordinado por la Universidad de Tavira.", {"university": "lead"}),
        ("Le projet est dirigé par Reef Trust.", {"trust": "lead"}),
        ("It is implemented by the Reef Trust.", {"trust": "implementer"}),
        ("Reef Trust is responsible for implementation on the coast.", {"trust": "implementer"}),
        ("Es ejecutado por Reef Trust.", {"trust": "implementer"}),
        ("Le programme est mis en œuvre par Reef Trust.", {"trust": "implementer"}),
        ("University of Tavira provides technical assistance.", {"university": "technical"}),
        ("With technical support from the University of Tavira.", {"university": "technical"}),
        ("Con asistencia técnica de la Universidad de Tavira.", {"university": "technical"}),
        ("L'Université de Tavira fournit une expertise scientifique.", {"university": "technical"}),
        ("The secretariat is hosted by the Reef Trust.", {"trust": "host"}),
        ("The work is done under the authority of the Kenyan Government.", {"kenya": "government-mandate"}),
        ("Reef Trust brings fishers and hotels together.", {"trust": "broker"}),
        ("Reef Trust raises awareness in schools.", {"trust": "advocate"}),
        ("The Reef Trust will benefit from training.", {"trust": "beneficiary"}),
        ("Kenya will provide up to 5 million dollars.", {"kenya": "funder"}),
    ],
)
def test_a_wording_says_a_role(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We work in partnership with the Reef Trust.",
        "The nursery is not funded by NCF.",
        "Mangroves grow in Kenya.",
        "The coast of Kenya is long.",
        "The ncf of the engine is low.",
        "Reef Trust.",
        "",
    ],
)
def test_nothing_is_said_of_who_is_only_named(text: str) -> None:
    assert roles(text) == {}


def test_what_is_said_of_a_list_is_said_of_all_on_it() -> None:
    made = roles("The work is funded by the Reef Trust, the Bank of Elsewhere, NCF and the Government of Kenya.")
    assert made == {"trust": "funder", "fund": "funder", "kenya": "funder"}


def test_a_further_verb_of_the_same_doer_says_a_role_too() -> None:
    text = "Reef Trust breeds corals, trains divers and provides funding for the boats."
    made = read_roles(PARTIES, [Stretch("description", text)])["trust"]
    assert {"technical", "funder"} <= {each.role for each in made}
    assert "funder" not in roles("Reef Trust keeps a list of needs, plans and funds.").values()


def test_support_is_what_a_party_of_its_kind_gives() -> None:
    text = "The survey was supported by Abaco."
    bank, school = (Party("a", ("Abaco",), kind=kind) for kind in ("foundation", "academic"))
    assert read_roles([bank], [Stretch("description", text)])["a"][0].role == "funder"
    assert read_roles([school], [Stretch("description", text)])["a"][0].role == "technical"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Tavira University", "The University of Tavira funds it."),
        ("Institute of Reefs of the Nordic Council", "The Institute for Reefs of Nordic Council funds it."),
        ("State Lagoon Administration", "State Lagoon Adminstration funds it."),
        ("Reefnet Alliance (REEFNET)", "Reefnet funds it."),
    ],
)
def test_a_name_is_known_in_other_forms(name: str, text: str) -> None:
    assert read_roles([Party("a", (name,))], [Stretch("description", text)])["a"][0].role == "funder"


def test_governments_of_countries_do_something_and_tell_no_place() -> None:
    mali = Party("mali", ("Mali",), country="MLI")
    text = "The Governments of Kenya and Mali will contribute USD 5 million."
    assert {key: found[0].role for key, found in read_roles([KENYA, mali], [Stretch("description", text)]).items()} == {
        "kenya": "funder",
        "mali": "funder",
    }
    assert roles("The Government will provide the funds.") == {"kenya": "funder"}


def test_the_passive_turns_a_verb_round() -> None:
    assert roles("Reef Trust is funded by NCF.") == {"fund": "funder"}


def test_a_heading_speaks_of_the_lines_below_it() -> None:
    assert roles("Donors:\nNordisk Coastal Fund\nGovernment of Kenya") == {"fund": "funder", "kenya": "funder"}
    assert roles("Technical supporting partners\nUniversity of Tavira", "partners") == {"university": "technical"}


def test_what_stands_beside_a_name_in_a_list_says_a_role() -> None:
    made = roles("Reef Trust (implementing partner)\nNordisk Coastal Fund - cofinancing of USD 5,000", "partners")
    assert made == {"trust": "implementer", "fund": "funder"}


def test_who_is_named_under_staff_and_expertise_is_a_technical_partner() -> None:
    assert roles("Reef Trust", "staff") == {"trust": "technical"}


def test_a_name_may_be_called_by_its_beginning_where_that_is_no_word_of_the_text() -> None:
    parties = (Party("a", ("Metabolica Foundation",)), Party("b", ("Bucket Island Resort",)))
    text = "Metabolica runs the workshop. Bucket chains pay for a bucket."
    assert set(read_roles(parties, [Stretch("description", text)])) == {"a"}


def test_what_two_partners_could_be_called_by_means_neither() -> None:
    parties = (Party("a", ("Coast Academy",)), Party("b", ("Hill Academy",)))
    assert read_roles(parties, [Stretch("description", "The Academy hosts the workshop.")]) == {}
    alone = read_roles(parties[:1], [Stretch("description", "The Academy hosts the workshop.")])
    assert alone["a"][0].role == "host"


def test_lost_letters_are_forgiven() -> None:
    parties = (Party("a", ("Fundación Océano",)),)
    read = read_roles(parties, [Stretch("description", "La Fundacin Ocano financia el vivero.")])
    assert read["a"][0].role == "funder"


def test_the_passage_is_the_wording_and_the_name() -> None:
    text = "At first nobody paid. Since 2004 it is funded by the Nordisk Coastal Fund, every year."
    (read,) = read_roles(PARTIES, [Stretch("description", text)])["fund"]
    assert text[read.start : read.end] == "funded by the Nordisk Coastal Fund"


def test_further_wordings_make_it_surer_and_never_certain() -> None:
    once = read_roles(PARTIES, [Stretch("description", "It is supported by NCF.")])["fund"][0].score
    twice = read_roles(PARTIES, [Stretch("description", "It is supported by NCF. NCF funds it.")])["fund"][0].score
    assert LEAST <= once < twice < 1


@given(st.text(max_size=200), st.sampled_from(["description", "staff", "partners"]))
def test_any_text_is_read(text: str, field: str) -> None:
    for found in read_roles(PARTIES, [Stretch(field, text), Stretch(field, f"{text} NCF {text}")]).values():
        for each in found:
            assert LEAST <= each.score <= 1
            assert 0 <= each.start < each.end


def test_the_secretariat_of_the_initiative_itself_is_its_secretariat() -> None:
    parties = (Party("a", ("Clean Rivers Initiative Secretariat",)), Party("b", ("Pacific Islands Forum Secretariat",)))
    read = read_roles(parties, [Stretch("title", "Clean Rivers Initiative (CRI)")])
    assert {key: [each.role for each in roles] for key, roles in read.items()} == {"a": ["host"]}


def test_a_list_with_semicolons_is_spoken_of_by_what_stands_before_its_colon() -> None:
    assert roles("The work is funded by: Bank of Elsewhere; NCF; and others.") == {"fund": "funder"}
    assert roles("The work is funded by others; NCF came once.").get("fund") != "funder"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya Mali " * 3000,
        "Reef Trust " + "A-" * 40 + " a NCF ",
        "NCF " + "a" * 50_000 + " NCF",
        "funded by " * 3000 + "NCF",
        "NCF; " * 3000,
        "led by " + "[removed], " * 2000 + "President of NCF",
    ],
    ids=["places", "hyphens", "one word", "by", "semicolons", "removed"],
)
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    assert all(
        LEAST <= each.score <= 1
        for found in read_roles(PARTIES, [Stretch("description", text)]).values()
        for each in found
    )
