"""What several records of one initiative state: once where they agree, side by side where they don't."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import Fact
from graph.model.records import Source
from graph.text.fold import fold
from graph.text.personal import without_personal

SINGLE = frozenset({"start", "end", "open-ended", "scope", "title", "url", "open-to-partners", "works-with-business"})
"""Fields that have one value: several are sources that disagree, and one of them is chosen."""

_DATES = frozenset({"start", "end"})

_ADDRESSES = frozenset({"url", "identifier"})
"""Fields whose values are kept to the letter: they have been read as addresses or numbers of organisations."""

CUT = 100
"""Characters from which a value that begins another one is taken for the same, cut off by its register."""

_FIRST = frozenset({"", "01"})


def facts_of(drafts: Sequence[Draft]) -> tuple[Fact, ...]:
    """The facts of one initiative, with the records that state each.

    Equal values are one fact with several sources. Of a field with one value, one is chosen: of two dates the more
    exact, unless it may be the less exact one with a first day or month filled in; of two titles the one that isn't
    cut; else what the first record says. What can't be read is chosen where nothing else is stated.

    Args:
        drafts: the records, first one first.

    Returns:
        The facts in the order in which the records state them, unread ones last.

    >>> from graph.model.drafts import DraftFact
    >>> one = Draft("a", "1", "partnership", "Wells", "x/1", facts=(DraftFact("start", "2016"),))
    >>> other = Draft("b", "2", "partnership", "Wells", "x/1", facts=(DraftFact("start", "2016-04"),))
    >>> [(fact.value, fact.chosen, fact.rule) for fact in facts_of([one, other])]
    [('2016', False, 'less exact'), ('2016-04', True, 'more exact than 2016')]
    """
    merged = sorted(_together(drafts), key=lambda fact: fact.value is None)
    decided = {field: _decide(field, [fact for fact in merged if fact.field == field]) for field in SINGLE}
    return tuple(next(decided[fact.field]) if fact.field in SINGLE else fact for fact in merged)


def _together(drafts: Sequence[Draft]) -> list[Fact]:
    """Every value of every field once for all records that state it; one that a record states twice stays twice."""
    if len(drafts) == 1:
        return list(_stated(drafts[0]))
    found: dict[tuple[str, str, int], Fact] = {}
    for draft in drafts:
        times: Counter[tuple[str, str]] = Counter()
        for fact in _stated(draft):
            same = fact.field, _key(fact)
            place = (*same, times[same])
            times[same] += 1
            before = found.get(place)
            found[place] = fact if before is None else _with_source(before, fact)
    return list(_uncut(list(found.values())))


def _stated(draft: Draft) -> Iterator[Fact]:
    for fact in draft.facts:
        source = Source(draft.record, fact.column, without_personal(fact.written))
        value = fact.value if fact.field in _ADDRESSES else _public(fact.value)
        yield Fact(fact.field, value, (source,), note=without_personal(fact.note))
    if draft.url and not any(fact.field == "url" for fact in draft.facts):
        yield Fact("url", draft.url, (Source(draft.record, ""),))


def _public(value: Json) -> Json:
    """A value without what identifies persons: readers clean texts, and leave in words what they can't read."""
    if isinstance(value, str):
        return without_personal(value)
    if isinstance(value, dict):
        return {key: _public(part) for key, part in value.items()}
    return value


def _key(fact: Fact) -> str:
    if fact.value is None:
        return f"unread {fold(fact.sources[0].written)}"
    return json.dumps(_folded(fact.value), sort_keys=True)


def _folded(value: Json) -> Json:
    if isinstance(value, str):
        return fold(value) or value
    if isinstance(value, dict):
        return {key: _folded(part) for key, part in value.items()}
    return value


def _with_source(fact: Fact, other: Fact) -> Fact:
    notes = dict.fromkeys(note for note in (fact.note, other.note) if note)
    return replace(fact, sources=tuple(dict.fromkeys((*fact.sources, *other.sources))), note="; ".join(notes))


def _uncut(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Facts without those whose words another record states in full; its fact names their record too.

    Titles stay as they are: each is a name by which the entry may be looked for.
    """
    made = dict(enumerate(facts))
    long = {
        place: fold(fact.value)
        for place, fact in made.items()
        if fact.field != "title" and isinstance(fact.value, str) and len(fact.value) >= CUT
    }
    for place, words in long.items():
        fact = made[place]
        longer = [
            at
            for at, others in long.items()
            if at in made
            and made[at].field == fact.field
            and _begins(words, others)
            and not _records([fact]) & _records([made[at]])
        ]
        if longer:
            whole = max(longer, key=lambda at: len(long[at]))
            made[whole] = _with_source(made[whole], made.pop(place))
    return iter(made.values())


def _begins(shorter: str, longer: str) -> bool:
    """Whether a folded text is the beginning of a longer one."""
    return CUT <= len(shorter) < len(longer) and longer.startswith(shorter)


def _records(facts: Iterable[Fact]) -> set[str]:
    return {source.record for fact in facts for source in fact.sources}


def _decide(field: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts of a field with one value in their order, each chosen or not, with the rule that chose it."""
    if len(facts) < 2:
        yield from facts
        return
    best, rules = facts[0], []
    for fact in facts[1:]:
        best, rule = _better(field, best, fact)
        rules.append(rule)
    why = "; ".join(dict.fromkeys(rule for rule in rules if rule))
    for fact in facts:
        if fact is best:
            yield replace(best, rule=why)
        else:
            yield replace(fact, chosen=False, rule=_passed_over(fact, best, is_first=fact is facts[0]))


def _better(field: str, first: Fact, other: Fact) -> tuple[Fact, str]:
    """The one of two facts that is shown, and why; two of one record: the first."""
    if other.value is None or first.value is None:
        return first, "" if first.value is None else "the other can't be read"
    if _records([first]) & _records([other]):
        return first, ""
    coarser, finer = sorted((first, other), key=lambda fact: len(str(fact.value)))
    if field in _DATES and str(finer.value).startswith(str(coarser.value)):
        rest = str(finer.value)[len(str(coarser.value)) :].split("-")
        if set(rest) <= _FIRST:
            return coarser, f"{finer.value} may be no more than {coarser.value} filled in"
        return finer, f"more exact than {coarser.value}"
    if field == "title" and _begins(fold(str(coarser.value)), fold(str(finer.value))):
        return finer, "the other title is cut off"
    if field == "url":
        return first, ""
    return first, "the first stated"


def _passed_over(fact: Fact, best: Fact, *, is_first: bool) -> str:
    if fact.field == "url" or fact.value is None:
        return ""
    if fact.field in _DATES and str(best.value).startswith(str(fact.value)):
        return "less exact"
    # A first date that is passed over for no other reason gave way to one between it and the best.
    if fact.field in _DATES and (is_first or str(fact.value).startswith(str(best.value))):
        return "may be filled in"
    if fact.field == "title" and _begins(fold(str(fact.value)), fold(str(best.value))):
        return "cut off"
    return "not the first stated"
