"""The words of a need that an entry hasn't: it may be near in meaning or field, and yet not be what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from api.pages.intents import intents
from api.pages.unread import country_names, unread
from graph.store.interface import View
from graph.text.fold import terms
from graph.text.language import language


def lacking(
    view: View, actions: Sequence[str], countries: Iterable[str], ids: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """The words of a need that stand in neither title nor text of some entries, as the need has them.

    The names of the country that asks are none of them, nor what says that something is needed.

    Args:
        view: the store.
        actions: what is needed, piece by piece.
        countries: alpha-3 codes of who asks.
        ids: of the entries; those that the store hasn't are left out.
    """
    text = "; ".join(actions)
    said = [*country_names(set(countries)), *(each.phrase for each in intents(text))]
    wanted = {word: set(terms(word)) for word in unread(text, said, language(text))}
    found = {}
    for entity in view.get(list(dict.fromkeys(ids))):
        has = {term for told in (entity.name, *(each.text for each in entity.texts)) for term in terms(told)}
        found[entity.id] = tuple(word for word, asked in wanted.items() if not asked <= has)
    return found


def in_none(lacks: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The words that none of the entries has.

    >>> in_none({"a": ["herders", "early"], "b": ["herders"]}), in_none({})
    (('herders',), ())
    """
    first, *others = lacks.values() or ((),)
    return tuple(word for word in first if all(word in other for other in others))
