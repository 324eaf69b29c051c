"""Names of world organisations, and slips in them."""

from __future__ import annotations

import pytest

from graph.model.drafts import Draft, Mention
from graph.resolve.clusters import Resolution, resolve
from graph.resolve.naming import gather


def resolved(*names: str, acronym: str = "") -> Resolution:
    drafts = [
        Draft("demo", str(number), "partnership", "A title", "test/1", mentions=(Mention(name, name, acronym=acronym),))
        for number, name in enumerate(names)
    ]
    return resolve(gather(drafts))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Union Europenne", "european-union"),
        ("World Meterological Organization", "wmo"),
        ("Organization of Economic Cooperation and Development", "oecd"),
        ("Programa de las Naciones Unidas para el Desarollo", "undp"),
        ("United Nations Development Programme (UNDP), New York", "undp"),
    ],
)
def test_a_slip_is_read_as_the_organisation_that_is_meant(written: str, code: str) -> None:
    assert set(resolved(written).codes.values()) == {code}


@pytest.mark.parametrize(
    "written",
    [
        "International Cooperation and Development Agency",
        "Institute of Physics of the University of the South Pacific",
        "ICLEI International Training Centre",
        "UNDP Fiji", "World Trade Centre", "United Nations Youth Delegates", "National Development Bank",
    ],
)  # fmt: skip
def test_what_is_merely_alike_is_nobody_known(written: str) -> None:
    assert resolved(written).codes == {}


def test_who_was_joined_by_a_slip_is_told_with_reasons() -> None:
    found = resolved("World Meteorological Organization", "World Meterological Organization")
    assert len(found.clusters) == 1
    (judgement,) = found.judgements
    assert (judgement.verdict, judgement.judge) == ("same", "score")
    assert judgement.reasons[0] == "compared with “World Meteorological Organization”"


def test_an_acronym_that_another_name_explains_is_not_the_known_one_s() -> None:
    assert resolved("Global Environmental Forum", acronym="GEF").codes == {}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Greenpeace", "Greenpeace International"),
        ("KfW", "KfW Development Bank"),
        ("UNEP", "United Nations Environment Programme"),
        ("联合国环境规划署", "United Nations Environment Programme"),
    ],
)
def test_a_name_of_one_word_counts_as_the_organisation_writes_it(word: str, name: str) -> None:
    found = resolved(word, name)
    assert len(found.clusters) == 1
    assert len(found.codes) == 2


@pytest.mark.parametrize("written", ["Who", "who", "Eu", "Care"])
def test_a_word_that_is_only_spelt_like_an_acronym_is_nobody_known(written: str) -> None:
    assert resolved(written).codes == {}
