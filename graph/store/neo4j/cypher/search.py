"""Which entities a query gives, and what is asked of them: pages, counts, facets, words, passages.

A selection binds `entity`, each once. Words and filters are Lucene's affair (lists of matches, intersected); a query
for kinds alone, or for everything, goes by label. Statuses are told of what these leave, from the days of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.store.neo4j.cypher.names import KIND_LABELS, TERMS_INDEX
from graph.store.neo4j.cypher.statuses import STATUS, having_status
from graph.store.neo4j.lucene import accepted, questions
from graph.store.query import Query

_EVERYTHING = "MATCH (entity:Entity)"

_HIGHEST_DEGREE = 2**63 - 1

_PASSES = "all(words IN {filters} WHERE any(word IN words WHERE word IN entity.facets))"


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a statement that binds `entity`, and its parameters.

    Attributes:
        text: ends with `entity` bound, each entity once.
        parameters: what `text` names.
    """

    text: str
    parameters: Mapping[str, Any]


def selection(query: Query, name: str = "given") -> Selection:
    """The entities that a query gives.

    Args:
        query: candidates and filters.
        name: put before the parameters, for statements with several selections.

    Raises:
        InputError: an unknown field, or a term that isn't one word.
    """
    query.check()
    condition, parameters = having_status(query, name)
    if not condition:
        return _selected(query, name)
    if "" not in query.where["status"] and not query.where.get("kind"):
        # Only partnerships have one: the label and the index of words leave out the others sooner.
        query = replace(query, where={**query.where, "kind": ("partnership",)})
    chosen = _selected(query, name)
    return Selection(f"{chosen.text}\nWITH entity WHERE {condition}", {**chosen.parameters, **parameters})


def _selected(query: Query, name: str) -> Selection:
    """The entities that a query gives, whatever their status."""
    asked = questions(query)
    found = _found(asked, query.every, f"${name}_questions")
    if not query.terms and not query.ids:
        kinds = query.where.get("kind", ())
        if all(field in {"kind", "status"} or not values for field, values in query.where.items()):
            labels = "|".join(KIND_LABELS[kind] for kind in dict.fromkeys(kinds) if kind in KIND_LABELS)
            if kinds and not labels:
                return Selection("MATCH (entity:Entity) WHERE false", {})
            return Selection(f"MATCH (entity:{labels})" if labels else _EVERYTHING, {})
        return Selection(found, {f"{name}_questions": asked})
    parameters: dict[str, Any] = {}
    branches = []
    if query.terms:
        branches.append(f"{found} RETURN entity")
        parameters[f"{name}_questions"] = asked
    if query.ids:
        passes = _PASSES.format(filters=f"${name}_filters")
        branches.append(f"UNWIND ${name}_ids AS id MATCH (entity:Entity {{id: id}}) WHERE {passes} RETURN entity")
        parameters |= {f"{name}_ids": list(dict.fromkeys(query.ids)), f"{name}_filters": accepted(query)}
    if len(branches) == 1:
        return Selection(branches[0].removesuffix(" RETURN entity"), parameters)
    return Selection(f"CALL () {{ {' UNION '.join(branches)} }}", parameters)


def count(query: Query) -> Selection:
    """How many there are."""
    chosen = selection(query)
    return Selection(f"{chosen.text}\nRETURN count(*) AS answer", chosen.parameters)


def page(query: Query, limit: int, after: tuple[int, str] | None) -> Selection:
    """Ids and degrees, by degree and id."""
    chosen = selection(query)
    degree, id = after or (_HIGHEST_DEGREE, "")
    # Everything is walked in the index's order; without the hint, each half of the condition would be looked up.
    hint = "USING INDEX entity:Entity(degree)" if chosen.text == _EVERYTHING else "WITH entity"
    text = f"""
{chosen.text}
{hint}
WHERE entity.degree <= $degree AND (entity.degree < $degree OR entity.id > $id)
WITH entity ORDER BY entity.degree DESC, entity.id LIMIT $limit
RETURN collect([entity.id, entity.degree]) AS answer
"""
    return Selection(text, {**chosen.parameters, "limit": limit, "degree": degree, "id": id})


