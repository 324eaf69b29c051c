"""Lists that say of themselves that they are open to more partners."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.openness import open_facts
from ingest.reader import Reading


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Blue Bank_x000D_\nOpen to additional partners", "Open to additional partners"),
        ("open to all new  partners.; Blue Bank", "open to all new partners"),
        ("Blue Bank Other Partners are sought", "Other Partners are sought"),
        ("Blue Bank; additional partners welcome", "additional partners welcome"),
    ],
)
def test_a_list_that_is_open(written: str, said: str) -> None:
    (fact,) = open_facts(written, "Partners")
    assert (fact.field, fact.value, fact.written, fact.column) == ("open-to-partners", True, said, "Partners")


@pytest.mark.parametrize(
    "written", ["", "Open Society Foundations", "Partners: to be determined", "Reopen to partners"]
)
def test_a_list_that_says_nothing_of_it(written: str) -> None:
    assert list(open_facts(written, "Partners")) == []


def test_how_many_of_the_registers_say_it(readings_of: Callable[[str], list[Reading]]) -> None:
    def stating(file: str) -> int:
        return sum(
            any(fact.field == "open-to-partners" for fact in each.draft.facts)
            for each in readings_of(file)
            if each.draft
        )

    assert stating("un_platform_2018.xlsx") == 49
    assert stating("un_ocean_2026.jsonl") == 1
