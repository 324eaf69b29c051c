"""Questions in the query language of Neo4j's full-text index, which is Lucene's.

Every word is quoted, so that no character in it is taken for an operator; what a quoted string can hold is escaped
(https://lucene.apache.org/core/10_3_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import InputError
from graph.store.neo4j.facets import facet_word
from graph.store.query import KEPT_FACETS, Query

NAMES_TO_REST = 4
"""How many times a term in a name outweighs one elsewhere."""

MOST_TERMS = 250
"""Terms in one question: each is two clauses, and Lucene takes 1,024 in all."""


def quoted(word: str) -> str:
    r"""A word as Lucene's parser gives it back unchanged.

    >>> print(quoted("AND"), quoted('c"o\\m*'))
    "AND" "c\"o\\m*"
    """
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def questions(query: Query) -> list[str]:
    """Lucene questions for the query's terms and filters; its ids and statuses are left aside.

    Args:
        query: with terms, or with filters, or with both.

    Returns:
        One question; several if there are more terms than one holds. An entity's score is then the sum of its scores;
        it contains all terms if every question finds it. Without terms and filters: none.

    Raises:
        InputError: a term isn't one word.

    >>> questions(Query(where={"sdg": ("13", "14")}, terms=("water",)))
    ['+(name_terms:"water"^4 text_terms:"water") +facets:("sdg=13" "sdg=14")^0']
    """
    if not all(term and min(term) > " " for term in query.terms):
        raise InputError(f"A term is one word without spaces: {query.terms!r}.")
    narrowed = _filters(query)
    if not query.terms:
        return [" ".join(narrowed)] if narrowed else []
    terms = list(dict.fromkeys(query.terms))
    made = []
    for start in range(0, len(terms), MOST_TERMS):
        clauses = [_clause(term) for term in terms[start : start + MOST_TERMS]]
        wanted = [f"+{clause}" for clause in clauses] if query.every else [f"+({' '.join(clauses)})"]
        made.append(" ".join([*wanted, *narrowed]))
    return made


def accepted(query: Query) -> list[list[str]]:
    """For every field that narrows but the status, the facet words of which an entity has to have one."""
    return [
        [facet_word(field, value) for value in query.where[field]] for field in KEPT_FACETS if query.where.get(field)
    ]


def _clause(term: str) -> str:
    word = quoted(term)
    return f"(name_terms:{word}^{NAMES_TO_REST} text_terms:{word})"


def _filters(query: Query) -> list[str]:
    # A boost of nought: a filter says who may be found, and nothing about how well.
    return [f"+facets:({_any(words)})^0" for words in accepted(query)]


def _any(words: Iterable[str]) -> str:
    some: Sequence[str] = list(words)
    return " ".join(quoted(word) for word in some)