def facets(query: Query, fields: Sequence[str]) -> Selection:
    """For each field that narrows, its values, and for all others together facet words, and how many have them.

    Answers a list of (field or "", [[value or word, number], …]).
    """
    query.check(fields)
    narrowing = [field for field in dict.fromkeys(fields) if query.where.get(field)]
    parts = {field: replace(query, where=_without(query.where, field)) for field in narrowing}
    if len(narrowing) < len(set(fields)):
        parts[""] = query
    texts, parameters = [], {"fields": list(parts), "day": query.as_of}
    for number, (field, part) in enumerate(parts.items()):
        chosen = selection(part, f"part{number}")
        texts.append(f"""CALL () {{
{chosen.text}
{_counted(field, fields)}
WITH word, count(*) AS number
RETURN collect([word, number]) AS counts{number}
}}""")
        parameters |= chosen.parameters
    counts = ", ".join(f"[$fields[{number}], counts{number}]" for number in range(len(parts)))
    return Selection("\n".join([*texts, f"RETURN [{counts}] AS answer"]), parameters)


def rank(query: Query, limit: int) -> Selection:
    """Ids and scores of the best by words."""
    query.check()
    asked = questions(query)
    condition, told = having_status(query)
    if len(asked) == 1 and not condition:
        # More than asked for, so that equal scores at the end are told apart by id and not by Lucene's numbering.
        found = f"CALL db.index.fulltext.queryNodes('{TERMS_INDEX}', $questions[0], {{limit: $limit + 100}})"
        text = f"{found} YIELD node AS entity, score"
    else:
        text = _found(asked, query.every, "$questions", keep=", score")
        text += f"\nWITH entity, score WHERE {condition}" if condition else ""
    return Selection(
        f"""
{text}
WITH entity.id AS id, score ORDER BY score DESC, id LIMIT $limit
RETURN collect([id, score]) AS answer
""",
        {"questions": asked, "limit": limit, **told},
    )


def passages_of(query: Query) -> Selection:
    """Of every entity that the query gives: id, and number and hash of each of its passages."""
    chosen = selection(query)
    text = f"""
{chosen.text}
MATCH (entity)-[:HAS_PASSAGE]->(passage:Passage)
RETURN [collect(entity.id), collect(passage.number), collect(passage.hash)] AS answer
"""
    return Selection(text, chosen.parameters)


def bearers(query: Query) -> Selection:
    """Of the entities that pass the query's filters, id, number and hash of the passages that have one of `$hashes`."""
    filters = accepted(query)
    condition, told = having_status(query)
    conditions = [_PASSES.format(filters="$filters")] if filters else []
    conditions += [condition] if condition else []
    text = f"""
UNWIND $hashes AS hash
MATCH (passage:Passage {{hash: hash}})<-[:HAS_PASSAGE]-(entity:Entity)
{"WHERE " if conditions else ""}{" AND ".join(conditions)}
RETURN [collect(entity.id), collect(passage.number), collect(hash)] AS answer
"""
    return Selection(text, {"filters": filters, **told})


def _counted(field: str, fields: Sequence[str]) -> str:
    """Binds `word` to a field's values, or for "" to the words of all fields that don't narrow."""
    if not field:
        told = f" + ['status=' + {STATUS}]" if "status" in fields else ""
        return f"UNWIND entity.facets{told} AS word"
    if field == "status":
        return f"WITH {STATUS} AS word"
    if field == "kind":
        return "WITH entity.kind AS word"
    return f"UNWIND coalesce(entity.facet_{field}, ['']) AS word"


def _found(asked: Sequence[str], every: bool, questions: str, keep: str = "") -> str:
    """What Lucene finds for one question, or for several."""
    if len(asked) <= 1:
        return f"CALL db.index.fulltext.queryNodes('{TERMS_INDEX}', {questions}[0]) YIELD node AS entity{keep}"
    wanted = len(asked) if every else 1
    return (
        f"UNWIND {questions} AS question"
        f" CALL db.index.fulltext.queryNodes('{TERMS_INDEX}', question) YIELD node, score"
        f" WITH node AS entity, sum(score) AS score, count(*) AS answered WHERE answered >= {wanted}"
        f" WITH entity{keep}"
    )


def _without(where: Mapping[str, tuple[str, ...]], field: str) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in where.items() if name != field}
