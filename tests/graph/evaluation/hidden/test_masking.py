"""What is hidden isn't told by the text: names go, whatever way they are written, and nothing else does."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.embed.embedder import Embedder
from graph.evaluation.hidden.masking import Masker, mask, without
from graph.infer.places import places
from graph.matching.matcher import Matcher
from graph.model.entities import Entity, EntityText
from graph.snapshot.make import make, weigh
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from graph.text.fold import fold, terms
from tests.world import draft, partner, read


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Led by the Université de Fidji.", "universite de fidji", "Led by the ."),
        ("Led by the UNIVERSITE-DE FIDJI", "Université de Fidji", "Led by the"),
        ("ÖKO-INSTITUT, e.V.", "Öko-Institut", ", e.V."),
        ("Institut für Öko und öko", "öko", "Institut für und"),
        ("Reef Watch, not Reef Watchers", "Reef Watch", ", not Reef Watchers"),
        ("theReef Watch", "Reef Watch", "theReef Watch"),
        ("WHO asks who will pay", "WHO", "asks who will pay"),
        ("The EU and its neighbours: neu, eu.", "EU", "The and its neighbours: neu, eu."),
        ("Save The Children saves the children", "Save the Children", "saves the children"),
        ("a is a letter", "a", "a is a letter"),
        ("It is as it is", "it", "It is as it is"),
        ("Вместе с Фондом Рифа, фонд рифа", "Фонд Рифа", "Вместе с Фондом Рифа,"),
        ("Reef Watch", "Reef\tWatch", ""),
        ("Reef Watch", "!!", "Reef Watch"),
        ("Reef Watch", "", "Reef Watch"),
        ("C++ (Coders) and C", "C++ Coders", ") and C"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, left: str) -> None:
    assert words(without(text, [name])) == words(left)


def test_of_names_within_names_the_longest_goes() -> None:
    names = ["Reef Watch", "Reef Watch Network", "Network of Islands"]
    assert words(without("The Reef Watch Network of Islands meets Reef Watch.", names)) == "The meets ."


def test_what_is_left_does_not_join_to_the_name() -> None:
    assert words(without("Reef Reef Watch Watch", ["Reef Watch"])) == ""


def test_a_text_without_the_names_is_the_same_object() -> None:
    text = "Nobody stands here."
    assert without(text, ["Reef Watch", "UN"]) is text
    entity = Entity("coast-1", "partnership", "Wells", texts=(EntityText("text", text),))
    assert mask(entity, ["Reef Watch"]) is entity
    assert mask(entity, []) is entity
    masked = mask(entity, ["Nobody"])
    assert [each.text.strip() for each in masked.texts] == ["stands here."]
    assert (masked.id, masked.name) == (entity.id, entity.name)
    assert mask(entity, ["wells"]).name.strip() == ""


PIECES = st.sampled_from(
    ["reef", "Reef", "WATCH", "watch", "côte", "Cote", "UN", "un", "de", "–", ", ", "'", "(", "EU"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12), st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_masked_text_never_holds_the_name_as_whole_words(text: list[str], named: list[list[str]]) -> None:
    names = [" ".join(each) for each in named]
    masked = without(" ".join(text), names)
    for name in names:
        pieces = re.findall(r"\w+", name)
        acronym = name.isupper() and len(name) <= 6
        held = re.findall(r"\w+", masked)
        if not acronym:
            pieces, held = [fold(piece) for piece in pieces], [fold(piece) for piece in held]
        if len("".join(pieces)) >= (2 if acronym else 3):
            assert f" {' '.join(pieces)} " not in f" {' '.join(held)} "
    assert set(re.findall(r"\w+", masked)) <= set(re.findall(r"\w+", " ".join(text))), "nothing is added"


def row_of(snapshot: Snapshot, name: str) -> int:
    return snapshot.partner_names.index(name)


def test_the_arrays_of_a_masked_text_are_made_anew(known: Snapshot, masker: Masker, register: Store) -> None:
    zephyr = row_of(known, "Zephyr Foundation")
    column = known.vocabulary["zephyr"]
    texts = {entity.id: entity.texts[0].text for entity in register.view().entities("partnership")}
    naming = [row for row, id in enumerate(known.partnerships) if "Zephyr Foundation" in texts[id]]
    assert naming
    for row in naming:
        assert known.terms[row, column] > 0
        own = masker.masked({row: [zephyr]})[row]
        assert own.terms.toarray()[0, column] == 0
        assert np.linalg.norm(own.terms.toarray()) == pytest.approx(1)
        assert np.linalg.norm(own.vector) == pytest.approx(1)
        assert own.vector @ known.vectors[row] < 0.999
        assert own.title == known.titles[row]
        hidden = known.without((), {row: own})
        assert hidden.terms[row, column] == 0
        assert hidden.vectors[row] == pytest.approx(own.vector)
        assert known.terms[row, column] > 0, "the world itself is as it was"


def test_who_is_not_named_changes_nothing(known: Snapshot, masker: Masker) -> None:
    lumen = row_of(known, "Lumen Network")
    assert masker.masked({row: [lumen] for row in range(len(known.partnerships))}) == {}
    assert masker.masked({}) == {}
    assert masker.masked({0: []}) == {}


def test_acronyms_are_names_too(known: Snapshot, masker: Masker) -> None:
    for name, acronym in (("Université de Corvo", "udc"), ("Zephyr Foundation", "zf")):
        column = known.vocabulary[acronym]
        naming = np.flatnonzero(known.terms[:, [column]].toarray().ravel()).tolist()
        assert naming
        for row, own in masker.masked({row: [row_of(known, name)] for row in naming}).items():
            assert own.terms.toarray()[0, column] == 0, known.titles[row]
        assert set(masker.masked({row: [row_of(known, name)] for row in naming})) == set(naming)


def test_of_a_government_the_country_goes_too_however_it_is_called(known: Snapshot, masker: Masker) -> None:
    """The UN calls it the United Republic of Tanzania; texts do not."""
    column = known.places.index("TZA")
    naming = np.flatnonzero(known.placed[:, [column]].toarray().ravel()).tolist()
    ministry, trust = row_of(known, "Ministry of Tides"), row_of(known, "Quill Trust")
    assert naming
    for row in naming:
        own = masker.masked({row: [ministry]})[row]
        assert own.placed.toarray()[0, column] == 0
        assert own.terms.toarray()[0, known.vocabulary["tanzania"]] == 0
        assert row not in masker.masked({row: [trust]}), "Kenya is no name of a trust in Kenya, nor does it stand there"


def test_what_is_declared_stays_where_a_name_goes() -> None:
    with open_store("sqlite://") as store:
        kenya = partner("Ministry of Water", type="government", country="KEN")
        read(store, [draft("coast", "1", "Wells of Kenya", "The Republic of Kenya digs.", kenya, countries=("KEN",))])
        snapshot = make(store.view())
        own = Masker(store.view(), snapshot, None).masked({0: [snapshot.partner_names.index("Ministry of Water")]})[0]
    assert words(own.title) == "Wells of"
    assert own.placed.toarray().tolist() == [[1.0]]
    assert places("Wells of Kenya", "The Republic of Kenya digs.", ["KEN"]) == {"KEN": 1.5}
    assert own.vector.shape == (0,)


def test_terms_are_weighed_as_the_snapshot_weighs_them(known: Snapshot, masker: Masker, register: Store) -> None:
    from collections import Counter

    zephyr = row_of(known, "Zephyr Foundation")
    row, own = next(iter(masker.masked({row: [zephyr] for row in range(len(known.partnerships))}).items()))
    entity = register.view().entity(known.partnerships[row])
    text = without(entity.texts[0].text, ["Zephyr Foundation", "ZF"])
    expected = weigh([Counter([*terms(entity.name), *terms(text)])], known.vocabulary, known.idf)
    assert own.terms.toarray() == pytest.approx(expected.toarray())


def test_no_reason_names_what_was_masked(known: Snapshot, masker: Masker, embedder: Embedder) -> None:
    """Every link of the register hidden in turn: neither the names nor the link stand in an answer."""
    asked = 0
    for who, where in zip(*(part.tolist() for part in known.links.nonzero()), strict=True):
        if len(known.partnerships_of(who)) < 2:
            continue
        hidden = known.without([(who, where)], masker.masked({where: [who]}))
        id, entry = known.partners[who], known.partnerships[where]
        matcher = Matcher(hidden, embedder)
        for match in matcher.partners(entry, limit=100)[0]:
            for reason in match.reasons:
                named = {each.id for each in reason.evidence}
                assert entry not in named
                if match.id == id and reason.feature != "name":
                    if reason.feature != "popularity":  # which counts, of its own page, what is not hidden
                        assert id not in named
                    assert without(reason.text, known.partner_aliases[who]) == reason.text, reason
                elif reason.feature in {"shared-partners", "ties", "type", "compatriots"}:
                    assert id not in named, "it is on the list no longer"
        for match in matcher.partnerships(id, limit=100, as_of=date(2025, 1, 1), ended=True)[0]:
            for reason in match.reasons:
                if reason.feature != "name":
                    # What it says of its own size or words is of its own page.
                    assert entry not in {each.id for each in reason.evidence} - {match.id}
                if match.id == entry:
                    assert without(reason.text, known.partner_aliases[who]) == reason.text, reason
        asked += 1
    assert asked > 50
