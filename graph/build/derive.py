"""The graph that a set of drafts and judgements gives: a function, with no store and no clock in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from graph.build import partners, partnerships
from graph.build.asked import asked_relations, need_or_offer
from graph.build.identities import identify
from graph.build.partners import partner, wholes
from graph.build.partnerships import partnership, partnership_relations, programme
from graph.build.references import apart, part_of, with_entry
from graph.build.roles import roles_of
from graph.build.terms import term_entities, term_relations
from graph.errors import InputError
from graph.model.drafts import Draft
from graph.model.entities import Entity, Relation
from graph.model.judgements import Judgement
from graph.model.vocabularies import vocabulary
from graph.resolve.clusters import resolve
from graph.resolve.naming import gather
from graph.resolve.reference.index import ReferenceIndex
from graph.resolve.reference.linking import link
from graph.resolve.scorer import Weights
from graph.resolve.twins.clusters import resolve_twins

_HANDED_ON = ("sdg", "theme", "register", "portfolio")
"""Facets that a partner has because of the partnerships it takes part in."""

MOST_SOURCES = 20
"""How many sources a relation carries; a partner listed more often in one record is listed no better."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What the store should hold.

    Attributes:
        entities: by id.
        relations: by source, relation, target, role.
        heirs: merged ids with the id that answers for them.
        judgements: what was decided by score, surest first.
    """

    entities: Mapping[str, Entity]
    relations: Mapping[tuple[str, str, str, str], Relation]
    heirs: Mapping[str, str]
    judgements: tuple[Judgement, ...]


def derive(
    drafts: Iterable[Draft],
    judgements: Iterable[Judgement],
    standing: AbstractSet[str],
    merged: AbstractSet[str],
    weights: Weights | None = None,
) -> Graph:
    """Derive the graph.

    Args:
        drafts: all of them, in the order of reading.
        judgements: all of them; undone ones count for nothing.
        standing: ids of the partners and partnerships that the store has now, so that none changes its meaning.
        merged: ids that redirect to one of these.
        weights: by which names are joined; by default those shipped.

    Returns:
        The graph; without drafts only the terms of the vocabularies.
    """
    drafts, asked, organisations = apart(drafts)
    entries = ReferenceIndex(organisations)
    judgements = list(judgements)
    # Who is named by partnerships comes first: what is asked for and offered changes nobody's id.
    known = gather([*drafts, *asked])
    resolution = resolve(known, judgements, weights, entries)
    clusters = resolution.clusters
    linked = link(clusters, known, resolution.codes, judgements, entries)
    identified = identify(clusters, partners.own_id, standing, merged)
    twins = resolve_twins(drafts, identified.ids, judgements)
    entities = {entity.id: entity for entity in term_entities()}
    relations = _Relations()
    relations.add(term_relations())
    for cluster in clusters:
        id = identified.ids[cluster.names[0]]
        code = next((resolution.codes[name] for name in cluster.names if name in resolution.codes), "")
        entities[id] = with_entry(partner(id, cluster, known, code), linked.links.get(cluster.names[0]))
    relations.add(wholes(resolution.wholes, known, identified.ids))
    relations.add(part_of({identified.ids[name]: link for name, link in linked.links.items()}))
    portfolios = vocabulary("portfolios")
    read = {draft.record: draft for draft in drafts}
    # Every record answers to its own id, whether or not an entry ever stood under it alone.
    own = {partnerships.own_id(name) for cluster in twins.clusters for name in cluster.names}
    initiatives = identify(twins.clusters, partnerships.own_id, standing, own)
    for cluster in twins.clusters:
        records = [read[name.folded] for name in cluster.names]
        made = partnership(initiatives.ids[cluster.names[0]], records, cluster)
        if made.id in entities:
            raise InputError(f"{made.records} and {entities[made.id].records} would have one id, {made.id}.")
        entities[made.id] = made
        for portfolio in made.facets.get("portfolio", ()):
            known_as = portfolios.get(portfolio)
            holder = programme(portfolio, known_as.label() if known_as else portfolio)
            entities.setdefault(holder.id, holder)
        stated = list(partnership_relations(made.id, records, identified.ids))
        relations.add(stated)
        relations.add(roles_of(made, records, (each for each in stated if each.relation == "takes-part"), entities))
    for draft in asked:
        made = need_or_offer(draft)
        if made.id in entities:
            raise InputError(f"{made.records} and {entities[made.id].records} would have one id, {made.id}.")
        entities[made.id] = made
        relations.add(asked_relations(made.id, draft, identified.ids))
    for entity in list(entities.values()):
        if entity.kind == "partner" and (country := entity.fact("country")) in entities:
            home = next(fact for fact in entity.facts if fact.field == "country" and fact.chosen)
            relations.add(
                [Relation(entity.id, "based-in", country, basis=home.basis, sources=home.sources, rule=home.rule)]
            )
    known_wholes = {identified.ids[part]: identified.ids[whole] for part, (whole, _) in resolution.wholes.items()}
    listed = {identified.ids[name] for name in resolution.codes}
    made_relations = {
        key: relation
        for key, relation in relations.made(entities).items()
        # Of whom a world organisation is a part is known; a list that puts it under somebody means something else.
        if relation.relation != "part-of" or key[0] not in listed or known_wholes.get(key[0]) == key[2]
    }
    _hand_on(entities, made_relations.values())
    decided = (*resolution.judgements, *linked.judgements, *twins.judgements)
    by_score = sorted(decided, key=lambda judgement: -(judgement.score or 0.0))
    return Graph(entities, made_relations, {**identified.heirs, **initiatives.heirs}, tuple(by_score))


class _Relations:
    """Relations by their key; the same one stated twice keeps both sources."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str, str], Relation] = {}

    def add(self, relations: Iterable[Relation]) -> None:
        for relation in relations:
            key = relation_key(relation)
            before = self._made.get(key)
            if before is None:
                self._made[key] = relation
            elif len(before.sources) < MOST_SOURCES:
                sources = tuple(dict.fromkeys((*before.sources, *relation.sources)))
                self._made[key] = replace(before, sources=sources)

    def made(self, entities: Mapping[str, Entity]) -> dict[tuple[str, str, str, str], Relation]:
        """Those whose both ends are there; a link to a code that no vocabulary knows has no other end."""
        return {key: made for key, made in self._made.items() if made.source in entities and made.target in entities}


