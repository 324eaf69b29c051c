"""Fields, what is wrong with them, chips."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State, asked_at
from api.problems import EnglishPart, ProblemPart
from graph.matching.match import Evidence


def states(page: Page) -> Iterator[State]:
    """All of `components/forms.html`."""
    wrong = ProblemPart(place="title", message="A title has three letters at least.")
    yield State("error_summary", "one thing", [wrong])
    yield State("error_summary", "two, one of no field", [wrong, ProblemPart(place="", message="Nothing was said.")])
    yield State("error_summary", "one of a field that the form doesn't have", [wrong], ["text"])
    yield State("error_summary", "nothing", [])
    yield State("told", "in the language of the page", wrong)
    yield State("told", "in the library's", EnglishPart(place="", message="“Atlantis” is no country."))
    yield State("field", "empty", "title", "Title")
    hint = "As it is called in its register."
    yield State("field", "filled, needed, with a hint", "title", "Title", "Mangroves", hint=hint, required=True)
    yield State("field", "wrong", "title", "Title", "M", hint=hint, parts=[wrong])
    yield State("field", "of several lines", "text", "What it does", "We plant mangroves.", rows=4, maxlength=4000)
    yield State("field", "of several lines, wrong", "title", "What it does", "", rows=4, parts=[wrong])
    late = ProblemPart(place="as_of", message="“tomorrow” is no date.")
    yield State("field", "a date", "as_of", "Asking date", "2026-11-22", type="date")
    yield State("field", "a date that is none", "as_of", "Asking date", "tomorrow", type="date", parts=[late])
    yield State("field", "a password", "token", "Token", type="password", autocomplete="current-password")
    choices = [("", "Any"), ("ngo", "Civil society organisation"), ("business", "Private sector")]
    yield State("choice", "nothing chosen", "type", "Type", choices)
    yield State("choice", "one chosen, with a hint", "type", "Type", choices, "ngo", hint="What it is.")
    yield State("chip", "a condition", "Kenya", "/search", "Country")
    yield State("chip", "without a word before it", "marine litter", "/search")
    yield State("tick", "with a count", "sdg", "14", "Life below water", checked=False, count=1204)
    yield State("tick", "ticked, without one", "sdg", "13", "Climate action", checked=True)
    begun = asked_at(page, "/match/offers", ("text", "wells"))
    asked = asked_at(page, "/match/offers", ("text", "wells"), ("why", "reefs"))
    yield State("hidden_inputs", "nothing to be seen", asked.query, ("text",))
    label = "Name or id of an offer that you expected"
    yield State("asked_beside", "nothing asked", begun, "why", label, (), not_found=False)
    which = (Evidence("partnership", "coast-12", "Reefs"), Evidence("offer", "fund-3", "صندوق المياه"))
    yield State("asked_beside", "could be two", asked, "why", label, which, not_found=False)
    yield State("asked_beside", "is nothing", asked, "why", label, (), not_found=True)
