"""Which entry of a reference register a partner is, and which partners are one because an entry bears both their names.

A person's word comes first. A name that is an entry's own, but for article, legal form or spelling rules, links where
nobody else bears it, no stated country speaks against it, and either the country agrees or the name tells enough by
itself. A name that is only alike links where the country agrees as well; else a person is asked. Acronyms link and join
nothing, and a withdrawn entry is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.model.judgements import Judgement, Name
from graph.model.vocabularies.world_organisations import organisations as world_organisations
from graph.resolve.joined import Cluster, Joined
from graph.resolve.judged import last_words
from graph.resolve.naming import Written, needs_country
from graph.resolve.pairs import read_written
from graph.resolve.read import ReadName, read_name
from graph.resolve.reference.index import Answer, Asked, Found, ReferenceIndex
from graph.resolve.reference.organisations import ReferenceName, ReferenceOrganisation
from graph.text.fold import fold

VERSION = "reference/1"
"""Under which judgements are put that rest on a reference register."""

WORDS = 2
"""Words of the shortest name that links without its country, or to one that is only alike: "Oceana" may be anybody, and
Cemex isn't Pemex."""

ALIKE = 0.97
"""Probability from which on a name that is only alike links, where its country agrees. Of partners far fewer are in the
register than of names that are asked of it, and a university that isn't there has sisters that are."""

ASKED = 0.9
"""Probability from which on a person is asked about a name that is only alike."""

HOMONYMS = 3
"""Entries of one name of which a person is asked at the most: who is a Ministry of Health, nobody can tell."""


