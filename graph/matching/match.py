"""What a match is: who or what, how strongly, in which role, and every reason with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a person can open to check a reason: an entity of the graph."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One named feature of a match.

    Attributes:
        feature: its name (`graph.matching.features.FEATURES` tells what it is).
        value: what was measured, in the feature's unit.
        weight: of the feature in the model (of amount and standing together).
        contribution: what it adds to the score; the contributions of a match sum to its score.
        text: what it says to a reader.
        evidence: what it rests on.
    """

    feature: str
    value: float
    weight: float
    contribution: float
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """The role that a partner could play, and why; `not-stated` where nothing says so."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a source says something, in its own words.

    Attributes:
        register: code of the register.
        as_of: the day, month or year for which the register holds; "" where not stated.
        record: id of the record.
        field: the fact, or the field of the running text.
        column: where it was written.
        passage: what was written.
        basis: `declared` where a field of the register says it, `rule` where it was read from the text.
    """

    register: str
    as_of: str
    record: str
    field: str
    column: str
    passage: str
    basis: str


_OF_TIME = frozenset({"end", "open-ended"})


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition: passed, failed, or (None) not stated, or only for who asks to judge.

    Attributes:
        code: of the vocabulary `gates`.
        passed: whether it is met, where a source says so.
        why: in words.
        evidence: what sources say of it; nothing where none says anything.
    """

    code: str
    passed: bool | None
    why: str
    evidence: tuple[Statement, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether a source says anything of it, beside when the entry ends."""
        return self.passed is not None or any(each.field not in _OF_TIME for each in self.evidence)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a filter kept a partnership.

    Attributes:
        filter: its name.
        value: the value that was asked for and holds.
        basis: `declared` where a field of the register says it, `rule` where it was read from the text.
        why: in words.
        evidence: what its source says.
    """

    filter: str
    value: str
    basis: str
    why: str
    evidence: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """One balance that a partner would mend.

    Attributes:
        kind: of sectors, of regions or of capacity.
        code: what it would bring: a sector, an alpha-3 or M49 code, a role.
        text: what the list lacks, with the counts.
        counts: what is on the list; "" counts those of whom it isn't known.
    """

    kind: Literal["sector", "region", "capacity"]
    code: str
    text: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Near:
    """A partner that is near already: the whole of which one on the list is a part, or a part of one on the list.

    Attributes:
        partner: the partner that isn't offered for it.
        on_the_list: the partner on the list.
        why: in words.
    """

    partner: Evidence
    on_the_list: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class PartnerMatch:
    """A partner to invite.

    Attributes:
        id: of the partner.
        name: its name.
        aliases: other names it is written by.
        type: its type code, "" where unknown.
        country: its country's alpha-3 code, "" where unknown.
        score: sum of the contributions.
        role: the role it could play.
        mends: which balance of the list it would mend: of sectors, of regions, of capacity.
        reasons: why: what sets it apart from the other answers first.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    country: str
    score: float
    role: Role
    mends: tuple[Mended, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PartnershipMatch:
    """A partnership to join, or to learn from.

    Attributes:
        id: of the partnership.
        name: its title.
        score: sum of the contributions.
        status: on the asking date: `planned`, `running`, `open-ended`, `ended` or `not-stated`.
        mark: `learn-from` for one that has ended, otherwise empty.
        leads: the partners that are stated to lead it.
        countries: alpha-3 codes of the countries where it is stated to work.
        role: the role that the partner could play in it.
        gates: whether one can join at all.
        reasons: why: what sets it apart from the other answers first.
        chosen: why the filters by what kind of partnership it is kept it; nothing where none was asked.
    """

    id: str
    name: str
    score: float
    status: str
    mark: str
    leads: tuple[Evidence, ...]
    countries: tuple[str, ...]
    role: Role
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]
    chosen: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed(Generic[M]):
    """A match wherever it stands.

    Attributes:
        place: its number in the list, however long that is.
        match: the match.
    """

    place: int
    match: M


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the first answers are without one thing that was said.

    Attributes:
        field: of the description.
        value: what was said; of a text its beginning.
        leaves: those of the first answers that aren't among them any more.
        comes: those that are in their place.
        nothing: nothing would be left to go by.
    """

    field: str
    value: str
    leaves: tuple[Evidence, ...] = ()
    comes: tuple[Evidence, ...] = ()
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """A partner that bears a written name.

    Attributes:
        id: of the partner.
        name: its name.
        type: its type code, "" where unknown.
        country: its country's alpha-3 code, "" where unknown.
        partnerships: how many it takes part in.
    """

    id: str
    name: str
    type: str
    country: str
    partnerships: int


@dataclass(frozen=True, slots=True)
class ReadName:
    """Whom a written name was taken for.

    Attributes:
        written: the name as it was written.
        taken: the partner that was taken to be meant; None where nobody is for certain: then nobody counts.
        possible: the others that bear the name, the best connected first; where nobody does and nobody was taken, those
            of whom it can't be told, the likeliest first. Ten of them at most.
        others: how many of them there are in all.
        why: why the one that was taken is meant, in sentences.
    """

    written: str
    taken: Bearer | None
    possible: tuple[Bearer, ...] = ()
    others: int = 0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that was asked for and that no partnership states, so that it weighs nothing."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class FilterCount:
    """What one filter found among those that could be answered, before any other filter.

    Attributes:
        filter: its name.
        of: how many could be answered: the denominator of the others.
        stated: of how many a field of the register says anything of it, whatever that is; of partners' types and
            countries, of how many they are known.
        read: of how many more only the running text does.
        passing: how many say a value that was asked for.
    """

    filter: str
    of: int
    stated: int
    read: int
    passing: int


@dataclass(frozen=True, slots=True)
class GateCount:
    """How one gate stands with those that pass all other filters.

    Attributes:
        code: of the gate.
        yes: how many pass it.
        no: how many fail it: they are left out.
        not_stated: of how many it isn't known: they are kept.
    """

    code: str
    yes: int
    no: int
    not_stated: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words of a question were taken for.

    Attributes:
        names: written name to the id of the partner, or None where nobody, or nobody for certain, is meant.
        named: the same with names, and with the others that bear them.
        countries: written country to its alpha-3 code, or None where it can't be read.
        sdgs: goals.
        themes: theme codes.
        absent: the countries, goals and themes among them that no partnership states.
        near: partners that aren't offered because they are the whole or a part of one on the list.
        relax: where nothing passes all filters, those of which each alone, left out, would let something pass.
        together: no single one would; those of `relax` have to be left out together, and fewer don't do.
        filters: how many say anything of each filter, and how many pass it.
        gates: where only what can be joined was asked for, how many pass, fail and don't state each gate.
        unknown: ids that weren't to be answered and that the store has nothing of.
        ranked: how many fit in all: those that pass all filters and aren't excluded, and for which something speaks.
        text: whether there was text to go by.
        like_nothing: the text shares no word with any entry and is no nearer to any than nonsense would be, so that it
            weighs nothing.
        advice: what to say more, where what was said can't carry an answer; otherwise empty.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    named: tuple[ReadName, ...] = ()
    countries: Mapping[str, str | None] = field(default_factory=dict)
    sdgs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    absent: tuple[Absent, ...] = ()
    near: tuple[Near, ...] = ()
    relax: tuple[str, ...] = ()
    together: bool = False
    filters: tuple[FilterCount, ...] = ()
    gates: tuple[GateCount, ...] = ()
    unknown: tuple[str, ...] = ()
    ranked: int = 0
    text: bool = False
    like_nothing: bool = False
    advice: str = ""
