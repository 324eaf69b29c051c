"""Of which country a record speaks, where it doesn't say so: whose ministry its "Ministry of Fisheries" is."""

from __future__ import annotations

from functools import lru_cache

from graph.model.drafts import Draft
from graph.resolve.words import countries_in

READ = 4_000
"""Characters of each text that are read for names of countries."""


def home_country(draft: Draft) -> str:
    """Alpha-3 code of the one country that a record is about; "" where it is about several, or about none.

    Its field of countries says so; where that is empty, the countries that stand beside and in the names of its
    partners, in its title and in its texts, if they are all the same one. One that is named once in a long text beside
    others says nothing: the answer is used to tell one country's ministry from another's, and has to be right.
    """
    return _home(_Identity(draft))


class _Identity:
    """A draft as the key of a cache: drafts hold what can't be hashed, and are compared slowly."""

    __slots__ = ("draft",)

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def __hash__(self) -> int:
        return id(self.draft)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.draft is other.draft


# The names of a draft are asked one after another.
@lru_cache(maxsize=16)
def _home(key: _Identity) -> str:
    draft = key.draft
    stated = {link.code for link in draft.links if link.kind == "country"}
    if stated:
        return stated.pop() if len(stated) == 1 else ""
    found = {mention.country for mention in draft.mentions if mention.country}
    for text in (draft.name, *(mention.name for mention in draft.mentions)):
        found |= countries_in(text)
    for each in draft.texts:
        if len(found) > 1:
            break
        found |= countries_in(each.text[:READ])
    return found.pop() if len(found) == 1 else ""