@dataclass(frozen=True, slots=True)
class Link:
    """A partner's entry.

    Attributes:
        entry: the entry.
        rule: why, in words.
        score: how sure it is, where a score linked them; None where a rule or a person did.
        names: names of the entry by which the partner is known too: those that nobody else bears and that need no
            country to be understood. An Environmental Protection Agency is called so in many countries.
    """

    entry: ReferenceOrganisation
    rule: str
    score: float | None = None
    names: tuple[ReferenceName, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of the partners of a store.

    Attributes:
        links: first name of a cluster to its entry.
        judgements: what was linked by score, and what a person should look at, surest first.
    """

    links: Mapping[Name, Link] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()


def entry_name(entry: ReferenceOrganisation) -> Name:
    """The name by which judgements are about an entry: that of its record."""
    return Name(fold(entry.name), record=entry.record)


def join_by_entries(
    known: Mapping[Name, Written], joined: Joined, codes: Mapping[Name, str], index: ReferenceIndex
) -> None:
    """Join names that one entry bears: a name and its translation, a name and a former one.

    Args:
        known: all names with what is known of them.
        joined: what is joined already; more is joined here.
        codes: names that are a world organisation's; two of them are never joined here.
        index: the entries.
    """
    if not index.organisations:
        return
    borne: dict[int, list[Name]] = defaultdict(list)
    for name, written in known.items():
        if _is_asked(name) and (place := _sole_bearer(index, read_written(name, written))) is not None:
            borne[place].append(name)

    def conflict(ours: Iterable[Name], theirs: Iterable[Name]) -> str:
        sides = [{codes[name] for name in side if name in codes} for side in (ours, theirs)]
        if all(sides) and not sides[0] & sides[1]:
            one, other = (world_organisations()[min(side)].name() for side in sides)
            return f"they are different world organisations: {one}, {other}"
        return ""

    for place, names in borne.items():
        rule = f"both are names of {index.organisations[place].label}"
        for name in names[1:]:
            joined.join(names[0], name, rule, conflict)


def link(
    clusters: Sequence[Cluster],
    known: Mapping[Name, Written],
    codes: Mapping[Name, str],
    judgements: Iterable[Judgement],
    index: ReferenceIndex,
) -> Linked:
    """Find the entries of partners.

    Args:
        clusters: the partners' names.
        known: all names with what is known of them.
        codes: names that are a world organisation's; whose names are known, and are not compared by score.
        judgements: what was judged before; persons' words on a name and an entry (`entry_name`) count here.
        index: the entries.

    Returns:
        The links; no entries give none.
    """
    if not index.organisations:
        return Linked()
    said = _words_on_entries(known, judgements, index)
    links: dict[Name, Link] = {}
    taken: dict[int, Name] = {}
    asking: list[Judgement] = []
    rest: list[Cluster] = []
    # The best known partner first: of two that bear one entry's names the other one is asked about.
    for cluster in sorted(clusters, key=lambda cluster: -sum(len(known[name].records) for name in cluster.names)):
        own = [word for name in cluster.names for word in said.get(name, ())]
        same = next((word for word in own if word[1].verdict == "same"), None)
        if same is not None:
            links[cluster.names[0]] = Link(index.organisations[same[0]], f"judged the same by {same[1].by}")
            taken.setdefault(same[0], cluster.names[0])
            continue
        barred = {place for place, word in own if word.verdict == "different"}
        asked = [name for name in cluster.names if _is_asked(name)]
        exact = {
            place: name
            for name in reversed(asked)
            if (place := _sole_bearer(index, read_written(name, known[name]))) is not None and place not in barred
        }
        if len(exact) == 1:
            ((place, name),) = exact.items()
            if place in taken:
                asking.append(_both(taken[place], name, index.organisations[place]))
                continue
            entry = index.organisations[place]
            links[cluster.names[0]] = Link(entry, f"“{_written(known[name])}” is a name of {entry.label}")
            taken[place] = cluster.names[0]
        elif exact:
            asking += [_question(name, index.organisations[place], None) for place, name in exact.items()]
        elif asked and not any(name in codes for name in cluster.names):
            rest.append(cluster)
    _link_alike(rest, known, said, index, links, taken, asking)
    asking.sort(key=lambda judgement: -(judgement.score or 0.0))
    named = {name: replace(each, names=_telling_names(each.entry, index)) for name, each in links.items()}
    return Linked(named, tuple(asking))


def _link_alike(
    clusters: Sequence[Cluster],
    known: Mapping[Name, Written],
    said: Mapping[Name, Sequence[tuple[int, Judgement]]],
    index: ReferenceIndex,
    links: dict[Name, Link],
    taken: dict[int, Name],
    asking: list[Judgement],
) -> None:
    """Compare partners that bear no entry's name by score: links and questions are added to what is given."""
    names = [(cluster, name) for cluster in clusters for name in cluster.names if _is_asked(name)]
    asked = [_asked(name, known[name]) for _, name in names]
    best: dict[Name, tuple[Answer, Asked, Name]] = {}
    for (cluster, name), question, answer in zip(names, asked, index.find(asked), strict=True):
        if not _matters(answer):
            continue
        barred = {place for each in cluster.names for place, word in said.get(each, ()) if word.verdict == "different"}
        if answer.found[0].place in barred:
            continue
        before = best.get(cluster.names[0])
        if before is None or answer.found[0].probability > before[0].found[0].probability:
            best[cluster.names[0]] = (answer, question, name)
    for first_name, (answer, question, name) in best.items():
        found = answer.found[0]
        entry = index.organisations[found.place]
        if not _is_sure(found, question.name, entry):
            asking += [
                _question(name, index.organisations[each.place], each.probability, index.why(question, each))
                for each in (answer.found if found.exact else (found,))
            ]
        elif found.place in taken:
            asking.append(_both(taken[found.place], name, entry, found.probability))
        else:
            rule = f"alike “{found.name}”, a name of {entry.label}, {found.probability:.2f} of 1 by {VERSION}"
            links[first_name] = Link(entry, rule, round(found.probability, 4))
            taken[found.place] = first_name
            asking.append(_judgement(name, entry, "same", found.probability, index.why(question, found)))


def _matters(answer: Answer) -> bool:
    """Whether an answer is worth a link or a question."""
    if not answer.found:
        return False
    found = answer.found[0]
    return len(answer.found) <= HOMONYMS if found.exact else answer.verdict == "same" and found.probability >= ASKED


def _is_sure(found: Found, name: ReadName, entry: ReferenceOrganisation) -> bool:
    agrees = bool(name.countries & entry.countries)
    return not found.exact and found.probability >= ALIKE and agrees and len(name.words) >= WORDS


def _is_asked(name: Name) -> bool:
    """Whether a name may be an entry's: an organisation's that its own name, or its country with it, tells apart."""
    return name.kind == "organisation" and not name.record


def _sole_bearer(index: ReferenceIndex, read: ReadName) -> int | None:
    """The place of the one entry that bears a name and may be meant by it; None for an acronym too."""
    if read.bare:
        return None
    bearers = [place for place in index.bearers(read.name) if not index.countries_apart(read, place)]
    if len(bearers) != 1:
        return None
    if read.countries & index.organisations[bearers[0]].countries:
        return bearers[0]
    if index.organisations[bearers[0]].type == "business":
        # A company's entry is its office in one country, often one of many.
        return None
    own = [word.written for word in read.words if not word.role]
    tells = len(read.words) >= WORDS and any(index.is_local(word, bearers[0]) for word in own)
    return bearers[0] if tells else None


def _telling_names(entry: ReferenceOrganisation, index: ReferenceIndex) -> tuple[ReferenceName, ...]:
    bearers = ((name, _sole_bearer(index, read_name(name.name))) for name in entry.full_names)
    return tuple(
        name
        for name, place in bearers
        if place is not None and index.organisations[place] == entry and not needs_country(name.name)
    )


def _asked(name: Name, written: Written) -> Asked:
    type_ = max(written.types, key=lambda each: written.types[each].records, default=("", ""))[0]
    return Asked(read_written(name, written), type_)


def _words_on_entries(
    known: Mapping[Name, Written], judgements: Iterable[Judgement], index: ReferenceIndex
) -> Mapping[Name, Sequence[tuple[int, Judgement]]]:
    """What persons say of a name and an entry: name to (place of the entry, their word)."""
    places = {entry.record: place for place, entry in enumerate(index.organisations)}
    on_entries = [
        judgement for judgement in judgements if (judgement.a.record in places) != (judgement.b.record in places)
    ]
    entries = {name for each in on_entries for name in (each.a, each.b) if name.record in places}
    found: dict[Name, list[tuple[int, Judgement]]] = defaultdict(list)
    for word in last_words(known.keys() | entries, on_entries):
        name, entry = (word.b, word.a) if word.a in entries else (word.a, word.b)
        found[name].append((places[entry.record], word))
    return found


def _both(name: Name, other: Name, entry: ReferenceOrganisation, score: float | None = None) -> Judgement:
    """The question whether two partners are one, of which one bears an entry's name and the other one that is alike."""
    first, second = sorted((name, other))
    reasons = (f"both have names like those of {entry.label}",)
    return Judgement(first, second, "unsure", "score", VERSION, "", reasons, score and round(score, 4))


def _question(name: Name, entry: ReferenceOrganisation, score: float | None, reasons: Sequence[str] = ()) -> Judgement:
    return _judgement(name, entry, "unsure", score, reasons or (f"it is a name of {entry.label}",))


def _judgement(
    name: Name, entry: ReferenceOrganisation, verdict: str, score: float | None, reasons: Sequence[str]
) -> Judgement:
    first, second = sorted((name, entry_name(entry)))
    return Judgement(
        first, second, "same" if verdict == "same" else "unsure", "score", VERSION, "",
        tuple(reasons), None if score is None else round(score, 4),
    )  # fmt: skip


def _written(written: Written) -> str:
    return max(written.spellings, key=lambda each: (written.spellings[each].records, each))
