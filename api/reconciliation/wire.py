"""The shapes of the service's answers, as the schemas of the specification have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, Field

from api.reconciliation.types import EntityType


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type by its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against a candidate; `docs/reconciliation.md` lists them."""

    id: str
    value: bool | float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a query may mean.

    Attributes:
        id: its id.
        name: its name.
        description: in one line, what tells it from its namesakes.
        type: its types, the broadest first.
        score: 0 to 100.
        match: whether it is certain to be meant.
        features: what the score rests on.
    """

    id: str
    name: str
    description: str
    type: tuple[TypeName, ...]
    score: float
    match: bool
    features: tuple[Feature, ...]


class Result(BaseModel):
    """The candidates of one query, best first.

    The specification has no place for an error of one query among many; a query that can't be read has no candidates,
    and `error`, which clients pass over, says why.
    """

    result: tuple[Candidate, ...] = ()
    error: str | None = Field(default=None, description="Why the query could not be read.")


@dataclass(frozen=True, slots=True)
class SuggestedEntity:
    """An entity whose name begins as asked."""

    id: str
    name: str
    description: str
    notable: tuple[TypeName, ...]


@dataclass(frozen=True, slots=True)
class SuggestedProperty:
    """A property of which a client may ask or give values."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class EntitySuggestions:
    """Entities whose names begin as asked."""

    result: tuple[SuggestedEntity, ...]


@dataclass(frozen=True, slots=True)
class PropertySuggestions:
    """Properties whose names begin as asked."""

    result: tuple[SuggestedProperty, ...]


@dataclass(frozen=True, slots=True)
class TypeSuggestions:
    """Types whose names begin as asked."""

    result: tuple[EntityType, ...]


@dataclass(frozen=True, slots=True)
class Flyout:
    """A small preview as a piece of HTML."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class ProposedProperties:
    """The properties that entities of a type may have."""

    type: str
    properties: tuple[SuggestedProperty, ...]


class ExtendedProperty(BaseModel):
    """A column of an extension: the property asked for, and the type of its values where they are entities."""

    id: str
    name: str
    type: TypeName | None = None


Value = Mapping[str, str | int]
"""One value: `{"str": …}`, `{"int": …}`, or an entity's `{"id": …, "name": …}`."""


class Extension(BaseModel):
    """Values of properties: entity to property to its values."""

    meta: tuple[ExtendedProperty, ...]
    rows: Mapping[str, Mapping[str, tuple[Value, ...]]]


@dataclass(frozen=True, slots=True)
class View:
    """A template of an address, with `{{id}}` for the id."""

    url: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A template of the address of a page to be shown in a frame, and the frame's size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SuggestService:
    """Where suggestions are asked for; `${id}` stands for the id of what the flyout is about."""

    service_url: str
    service_path: str
    flyout_service_url: str
    flyout_service_path: str


@dataclass(frozen=True, slots=True)
class SuggestServices:
    """The three services of suggestions."""

    entity: SuggestService
    property: SuggestService
    type: SuggestService


@dataclass(frozen=True, slots=True)
class Place:
    """An address in two parts, which clients join."""

    service_url: str
    service_path: str


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A number that a client may set for a property."""

    name: str
    label: str
    help_text: str
    default: int
    type: str = "number"


@dataclass(frozen=True, slots=True)
class ExtendService:
    """Where properties are proposed, and what can be set for them."""

    propose_properties: Place
    property_settings: tuple[NumberSetting, ...]


class Manifest(BaseModel):
    """What the service is and where its parts are; its own fields are written in camel case, those inside aren't."""

    versions: tuple[str, ...]
    name: str
    identifier_space: str = Field(serialization_alias="identifierSpace")
    schema_space: str = Field(serialization_alias="schemaSpace")
    default_types: tuple[TypeName, ...] = Field(serialization_alias="defaultTypes")
    documentation: str
    service_version: str = Field(serialization_alias="serviceVersion")
    view: View
    preview: Preview
    suggest: SuggestServices
    extend: ExtendService
    batch_size: int = Field(serialization_alias="batchSize")
