"""Data extension: what is known of entities that were matched, property by property."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.reconciliation.properties import MOST_VALUES, Property, properties, read_property, values
from api.reconciliation.queries import MOST, read_object
from api.reconciliation.quoting import is_unicode, quoted
from api.reconciliation.types import entity_types, read_type
from api.reconciliation.wire import (
    ExtendedProperty,
    Extension,
    NumberSetting,
    ProposedProperties,
    SuggestedProperty,
    TypeName,
)
from api.service import Service
from graph.errors import InputError
from graph.store.redirects import last_heir

SETTINGS = (
    NumberSetting(
        name="limit",
        label="Values at most",
        help_text=f"So many values for each entity, the first by name; 0: all, up to {MOST_VALUES}.",
        default=0,
    ),
)
"""What a client may set for a property."""

_MOST_PROPERTIES = 50


class _Settings(BaseModel):
    model_config = ConfigDict(extra="ignore")

    limit: int = Field(default=0, ge=0)


class _Asked(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    settings: _Settings = _Settings()


class _Query(BaseModel):
    model_config = ConfigDict(extra="ignore")

    ids: list[str] = Field(max_length=MOST)
    properties: list[_Asked] = Field(max_length=_MOST_PROPERTIES)


def extend(service: Service, written: str) -> Extension:
    """The values of properties for entities.

    An id that nobody bears has no values; a merged one has those of its heir, under the id that was asked.

    Args:
        service: the service.
        written: a data extension query in JSON.

    Raises:
        InputError: it is none: what is wrong and where; or a property doesn't exist.
    """
    query = _read(read_object(written, "extend"))
    columns = {each.id: (read_property(each.id), each.settings.limit or MOST_VALUES) for each in query.properties}
    view = service.view
    found = {each.id: each for each in view.get(query.ids)}
    missing = [id for id in query.ids if id not in found]
    redirects = view.redirects() if missing else {}
    heirs = {id: heir for id in missing if (heir := last_heir(id, redirects)) is not None}
    by_heir = {each.id: each for each in view.get(list(heirs.values()))}
    found |= {id: by_heir[heir] for id, heir in heirs.items() if heir in by_heir}
    return Extension(
        meta=tuple(_column(each) for each, _ in columns.values()),
        rows={
            id: {
                each.id: values(view, found[id], each, min(limit, MOST_VALUES)) if id in found else ()
                for each, limit in columns.values()
            }
            for id in query.ids
        },
    )


def proposed(type: str, limit: int | None) -> ProposedProperties:
    """The properties that entities of a type may have; of all types where none is named.

    Raises:
        InputError: there is no such type.
    """
    kind = read_type(type).kind if type else ""
    fitting = [each for each in properties().values() if not kind or kind in each.kinds]
    return ProposedProperties(
        type, tuple(SuggestedProperty(each.id, each.name, each.description) for each in fitting[:limit])
    )


def _read(written: dict[str, Any]) -> _Query:
    try:
        query = _Query.model_validate(written)
    except ValidationError as error:
        said = [
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
            for each in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise InputError(f"`extend` is no data extension query: {'; '.join(said[:5])}.") from error
    unreadable = [id for id in query.ids if not is_unicode(id)]
    if unreadable:
        raise InputError(f"`extend`: an id is no Unicode text: {quoted(unreadable[0])}.")
    return query


def _column(property: Property) -> ExtendedProperty:
    of = TypeName(property.of, entity_types()[property.of].name) if property.of else None
    return ExtendedProperty(id=property.id, name=property.name, type=of)
