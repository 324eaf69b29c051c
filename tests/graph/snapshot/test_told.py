"""What entries tell of what they do: phrases of titles wherever they stand, languages, vectors without resources."""

from __future__ import annotations

import numpy as np

from graph.model.entities import Entity, EntityText
from graph.snapshot.told import told

ENTITIES = (
    Entity("a", "partnership", "Blue Action Fund", texts=(EntityText("description", "It pays for parks.", "en"),)),
    Entity(
        "b",
        "partnership",
        "Parks for Tonga",
        texts=(
            EntityText("description", "Los parques, con el Blue Action Fund.", "es"),
            EntityText("resources", "Staff, vehicles, and what else is needed for a year", "en"),
        ),
    ),
    Entity("c", "partnership", "Float"),
    Entity("d", "partnership", "Nets", texts=(EntityText("description", "Every float is counted.", "en"),)),
)


def test_a_phrase_of_a_title_is_found_in_the_texts_of_others() -> None:
    found = told(ENTITIES, np.zeros((4, 0), np.float32))
    have = {phrase: found.phrased[:, [column]].toarray().ravel().tolist() for phrase, column in found.phrases.items()}
    assert have == {
        "blue action": [1, 1, 0, 0],
        "action fund": [1, 1, 0, 0],
        "float": [0, 0, 1, 1],
        "park tonga": [0, 1, 0, 0],
        "net": [0, 0, 0, 1],
    }
    stand = {phrase: found.titled[:, [column]].toarray().ravel().tolist() for phrase, column in found.phrases.items()}
    assert stand == {
        "blue action": [1, 0, 0, 0],
        "action fund": [1, 0, 0, 0],
        "float": [0, 0, 1, 0],
        "park tonga": [0, 1, 0, 0],
        "net": [0, 0, 0, 1],
    }


def test_the_language_is_that_of_what_it_does_and_not_of_its_resources() -> None:
    assert list(told(ENTITIES, np.zeros((4, 0), np.float32)).languages) == ["en", "es", "und", "en"]


def test_some_entries_alone_keep_their_rows_in_the_order_asked() -> None:
    found = told(ENTITIES, np.eye(4, dtype=np.float32))
    some = found.only(np.array([3, 0]))
    assert some.languages == ["en", "en"]
    assert some.vectors.tolist() == [[0, 0, 0, 1], [1, 0, 0, 0]]
    assert some.phrased.toarray().tolist() == found.phrased.toarray()[[3, 0]].tolist()


def test_no_entries_give_nothing() -> None:
    found = told((), np.zeros((0, 3), np.float32))
    assert (found.phrased.shape, found.phrases, found.languages) == ((0, 0), {}, [])
