"""What an entry says of joining it."""

from __future__ import annotations

import pytest

from graph.infer.joining.read import joining
from graph.model.entities import Entity, EntityText, Fact
from graph.model.records import Source

SOURCE = Source("demo:1", "Description")


def entry(text: str = "", language: str = "en", *facts: Fact) -> Entity:
    texts = (EntityText("description", text, language, SOURCE),) if text else ()
    return Entity("demo-1", "partnership", "An initiative", texts=texts, facts=facts)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The partnership is open to new members."),
        ("en", "Our network is open to all interested organisations."),
        ("en", "We are open for more partners."),
        ("en", "Additional partners are welcome."),
        ("en", "The alliance welcomes new partners."),
        ("en", "Universities are welcome to join the network."),
        ("es", "La iniciativa está abierta a nuevos socios."),
        ("fr", "L'alliance est ouverte à de nouveaux membres."),
    ],
)
def test_sentences_that_say_that_further_partners_are_taken(language: str, text: str) -> None:
    (read,) = joining(entry(f"We plant trees. {text} We meet monthly.", language))
    assert (read.field, read.value, read.basis) == ("open-to-partners", True, "rule")
    assert (read.passage, read.where, read.source) == (text, "description", SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "The data are open to all research communities.",
        "The competition is open to all young people.",
        "It is not open to new members.",
        "We work on the open ocean with partners.",
        "The workshop will be open to all.",
        "Three new partners joined last year.",
    ],
)
def test_other_open_things_say_nothing_of_joining(text: str) -> None:
    assert joining(entry(text)) == ()


def test_what_a_field_states_comes_before_what_a_sentence_says() -> None:
    closed = Fact("open-to-partners", False, (Source("demo:1", "Open", "no"),))
    (said,) = joining(entry("The alliance is open to new members.", "en", closed))
    assert (said.value, said.passage, said.basis, said.source) == (
        False,
        "no",
        "declared",
        Source("demo:1", "Open", "no"),
    )


def test_each_record_that_states_it_is_a_source() -> None:
    fact = Fact("eligible-type", "ngo", (Source("a:1", "For", "NGOs"), Source("b:2", "Who")))
    assert [(each.passage, each.source.record) for each in joining(entry("", "en", fact)) if each.source] == [
        ("NGOs", "a:1"),
        ("ngo", "b:2"),
    ]


def test_an_entry_that_says_nothing_says_nothing() -> None:
    assert joining(entry()) == ()
