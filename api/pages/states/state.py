"""A component in one state."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from api.pages.links import Query
from api.pages.page import Page


@dataclass(frozen=True, slots=True, init=False)
class State:
    """A component as it is called once.

    Attributes:
        component: the macro's name.
        what: what is shown of it, in a few words.
        arguments: by their places.
        options: by their names.
    """

    component: str
    what: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]

    def __init__(self, component: str, what: str, *arguments: Any, **options: Any) -> None:
        object.__setattr__(self, "component", component)
        object.__setattr__(self, "what", what)
        object.__setattr__(self, "arguments", arguments)
        object.__setattr__(self, "options", options)


def asked_at(page: Page, path: str, *said: tuple[str, str]) -> Page:
    """The same page as if another address had been asked for: what components link to and send forms to.

    Args:
        page: that is shown.
        path: of the other address.
        said: names and values of its query.
    """
    other = copy(page)
    other.path, other.query = path, Query.of(said)
    return other


def words(said: str) -> Any:
    """A block that a component is called with (`caller`)."""
    return lambda: said
