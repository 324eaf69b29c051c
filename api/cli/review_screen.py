"""A question of the review desk as a person reads it: both sides in columns, what speaks for it, what it would do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from api.cli.output import label, name, plain, some
from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.model.entities import Alias
    from graph.model.judgements import Judgement
    from graph.review.desk import Inquiry
    from graph.review.effect import Effect, Entry, Stated
    from graph.review.queue import Question
    from graph.review.sides import Side

WIDEST = 120
"""Columns from which on a wider terminal makes nothing easier to read."""

_LABELS = 9
_ALL = 10_000
_REASONS = 4
_ADDED = re.compile(r"^(.*) \(([+-][\d.]+)\)$", re.DOTALL)
"""A reason with what it adds to the log-odds."""

_NOTHING = "not stated"


def screen(inquiry: Inquiry, width: int, height: int = 0) -> list[Text]:
    """The lines that show a question.

    Args:
        inquiry: the question with both sides.
        width: columns of the terminal.
        height: lines that there is room for: names, places and partnerships are left out as that asks for; 0 shows
            all of them.
    """
    if not height:
        return _lines(inquiry, width, _ALL)
    for room in (3, 2, 1):
        lines = _lines(inquiry, width, room)
        if len(lines) <= height:
            break
    return lines


def _lines(inquiry: Inquiry, width: int, room: int) -> list[Text]:
    """The lines, with more or less of what comes in lists."""
    whole = room == _ALL
    paper = _Paper(min(width, WIDEST))
    first, second = inquiry.a, inquiry.b
    if first.kind == "partnership":
        _partnerships(paper, first, second, room)
    else:
        _organisations(paper, first, second, room)
    _reasons(paper, inquiry.question, whole=whole)
    one = first.id == second.id
    paper.labelled("now", "One entry has both names." if one else "")
    if inquiry.question.kind == "reference":
        _linked(paper, inquiry)
    elif not one:
        _same(paper, inquiry.same, first.kind)
    elif inquiry.different.after:
        _different(paper, inquiry.different, first.kind)
    for word in inquiry.words if whole else inquiry.words[:2]:
        paper.labelled("said", said(word))
    return paper.lines


def said(word: Judgement) -> str:
    """What a person said, in a line."""
    from graph.review.words import note_of

    undone = f", undone {_day(word.undone_at)}" if word.undone_at else ""
    note = f": “{plain(note_of(word))}”" if note_of(word) else ""
    return f"{plain(word.by)}, {_day(word.at)}: {word.verdict}{undone}{note}"


def _day(time: str) -> str:
    return time[:16].replace("T", " ")


class _Paper:
    """Lines of a width, with a column of labels."""

    def __init__(self, width: int) -> None:
        self.lines: list[Text] = []
        self._console = Console(width=width)
        self._width = width
        self._half = (width - _LABELS - 2) // 2

    def beside(self, title: str, left: str, right: str, *, most: int, bold: bool = False) -> None:
        """A row of two cells, each wrapped to at most so many lines."""
        self.columns(title, [left], [right], most=most, bold=bold)

    def columns(self, title: str, left: Iterable[str], right: Iterable[str], *, most: int, bold: bool = False) -> None:
        """Two lists side by side, of at most so many lines each."""
        cells = [self._wrapped(side, self._half, most, bold=bold) for side in (left, right)]
        for place, (one, other) in enumerate(zip_longest(*cells, fillvalue=Text())):
            line = Text(f"{title if not place else '':<{_LABELS}}")
            line += one + Text(" " * (self._half - one.cell_len + 2)) + other
            line.rstrip()
            self.lines.append(line)

    def labelled(self, title: str, text: str, *, most: int = 3) -> None:
        """A paragraph over both columns; none where there is nothing to say."""
        wrapped = self._wrapped([text] if text else [], self._width - _LABELS, most)
        for place, line in enumerate(wrapped):
            self.lines.append(Text(f"{title if not place else '':<{_LABELS}}") + line)

    def _wrapped(self, texts: Iterable[str], width: int, most: int, *, bold: bool = False) -> list[Text]:
        lines: list[Text] = []
        for text in texts:
            lines += Text(text, "bold" if bold else "").wrap(self._console, width, overflow="fold")
        for line in lines:
            line.rstrip()
        if len(lines) > most:
            lines = lines[:most]
            lines[-1] = Text(f"{lines[-1].plain}…" if lines[-1].cell_len < width else lines[-1].plain)
            lines[-1].truncate(width, overflow="ellipsis")
        return lines


def _organisations(paper: _Paper, first: Side, second: Side, room: int) -> None:
    whole = room == _ALL
    paper.beside("", f"A  {name(first.name)}", f"B  {name(second.name)}", most=3, bold=True)
    for side in (first, second):
        if side.asked != side.name and not whole:
            paper.labelled("named", f"{'A' if side is first else 'B'}  {name(side.asked)}", most=2)
    types, countries = ([str(side.fact(field) or "") for side in (first, second)] for field in ("type", "country"))
    paper.beside("type", *(label("type", code) if code else _NOTHING for code in types), most=2)
    paper.beside("country", *(label("country", code) if code else _NOTHING for code in countries), most=1)
    identifiers = [_identifiers(side) for side in (first, second)]
    if any(identifiers):
        paper.beside("listed", *(each or "in no list" for each in identifiers), most=2)
    paper.columns("written", *(_aliases(side, whole=whole) for side in (first, second)), most=room + 1)
    if not whole:
        paper.beside("where", *(_places(side) for side in (first, second)), most=2 if room > 1 else 1)
    shared = sum(tie.shared for tie in first.ties)
    both = f", {shared:,} of both" if shared else ""
    paper.beside("in", *(f"{_in(side)}{both if side.links else ''}" for side in (first, second)), most=3)
    paper.columns("", *(_ties(side, whole=whole) for side in (first, second)), most=room)


def _in(side: Side) -> str:
    """In how many partnerships it is; of an entry of a reference register, whose these are."""
    if side.kind != "reference":
        return number(side.links, "partnership")
    theirs = f"; partners linked with it are in {number(side.links, 'partnership')}" if side.links else ""
    return f"no partner, but the entry {plain(side.id)}{theirs}"


def _partnerships(paper: _Paper, first: Side, second: Side, room: int) -> None:
    whole = room == _ALL
    sides = (first, second)
    # Titles often differ in their last words only.
    paper.beside("", f"A  {name(first.name)}", f"B  {name(second.name)}", most=_ALL if whole else 6, bold=True)
    paper.beside("record", *(plain(", ".join(side.records)) for side in sides), most=room + 1)
    paper.beside("time", *(_time(side) for side in sides), most=1)
    for title, field in (("country", "country"), ("goals", "sdg")):
        values = [side.facets.get(field, ()) for side in sides]
        if any(values):
            said_ = [some([label(field, each).removeprefix("SDG ") for each in codes], 8) for codes in values]
            paper.beside(title, *(each or _NOTHING for each in said_), most=2 if room > 1 else 1)
    shared = sum(tie.shared for tie in first.ties)
    both = f", {shared:,} of both" if shared else ""
    paper.beside("partners", *(f"{number(side.links, 'partner')}{both}" for side in sides), most=1)
    paper.columns("", *(_ties(side, whole=whole) for side in sides), most=room)
    texts = [plain(" ".join(text.text for text in side.texts)) for side in sides]
    if any(texts):
        paper.beside("text", *(each or _NOTHING for each in texts), most=2 * room - 1)


def _identifiers(side: Side) -> str:
    found = [fact for fact in side.facts if fact.field == "identifier"]
    return ", ".join(f"{_value('identifier', each.value)}{f' ({each.note})' if each.note else ''}" for each in found)


def _aliases(side: Side, *, whole: bool) -> list[str]:
    """How it is written and how often; with all places where everything is wanted."""
    if whole:
        return [line for alias in side.aliases for line in _written(alias)]
    asked = [alias for alias in side.aliases if alias.name == side.asked]
    others = [alias for alias in side.aliases if alias.name != side.asked]
    shown = [_counted(alias) for alias in (*asked, *others)]
    return [*shown[:2], *([f"and {len(shown) - 2:,} more"] if len(shown) > 2 else [])]


def _written(alias: Alias) -> list[str]:
    if not alias.count:
        return [_counted(alias)]
    lines = [_counted(alias)]
    if alias.rule:
        lines.append(f"   ({plain(alias.rule)})")
    return [*lines, *(f"   {plain(each.record)} “{plain(each.column)}”" for each in alias.sources)]


def _counted(alias: Alias) -> str:
    """A name and in how many records it is written; one that only an entry of a reference register has, by itself."""
    return f"{alias.count:,}× {name(alias.name)}" if alias.count else name(alias.name)


def _places(side: Side) -> str:
    return some([f"{plain(each.record)} “{plain(each.column)}”" for each in side.places], 1) or _NOTHING


def _ties(side: Side, *, whole: bool) -> list[str]:
    ties = side.ties if whole else side.ties[:3]
    made = []
    for tie in ties:
        roles = ", ".join(label("role", role).lower() for role in tie.roles if role != "not-stated")
        made.append(f"{'=' if tie.shared else '-'} {name(tie.name)}{f' ({roles})' if roles else ''}")
    if whole and side.links > len(side.ties):
        made.append(f"and {side.links - len(side.ties):,} more")
    return made if whole else [_clipped(each) for each in made]


def _clipped(text: str, most: int = 34) -> str:
    cut = Text(text)
    cut.truncate(most, overflow="ellipsis")
    return cut.plain


def _time(side: Side) -> str:
    start, end = side.fact("start"), side.fact("end")
    ends = "open-ended" if side.fact("open-ended") else f"to {end}" if end else "end not stated"
    return f"from {start} {ends}" if start else ends


def _reasons(paper: _Paper, question: Question, *, whole: bool) -> None:
    score = "not compared" if question.score is None else f"{question.score:.2f} of 1"
    # What keeps a tie from being made has no number, and says more than those that have one.
    reasons = sorted(question.reasons, key=lambda reason: _ADDED.match(reason) is not None)
    told = [_signed(plain(reason)) for reason in reasons]
    shown = told if whole else told[:_REASONS]
    more = f"; and {len(told) - len(shown)} weaker" if len(told) > len(shown) else ""
    paper.labelled("score", f"{score}: {'; '.join(shown)}{more}" if shown else score, most=99 if whole else 4)


def _signed(reason: str) -> str:
    added = _ADDED.match(reason)
    return f"{added[2]} {added[1]}" if added else reason


def _same(paper: _Paper, effect: Effect, kind: str) -> None:
    if not effect.after:
        return
    (after,) = effect.after
    links = number(after.links, "partnership" if kind == "partner" else "partner")
    names = number(len(after.names), "name" if kind == "partner" else "record")
    paper.labelled("if same", f"“{name(after.name)}” with {links} and {names}.", most=3)
    paper.labelled("", f"It has no more: {_stated(effect.loses)}." if effect.loses else "")
    for moved, heir in effect.redirects.items():
        paper.labelled("", f"{moved} redirects to {heir}.", most=2)
    _against(paper, effect)


def _against(paper: _Paper, effect: Effect) -> None:
    """What the sides state differently, and what an answer would fail by."""
    differing = [
        f"{conflict.field}: {_value(conflict.field, conflict.a)} / {_value(conflict.field, conflict.b)}"
        for conflict in effect.conflicts
    ]
    paper.labelled("", f"They differ in {'; '.join(differing)}." if differing else "", most=2)
    paper.labelled("", f"It would not hold: {plain(effect.refused)}" if effect.refused else "")


def _linked(paper: _Paper, inquiry: Inquiry) -> None:
    """What the answers would do to a partner, of which is asked whether it is an entry of a reference register."""
    same, different = inquiry.same, inquiry.different
    if same.after:
        gains = f"“{name(same.after[0].name)}” gets {_listed(same.after[0], same.before[0], same.gains)}."
        loses = f" It loses {_stated(same.loses)}." if same.loses else ""
        paper.labelled("if same", f"{gains}{loses}", most=5)
        for other in same.others:
            shown = f"“{name(other.name)}” ({other.id})"
            paper.labelled("", f"Another partner bears this entry already: {shown}. Are the two partners one?", most=3)
        _against(paper, same)
    if different.after:
        paper.labelled("now", "It is linked with this entry.")
        loses = _listed(different.before[0], different.after[0], different.loses)
        paper.labelled("apart", f"If different, “{name(different.after[0].name)}” loses {loses}.", most=5)
        _against(paper, different)


def _listed(whole: Entry, rest: Entry, stated: Sequence[Stated]) -> str:
    """What is stated, and the names that the one has beyond the other."""
    names = [each for each in whole.names if each not in rest.names]
    named = f"{number(len(names), 'name')} more: {_names(names)}" if names else ""
    return "; ".join(part for part in (_stated(stated), named) if part) or "nothing that it hasn't already"


def _stated(stated: Sequence[Stated]) -> str:
    """What is stated, in words: “ROR https://ror.org/…, country Kenya”."""
    said = ((each.field if each.field != "identifier" else "", _value(each.field, each.value)) for each in stated)
    return ", ".join(" ".join(part for part in each if part) for each in said)


def _value(field: str, value: object) -> str:
    if isinstance(value, dict):
        return plain(f"{value['scheme']} {value['value']}")
    if isinstance(value, list):
        return " or ".join(_value(field, each) for each in value)
    return label(field, value) if field in {"type", "country"} and isinstance(value, str) else plain(str(value))


def _different(paper: _Paper, effect: Effect, kind: str) -> None:
    what = "partnership" if kind == "partner" else "partner"
    parts = [f"“{name(each.name)}” ({number(each.links, what)}; {_names(each.names)})" for each in effect.after]
    rest = f" {some(effect.unplaced, 4)} would go with either." if effect.unplaced else ""
    paper.labelled("apart", f"If different: {' and '.join(parts)}.{rest}", most=6)


def _names(names: Sequence[str]) -> str:
    return some([name(each) for each in names], 4)
