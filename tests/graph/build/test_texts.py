"""The texts of several records: nearly the same one once, whatever else they say kept."""

from __future__ import annotations

from graph.build.texts import texts_of
from graph.model.drafts import Draft, Text

LONG = (
    "The fund gives small grants to villages that protect their reefs, pays for the training of wardens and for boats, "
    "and keeps a common register of catches, so that the fishers of the bay can agree on seasons and on places."
)


def draft(register: str, *texts: tuple[str, str]) -> Draft:
    made = tuple(Text(field, text, "en", field.title()) for field, text in texts)
    return Draft(register, "1", "partnership", "Reefs", "test/1", texts=made)


def told(*drafts: Draft) -> list[tuple[str, str, str]]:
    return [(text.field, text.text, text.source.record) for text in texts_of(drafts) if text.source]


def test_nearly_the_same_text_is_told_once_by_the_first_or_the_longer() -> None:
    again = LONG.replace("small", "little")
    assert told(draft("a", ("description", LONG)), draft("b", ("description", again))) == [("description", LONG, "a:1")]
    more = f"{LONG} Twelve villages take part, and two more each year."
    assert told(draft("a", ("description", LONG)), draft("b", ("description", more))) == [("description", more, "b:1")]
    assert told(draft("a", ("description", "Short.")), draft("b", ("description", "SHORT"))) == [
        ("description", "Short.", "a:1")
    ]


def test_what_else_a_record_says_is_kept() -> None:
    one = draft("a", ("description", LONG), ("methods", "Grants."))
    other = draft("b", ("description", "Something quite different is told here."), ("methods", "Loans."))
    assert [text for _, text, _ in told(one, other)] == [
        LONG,
        "Grants.",
        "Something quite different is told here.",
        "Loans.",
    ]


def test_one_record_keeps_its_texts_as_they_are_and_fields_are_not_mixed() -> None:
    twice = draft("a", ("description", LONG), ("description", LONG))
    assert len(told(twice)) == 2
    assert len(told(draft("a", ("description", LONG)), draft("b", ("summary", LONG)))) == 2
    assert told() == []
