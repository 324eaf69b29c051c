"""Results and lessons in a partnership's own words."""

from __future__ import annotations

import pytest

from graph.matching.triples.told import lessons, results
from graph.model.entities import Entity, EntityText, Fact
from graph.store.interface import Store


def test_what_a_stored_partnership_tells(south_store: Store) -> None:
    benin = next(each for each in south_store.view().entities("partnership") if "Benin" in each.name)
    assert [(each.text, each.date, each.standing, each.record) for each in results(benin)] == [
        ("Three sorting centres", "2017", "promised", "coast:1")
    ]
    assert [(each.text, each.record) for each in lessons(benin)] == [
        ("Lessons were learned: pay collectors by the month.", "coast:1")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We shared lessons learnt with others. More follows.", ["We shared lessons learnt with others."]),
        ("Leçons tirées : payer à temps.", ["Leçons tirées : payer à temps."]),
        ("Se publican lecciones aprendidas cada año.", ["Se publican lecciones aprendidas cada año."]),
        ("Lessons are held on Mondays.", []),
        ("", []),
    ],
)
def test_lessons_are_told_where_a_text_says_one(text: str, told: list[str]) -> None:
    entity = Entity("x", "partnership", "X", texts=(EntityText("description", text),))
    assert [each.text for each in lessons(entity)] == told


def test_what_is_no_deliverable_is_no_result() -> None:
    facts = (Fact("deliverable", {"title": " ", "date": None}), Fact("deliverable", "x"), Fact("start", "2019"))
    assert results(Entity("x", "partnership", "X", facts=facts)) == ()
