"""The review, what needs care, reports of errors, where the data comes from, signing in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model.judgements import Name
from graph.review.words import pair_id

QUESTION = pair_id(Name("lagoon keepers"), Name("lagoon keepers association"))
TWINS = pair_id(Name("harbour:1", "partnership"), Name("jetty:6", "partnership"))

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/review": ("/review", "/review?kind=partner&q=lagoon", "/review?q=xyzzy", "/review?country=Atlantis"),
    "/review/history": ("/review/history", "/review/history?by=nobody"),
    "/review/entries/{id}": ("/review/entries/lagoon-keepers-e4ef0261", "/review/entries/nobody"),
    "/review/{id}": (f"/review/{QUESTION}", f"/review/{TWINS}?kind=partnership", "/review/nothing"),
    "/desk": ("/desk",),
    "/desk/{code}": ("/desk/no-lead", "/desk/roles-read", "/desk/no-goal", "/desk/types-read", "/desk/nothing"),
    "/desk/corrections": ("/desk/corrections", "/desk/corrections?state=settled"),
    "/corrections": ("/corrections", "/corrections?about=coast-1", "/corrections?asked=site"),
    "/corrections/{id}": ("/corrections/0123456789abcdef", "/corrections/nothing"),
    "/data": ("/data",),
    "/data/{register}/rows": ("/data/harbour/rows", "/data/harbour/rows?kind=date-vague", "/data/nothing/rows"),
    "/accessibility": ("/accessibility",),
    "/sign-in": ("/sign-in", "/sign-in?next=/review"),
}

OWN_ANSWERS: Mapping[str, str] = {
    "/corrections": "the page is everybody's form; the API's route of that path lists the reports for the desk",
}
"""Pages that show another answer than the API's route of the same path, and why."""
