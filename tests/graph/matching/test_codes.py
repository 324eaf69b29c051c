"""Codes in any case, and the nearest of what is none."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import InputError
from graph.matching.codes import country_meant, no_country, read_code
from graph.matching.matcher import Matcher
from graph.matching.needs.described import NeedDescription, read_need
from graph.matching.subject import PartnerDescription


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [("types", "NGO", "ngo"), ("types", "ngo", "ngo"), ("mechanisms", "Training", "training"), ("goals", "14", "14")],
)
def test_a_code_in_any_case(name: str, written: str, code: str) -> None:
    assert read_code(name, written) == code


def test_what_is_no_code_names_the_nearest() -> None:
    with pytest.raises(InputError, match=r"in the vocabulary `types`\. Is `academic` meant\?"):
        read_code("types", "academc")
    with pytest.raises(InputError, match=r"in the vocabulary `types`\. Choose one of its codes\.$"):
        read_code("types", "zzzz")


def test_what_is_no_country_names_the_nearest() -> None:
    assert country_meant("Philipines") == "Philippines"
    assert country_meant("Atlantis") == ""
    assert "meant" not in no_country("Atlantis")
    with pytest.raises(InputError, match="Is Senegal meant"):
        read_need(NeedDescription("Sengal", "wells"))


def test_a_question_takes_them(matcher: Matcher) -> None:
    day = date(2025, 6, 15)
    small, large = (
        matcher.partnerships(
            PartnerDescription("A club", "We plant mangroves.", type, brings=(brings,)),
            where={"country": ["Kenya"]},
            as_of=day,
        )[0]
        for type, brings in (("ngo", "training"), ("NGO", "Training"))
    )
    assert small == large
    with pytest.raises(InputError, match="Is Kenya meant"):
        matcher.partnerships(PartnerDescription("A club", "Trees."), where={"country": ["Kennya"]}, as_of=day)
