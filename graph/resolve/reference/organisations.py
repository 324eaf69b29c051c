"""An entry of a reference register: what an organisation is called, where it is, how it is known elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.model.drafts import Draft
from graph.text.fold import fold, is_acronym

NameKind = Literal["display", "label", "alias", "acronym"]
State = Literal["active", "inactive", "withdrawn"]

_STATES: Mapping[str, State] = {"inactive": "inactive", "withdrawn": "withdrawn"}
_KINDS: Mapping[str, NameKind] = {"display": "display", "label": "label", "acronym": "acronym"}

KIND = "organisation"
"""The kind of the drafts of reference registers."""


@dataclass(frozen=True, slots=True)
class ReferenceName:
    """One name of an entry: as written, of which kind, in which language (ISO 639-1, or empty)."""

    name: str
    kind: NameKind = "alias"
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceOrganisation:
    """One entry.

    Attributes:
        record: id of its record, by which it is told apart and quoted.
        name: the name shown.
        names: all its names, that one among them; acronyms too.
        register: code of its register.
        countries: alpha-3 codes.
        type: code of the vocabulary `types`, or empty.
        identifiers: (scheme, value) of how it is known here and elsewhere, the register's own first.
        parents: keys of the entries of which it is a part.
        children: keys of the entries that are parts of it.
        successors: (key, name) of the entries that came after it.
        state: active; inactive where it is no more; withdrawn where the entry must not be used.
    """

    record: str
    name: str
    names: tuple[ReferenceName, ...]
    register: str = ""
    countries: frozenset[str] = frozenset()
    type: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    successors: tuple[tuple[str, str], ...] = ()
    state: State = "active"

    @property
    def label(self) -> str:
        """What it is called where it is quoted: its name and its register's own identifier."""
        return f"{self.name} ({self.identifiers[0][1]})" if self.identifiers else self.name

    @property
    def full_names(self) -> tuple[ReferenceName, ...]:
        """Its names that are more than an acronym, each once by its folded form."""
        once: dict[str, ReferenceName] = {}
        for each in self.names:
            if each.kind != "acronym" and not is_acronym(each.name.strip()) and (folded := fold(each.name)):
                once.setdefault(folded, each)
        return tuple(once.values())

    @property
    def acronyms(self) -> tuple[str, ...]:
        """Its acronyms, as written."""
        return tuple(
            dict.fromkeys(each.name for each in self.names if each.kind == "acronym" or is_acronym(each.name.strip()))
        )


def organisations(drafts: Iterable[Draft]) -> Iterator[ReferenceOrganisation]:
    """The entries among drafts, in their order; drafts of any other kind are passed over."""
    for draft in drafts:
        if draft.kind == KIND:
            yield _organisation(draft)


def _organisation(draft: Draft) -> ReferenceOrganisation:
    stated: dict[str, list[object]] = {}
    for fact in draft.facts:
        stated.setdefault(fact.field, []).append(fact.value)
    return ReferenceOrganisation(
        record=draft.record,
        name=draft.name,
        names=tuple(_name(value) for value in _objects(stated, "name")),
        register=draft.register,
        countries=frozenset(str(value) for value in stated.get("country", ())),
        type=next((str(value) for value in stated.get("type", ())), ""),
        identifiers=tuple((each["scheme"], each["value"]) for each in _objects(stated, "identifier")),
        parents=tuple(each["id"] for each in _objects(stated, "parent")),
        children=tuple(each["id"] for each in _objects(stated, "child")),
        successors=tuple((each["id"], each["name"]) for each in _objects(stated, "successor")),
        state=_STATES.get(str(next(iter(stated.get("state", ())), "")), "active"),
    )


def _objects(stated: Mapping[str, list[object]], field: str) -> Iterator[Mapping[str, str]]:
    return (value for value in stated.get(field, ()) if isinstance(value, Mapping))


def _name(value: Mapping[str, str]) -> ReferenceName:
    kind = value.get("kind", "")
    return ReferenceName(value.get("name", ""), _KINDS.get(kind, "alias"), value.get("language", ""))