def relation_key(relation: Relation) -> tuple[str, str, str, str]:
    """What identifies a relation."""
    return (relation.source, relation.relation, relation.target, relation.role)


def _hand_on(entities: dict[str, Entity], relations: Iterable[Relation]) -> None:
    """Partners get the facets of their partnerships, partnerships the types of their partners, and both a degree."""
    facets: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ties: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.relation == "offers":
            facets[relation.source]["register"].update(entities[relation.target].facets.get("register", ()))
        if relation.relation != "takes-part":
            continue
        partner_, partnership_ = entities[relation.source], entities[relation.target]
        ties[partner_.id].add(partnership_.id)
        ties[partnership_.id].add(partner_.id)
        for field in _HANDED_ON:
            facets[partner_.id][field].update(partnership_.facets.get(field, ()))
        if type_ := partner_.fact("type"):
            facets[partnership_.id]["type"].add(type_)
    for id, entity in entities.items():
        if entity.kind not in {"partner", "partnership"}:
            continue
        own = {field: set(values) for field, values in entity.facets.items()}
        for field, values in facets[id].items():
            own.setdefault(field, set()).update(values)
        if entity.kind == "partner":
            own |= {field: {value} for field in ("type", "country") if (value := entity.fact(field))}
        entities[id] = replace(
            entity,
            facets={field: tuple(sorted(values)) for field, values in sorted(own.items()) if values},
            degree=len(ties[id]),
        )
