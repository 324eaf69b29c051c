"""The codes of every vocabulary, with labels and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter

from api.problems import documented
from graph.matching.features import FEATURES
from graph.matching.model import shipped
from graph.matching.needs.features import FEATURES as NEED_FEATURES
from graph.matching.needs.weights import shipped as need_weights
from graph.model.vocabularies import names, vocabulary

router = APIRouter(tags=["vocabularies"])


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """One term of a vocabulary."""

    code: str
    labels: Mapping[str, str]
    definition: str
    source: str
    note: str
    parent: str


@dataclass(frozen=True, slots=True)
class VocabularyAnswer:
    """A vocabulary: what it is, as of when, from where, and its terms."""

    name: str
    title: str
    source: str
    date: str
    terms: tuple[TermAnswer, ...]


@dataclass(frozen=True, slots=True)
class VocabularyNames:
    """The names of all vocabularies."""

    vocabularies: tuple[str, ...]


@router.get("/vocabularies")
def all_vocabularies() -> VocabularyNames:
    """The names of all vocabularies."""
    return VocabularyNames((*names(), "reasons"))


@router.get("/vocabularies/{name}", responses=documented(HTTPStatus.NOT_FOUND))
def one_vocabulary(name: str) -> VocabularyAnswer:
    """The terms of a vocabulary; `reasons` are the features of a match, each with its formula and weight."""
    if name == "reasons":
        model, needs = shipped(), need_weights()
        terms = tuple(
            TermAnswer(
                code,
                {"en": code.replace("-", " ").capitalize()},
                feature.measures,
                model.name,
                model.weights_of(code),
                "",
            )
            for code, feature in FEATURES.items()
        ) + tuple(
            TermAnswer(
                code,
                {"en": code.replace("-", " ").capitalize()},
                measures,
                needs.version,
                f"weight {needs.of(code):g}",
                "",
            )
            for code, measures in NEED_FEATURES.items()
        )
        return VocabularyAnswer(name, "Reasons of a match", "goal17", model.name, terms)
    found = vocabulary(name)
    terms = tuple(
        TermAnswer(each.code, each.labels, each.definition, each.source, each.note, each.parent)
        for each in found.terms.values()
    )
    return VocabularyAnswer(found.name, found.title, found.source, found.date, terms)
