"""About 200 questions as people ask them: short, long, with filters, of names, in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.store.interface import View
from graph.store.query import Query

_TOPICS = (
    "mangroves", "early warning of floods", "clean cooking stoves", "girls in science", "plastic litter on beaches",
    "solar power for schools", "small-scale fisheries", "drinking water", "malaria", "marine protected areas",
    "financing for small businesses", "ocean acidification", "vocational training", "waste water", "coral reefs",
    "climate-smart farming", "data and statistics", "sustainable tourism", "desalination", "disability",
)  # fmt: skip
_COUNTRIES = ("Kenya", "Fiji", "Brazil", "Bangladesh", "Portugal", "Morocco", "Samoa", "India", "Senegal", "Peru")
_LONG = (
    (
        "We teach school children about plastic litter and take them to count it on beaches; who could join us with"
        " money or with boats, and has done the same before in a country like {country}?"
    ),
    (
        "A ministry of {country} needs offers for the training of technicians who install and repair pumps that run on"
        " solar power in villages without a grid, with spare parts that can be bought on the spot."
    ),
    (
        "partnerships that protect and restore mangroves and sea grass along the coast of {country} together with"
        " women's groups, and that measure how much carbon is stored"
    ),
    (
        "Which initiatives of cities and universities in {country} collect data on air quality and health, publish them"
        " openly, and have a budget for small grants to local organisations?"
    ),
)
_OTHER_LANGUAGES = (
    "agua potable para comunidades rurales", "energía solar para escuelas", "pesca artesanal sostenible",
    "protection des récifs coralliens", "eau potable et assainissement", "formation des jeunes aux métiers de la mer",
    "redução do lixo marinho", "agricultura familiar e clima", "educação oceânica nas escolas",
    "чистая вода для сельских общин", "защита морской среды", "возобновляемая энергия",
    "حماية الشعاب المرجانية", "مياه الشرب النظيفة", "الطاقة الشمسية للمدارس",
    "保护海洋生物多样性", "清洁饮用水", "可再生能源合作伙伴关系",
)  # fmt: skip
_NAMES = 40


@dataclass(frozen=True)
class Question:
    """A question with its filters."""

    text: str
    where: Mapping[str, str] = field(default_factory=dict)


def questions(view: View, most: int) -> list[Question]:
    """The questions, those of each sort spread evenly over the list.

    Args:
        view: the store, of whose partners some are asked for by name.
        most: at most so many.
    """
    short = [Question(topic) for topic in _TOPICS]
    placed = [
        Question(f"{topic} in {country}")
        for topic, country in zip(_TOPICS * 2, [*_COUNTRIES, *_COUNTRIES[3:], *_COUNTRIES[:3]] * 2, strict=True)
    ]
    filtered = [
        Question(topic, where)
        for number, topic in enumerate(_TOPICS * 3)
        for where in (
            {"country": _COUNTRIES[number % 10]} if number % 3 == 0
            else {"sdg": str(number % 17 + 1), "kind": "partnership"} if number % 3 == 1
            else {"kind": "partner"},
        )
    ]  # fmt: skip
    long = [Question(text.format(country=country)) for text in _LONG for country in _COUNTRIES[::2]]
    foreign = [Question(text) for text in _OTHER_LANGUAGES]
    named = [Question(name) for name in _names(view)]
    ordered = [
        (place / len(sort), number, question)
        for number, sort in enumerate((short, placed, filtered, long, foreign, named))
        for place, question in enumerate(sort)
    ]
    every = [question for _, _, question in sorted(ordered, key=lambda each: each[:2])]
    return every[:: max(1, len(every) // most)][:most]


def ids(view: View, kind: str, number: int) -> list[str]:
    """Ids of entities of a kind, from the best connected to those with one tie only."""
    listed = [id for id, degree in view.page(Query(where={"kind": (kind,)}), 1_000_000) if degree]
    return listed[:: max(1, len(listed) // number)][:number]


def _names(view: View) -> Sequence[str]:
    return [entity.name for entity in islice(view.get(ids(view, "partner", _NAMES)), _NAMES)]
