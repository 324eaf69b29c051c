from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.store import open_store
from graph.store.neo4j.address import parse

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(WORDS, WORDS)
def test_user_and_password_of_any_characters_come_through(user: str, password: str) -> None:
    address = parse(f"neo4j://{quote(user, safe='')}:{quote(password, safe='')}@graph.example.org:7000/un")
    assert (address.user, address.password) == (user, password)
    assert (address.server, address.database) == ("neo4j://graph.example.org:7000", "un")


def test_what_is_shown_has_no_password() -> None:
    address = parse("bolt+s://ann:se%2Fcret@[::1]/un")
    assert str(address) == "bolt+s://ann@[::1]:7687/un"
    assert "se/cret" not in repr(address)


def test_user_port_and_database_can_be_left_out() -> None:
    address = parse("neo4j://localhost")
    assert (address.server, address.user, address.database) == ("neo4j://localhost:7687", "", "")
    assert str(address) == "neo4j://localhost:7687"


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://ann:secret",
        "neo4j://ann:sec/ret@localhost",
        "neo4j://ann:sec#ret@localhost",
        "neo4j://ann:sec?ret@localhost",
        "neo4j://ann:secret@localhost:port/un",
        "neo4j://ann:secret@localhost/un/two",
        "neo4j://ann:secret@localhost/?database=un",
        "neo4j+x://ann:secret@localhost",
        "neo4j://",
        "neo4j://ann:secret@[::1/un",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InputError) as refused:
        open_store(url)
    assert "sec" not in str(refused.value)
    assert "neo4j://user:password@host:7687/database" in str(refused.value)
