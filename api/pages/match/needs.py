"""What the pages of needs, offers and cooperation have in common: how they begin, and what is asked besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from api.pages.match.choosing import chosen
from api.pages.page import Page
from api.problems import EnglishPart, ProblemPart
from api.service import Service
from api.wire_needs import NeedSummary
from graph.matching.codes import no_country
from graph.matching.match import Evidence
from graph.model.entities import Kind
from graph.model.vocabularies import countries, read_country, vocabulary

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class AskingPage:
    """A page with a form, and with the answer where enough was asked.

    Attributes:
        answer: the matches; None where nothing was asked, or not enough.
        examples: entries of the store to begin with.
        held: kind of entry to how many the store has.
        meaning: why nothing is found by meaning; empty where it is.
        problems: what is wrong with the question.
    """

    answer: object | None = None
    examples: tuple[NeedSummary, ...] | tuple[Evidence, ...] = ()
    held: Mapping[str, int] | None = None
    meaning: str = ""
    problems: tuple[ProblemPart, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to show yet but the form."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class NeedPage(AskingPage):
    """A page about one need, which has needs as examples.

    Attributes:
        need: the stored need that is asked about.
        stated: where a country is said and no need: what stands of it in the store.
    """

    examples: tuple[NeedSummary, ...] = ()
    need: NeedSummary | None = None
    stated: tuple[NeedSummary, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Likewise."""
        return self.answer is None and not self.stated


P = TypeVar("P", bound=AskingPage)


def completed(service: Service, made: P, examples: Callable[[], tuple[NeedSummary, ...] | tuple[Evidence, ...]]) -> P:
    """A page with what it says of the store, and where it is bare with examples to begin with."""
    held, meaning = service.status().entities, service.why_no_meaning(to_operator=False)
    return replace(made, held=held, meaning=meaning, examples=examples() if made.is_bare else ())


def read_whose(page: Page, unsaid: str) -> tuple[str, list[ProblemPart]]:
    """The code of the country whose need it is, and what is wrong with what was said.

    Args:
        page: the page.
        unsaid: what is wrong where no country is said.
    """
    written = page.query.first("country").strip()
    if not written:
        return "", [ProblemPart(place="country", message=unsaid)]
    if (code := read_country(written)) is None:
        return "", [EnglishPart(place="country", message=no_country(written))]
    return code, []


def asked_besides(
    page: Page, service: Service, kinds: Sequence[Kind], ask: Callable[[str], Sequence[M]]
) -> tuple[M | None, tuple[Evidence, ...]]:
    """The match of the one entry that `why` asks about, whatever its place, and those that its name may mean.

    Args:
        page: the page.
        service: the service.
        kinds: of which the entry may be.
        ask: the same question about the one with this id alone.
    """
    why = page.query.first("why").strip()
    one, possible = chosen(service, why, kinds) if why else ("", ())
    return next(iter(ask(one)), None) if one else None, possible


def choices(page: Page) -> dict[str, object]:
    """What the forms let one choose from: themes, and countries by their names."""
    names = sorted(each.name(page.language.code) for each in countries().values())
    return {"themes": list(vocabulary("themes").terms), "country_names": names}
