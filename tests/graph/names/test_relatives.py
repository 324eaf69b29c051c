"""Names written with their acronym or their parent."""

from __future__ import annotations

import pytest

from graph.model.drafts import Mention
from graph.names.relatives import read_relatives
from graph.names.split import split


def only(text: str) -> Mention:
    (mention,) = split(text)
    return mention


@pytest.mark.parametrize(
    ("written", "name", "acronym"),
    [
        ("RSA - Reef Science Association", "Reef Science Association", "RSA"),
        ("IWMI: International Water Management Institute", "International Water Management Institute", "IWMI"),
        ("Sociedad de Pesca Artesanal - SPA", "Sociedad de Pesca Artesanal", "SPA"),
        ("Reef Science Association RSA", "Reef Science Association", "RSA"),
        ("Reef Science Association  - RSA", "Reef Science Association", "RSA"),
        ("Ministère de l'Eau et des Forêts (MEF)", "Ministère de l'Eau et des Forêts", "MEF"),
    ],
)
def test_acronyms(written: str, name: str, acronym: str) -> None:
    found = only(written)
    assert (found.name, found.acronym, found.parent) == (name, acronym, "")


@pytest.mark.parametrize(
    ("written", "name", "parent"),
    [
        ("UNESCO - IOC", "IOC", "UNESCO"),
        ("UNEP/DTIE", "DTIE", "UNEP"),
        ("UNEP/Nairobi Convention Secretariat", "Nairobi Convention Secretariat", "UNEP"),
        ("SEMARNAT: Instituto Nacional de Ecologia", "Instituto Nacional de Ecologia", "SEMARNAT"),
        (
            "Institute of Applied Science – University of the South Pacific",
            "Institute of Applied Science",
            "University of the South Pacific",
        ),
        ("University of Fiji - School of Law", "School of Law", "University of Fiji"),
    ],
)
def test_parents(written: str, name: str, parent: str) -> None:
    found = only(written)
    assert (found.name, found.parent, found.parent_kind) == (name, parent, "organisation")


@pytest.mark.parametrize(
    "name", ["HIV/AIDS", "UNESCO-IOC", "BID/FOMIN", "GEF/FAO", "Blue Flag - Foundation for Beaches", "Reef Watch USA"]
)
def test_names_written_alone(name: str) -> None:
    assert read_relatives(name) is None
