"""JSON-LD 1.1: for whatever reads RDF, in the words of schema.org, Dublin Core, SKOS and the UN's SDG ontology.

The context stands in the file, so nothing has to be fetched to read it. Goals and targets have the identifiers that the
UN gave them (http://metadata.un.org/sdg/14.2); everything else is `urn:goal17:` and its id. What is declared, or
follows by rule, is a plain triple; every relation stands beside it as an `rdf:Statement` with its role, basis, score
and records, and an inferred one stands there only. (https://www.w3.org/TR/json-ld11/, http://metadata.un.org/sdg/ontology)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from graph.export.about import NOTICE
from graph.export.columns import Column, Row
from graph.export.cytoscape import to_json
from graph.export.network import Network
from graph.export.output import utf8
from graph.model.records import Register

_OWN = "urn:goal17:"
_WORDS = f"{_OWN}word:"
"""What no vocabulary has a word for: names of columns and relations."""

_LINK = "@id"

_CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "word": _WORDS,
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "description": "schema:description",
    "identifier": "schema:identifier",
    "version": "schema:version",
    "dateModified": "schema:dateModified",
    "temporalCoverage": "schema:temporalCoverage",
    "creditText": "schema:creditText",
    "variableMeasured": "schema:variableMeasured",
    "unitText": "schema:unitText",
    "isBasedOn": {"@id": "schema:isBasedOn", "@type": _LINK},
    "license": "schema:license",
    "url": {"@id": "schema:url", "@type": _LINK},
    "foundingDate": "schema:foundingDate",
    "dissolutionDate": "schema:dissolutionDate",
    "notation": "skos:notation",
    "member": {"@id": "schema:member", "@type": _LINK},
    "memberOf": {"@id": "schema:memberOf", "@type": _LINK},
    "parentOrganization": {"@id": "schema:parentOrganization", "@type": _LINK},
    "areaServed": {"@id": "schema:areaServed", "@type": _LINK},
    "location": {"@id": "schema:location", "@type": _LINK},
    "about": {"@id": "dct:subject", "@type": _LINK},
    "isTargetOf": {"@id": "sdgo:isTargetOf", "@type": _LINK},
    "isReplacedBy": {"@id": "dct:isReplacedBy", "@type": _LINK},
    "replaces": {"@id": "dct:replaces", "@type": _LINK},
    "related": {"@id": "dct:relation", "@type": _LINK},
    "subject": {"@id": "rdf:subject", "@type": _LINK},
    "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
    "object": {"@id": "rdf:object", "@type": _LINK},
}

_PREDICATES = {
    "addresses": "about",
    "operates-in": "areaServed",
    "based-in": "location",
    "formally-tied": "related",
    "merged-into": "isReplacedBy",
    "succeeds": "replaces",
}
"""Relations that have a word in a vocabulary, read in the same direction; `takes-part` is `member` the other way."""

_CLASSES = {
    "partnership": "schema:Project",
    "programme": "schema:Organization",
    "sdg": "sdgo:Goal",
    "target": "sdgo:Target",
    "theme": "skos:Concept",
    "country": "schema:Country",
    "region": "schema:Place",
}
_ORGANISATIONS = {
    "government": "schema:GovernmentOrganization",
    "local-authority": "schema:GovernmentOrganization",
    "ngo": "schema:NGO",
    "academic": "schema:EducationalOrganization",
    "scientific": "schema:ResearchOrganization",
    "workers": "schema:WorkersUnion",
}
"""Types of partners that schema.org has a class for and means the same by; the others are organisations."""

_RENAMED = {"code": "notation", "start": "foundingDate", "end": "dissolutionDate", "type": "organisation_type"}
"""Columns that are called otherwise here."""

_SHARED = {"name", "url"}
"""Columns that schema.org has a word for under the same name."""

_ELEMENTS = {"id", "kind", "uri", "source", "target"}
"""Columns that are the identifiers and the class of a node, or the ends of a relation."""


def write_jsonld(network: Network, stream: BinaryIO) -> None:
    """Write a network as JSON-LD.

    Args:
        network: what is written.
        stream: written to from where it stands, and left open.
    """
    # Of a relation only the ids of its ends are known; those of terms are called otherwise than by these.
    terms: dict[str, tuple[str, str]] = {}
    with utf8(stream) as text:
        text.write(f'{{"@context":{to_json(_context(network))},\n"@graph":[\n')
        text.write(to_json(_dataset(network)))
        for row in network.nodes():
            if row["kind"] in {"sdg", "target", "programme"}:
                terms[str(row["id"])] = (str(row["kind"]), str(row.get("uri", "")))
            text.write(f",\n{to_json(_node(row, network.node_columns))}")
        for row in network.edges():
            text.writelines(f",\n{to_json(each)}" for each in _statements(row, terms))
        text.write("\n]}\n")


def _context(network: Network) -> dict[str, Any]:
    """The words that are used, those of columns included."""
    columns = {column.name for column in (*network.edge_columns, *network.node_columns)}
    words = {_word(name) for name in columns - _ELEMENTS} - set(_CONTEXT)
    return {**_CONTEXT, **{word: _WORDS + quote(word, safe="") for word in sorted(words) if ":" not in word}}


def _word(column: str) -> str:
    """What a column is called here; a measure that is called like another word is told by its whole name.

    >>> _word("code"), _word("links"), _word("member")
    ('notation', 'links', 'word:member')
    """
    if column in _RENAMED or column in _SHARED or column not in _CONTEXT:
        return _RENAMED.get(column, column)
    return f"word:{column}"


def _iri(id: str, uri: str = "") -> str:
    return uri or _OWN + quote(id, safe="-._~:@!$'()*+,;=")


def _dataset(network: Network) -> dict[str, Any]:
    about = network.about
    return {
        "id": f"{_OWN}store:{about.store_id}:{about.version}",
        "type": "schema:Dataset",
        "name": about.title,
        "description": about.text(),
        "creditText": NOTICE,
        "version": about.version,
        **({"dateModified": about.day} if about.day else {}),
        "isBasedOn": [_register(register) for register in about.registers],
        "variableMeasured": [
            _variable(_word(column.name), column)
            for column in dict.fromkeys((*network.node_columns, *network.edge_columns))
            if column.name not in _ELEMENTS
        ],
    }


def _variable(word: str, column: Column) -> dict[str, str]:
    told = {"type": "schema:PropertyValue", "name": word, "description": column.meaning}
    return {**told, "unitText": column.unit} if column.unit else told


def _register(register: Register) -> dict[str, Any]:
    told = {
        "id": f"{_OWN}register:{quote(register.code, safe='')}",
        "type": "schema:Dataset",
        "identifier": register.code,
        "name": register.title,
        "creditText": register.attribution,
        "temporalCoverage": register.as_of,
        "dateModified": register.read_at[:10],
        "license": register.licence,
        "url": register.url,
    }
    return {name: value for name, value in told.items() if value}


def _node(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    kind, organisation = str(row["kind"]), str(row.get("type", ""))
    class_ = _CLASSES.get(kind, "schema:Organization")
    if kind == "partner" and row.get("type_basis") != "inferred":
        class_ = _ORGANISATIONS.get(organisation, class_)
    made: dict[str, Any] = {"id": _iri(str(row["id"]), str(row.get("uri", ""))), "type": class_}
    for column in columns:
        if column.name in row and column.name not in _ELEMENTS:
            made[_word(column.name)] = row[column.name]
    return made


def _statements(row: Row, terms: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """A relation as a triple, unless it is inferred, and as a statement of who says so."""
    relation = str(row["relation"])
    source, target = str(row["source"]), str(row["target"])
    start, end = _iri(source, terms.get(source, ("", ""))[1]), _iri(target, terms.get(target, ("", ""))[1])
    predicate = _PREDICATES.get(relation) or f"word:{quote(relation, safe='')}"
    if relation == "takes-part":
        predicate, start, end = "member", end, start
    elif relation == "part-of" and terms.get(source, ("",))[0] == "target":
        predicate = "isTargetOf"
    elif relation == "part-of":
        predicate = "memberOf" if terms.get(target, ("",))[0] == "programme" else "parentOrganization"
    if row["basis"] != "inferred":
        yield {"id": start, predicate: end if predicate in _CONTEXT else {"id": end}}
    told = {name: value for name, value in row.items() if name not in {"source", "target", "start", "end"}}
    yield {"type": "rdf:Statement", "subject": start, "predicate": predicate, "object": end, **told}
