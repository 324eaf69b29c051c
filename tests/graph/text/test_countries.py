"""Country names and comma lists as registers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.countries import CountryNames
from graph.text.mend import mend

NAMES = CountryNames(
    {
        "Venezuela (Bolivarian Republic of)": "VEN",
        "Venezuela": "VEN",
        "Korea, Republic of": "KOR",
        "Korea, Democratic People's Republic of": "PRK",
        "Côte d'Ivoire": "CIV",
        "Bahamas": "BHS",
        "Niger": "NER",
        "Nigeria": "NGA",
        "Guinea": "GIN",
        "Papua New Guinea": "PNG",
        "Tanzania, United Republic of": "TZA",
        "Congo": "COG",
        "Congo, Democratic Republic of the": "COD",
        "Gambia": "GMB",
        "NA": "NAM",
        "中国": "CHN",
        "Российская Федерация": "RUS",
    }
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Venezuela, Bolivarian Republic of", "VEN"),
        ("Republic of Korea", "KOR"),
        ("the Republic of Korea", "KOR"),
        ("DEMOCRATIC PEOPLE’S REPUBLIC OF KOREA", "PRK"),
        (mend("Cote d&#039;Ivoire"), "CIV"),
        ("The Bahamas", "BHS"),
        ("Bahamas, The", "BHS"),
        ("Gambia (the)", "GMB"),
        ("United Republic of Tanzania", "TZA"),
        ("Democratic Republic of the Congo", "COD"),
        ("NA", "NAM"),
        ("中国", "CHN"),
        ("российская федерация", "RUS"),
        ("European Commission", None),
        ("Government of Guinea", None),
        ("", None),
    ],
)
def test_reads(written: str, code: str | None) -> None:
    assert NAMES.read(written) == code


def test_lists_broken_at_their_own_commas() -> None:
    assert NAMES.split("Niger,Nigeria,Venezuela, Bolivarian Republic of,Korea, Republic of,European Commission") == [
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Venezuela, Bolivarian Republic of", "VEN"),
        ("Korea, Republic of", "KOR"),
        ("European Commission", None),
    ]


def test_lists_with_other_separators_gaps_and_repeats() -> None:
    assert NAMES.split("Guinea; Papua New Guinea\nGuinea, ,") == [
        ("Guinea", "GIN"),
        ("Papua New Guinea", "PNG"),
        ("Guinea", "GIN"),
    ]
    assert NAMES.split("") == []
    assert NAMES.split("Congo, Democratic Republic of the, Congo") == [
        ("Congo, Democratic Republic of the", "COD"),
        ("Congo", "COG"),
    ]


def test_an_empty_table_reads_nothing() -> None:
    assert CountryNames({}).split("Fiji, Samoa") == [("Fiji", None), ("Samoa", None)]


@given(st.text())
def test_no_piece_is_lost(written: str) -> None:
    kept = [piece.strip() for part in NAMES.split(written) for piece in part[0].split(",")]
    given_pieces = [piece.strip() for part in written.replace("\n", ";").split(";") for piece in part.split(",")]
    assert kept == [piece for piece in given_pieces if piece]
