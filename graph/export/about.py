"""What every file says of itself: what it holds, from which registers, and what has to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.export.columns import one_line
from graph.model.records import Register
from graph.text.sentence import number

NOTICE = "Entries are listed as submitted to the registers named, not endorsed."
"""What the registers themselves say of their entries (D1 §4), and holds for every copy."""

PERSONS = "Persons and running texts of the registers are left out; names, codes and dates are facts."

OF_A_SLICE = (
    "Of a slice are the nodes and the relations that its records state; what is told of a node itself (type, dates,"
    " number of links) is as the whole store knows it."
)

BASES = (
    "Every relation says its basis: declared (a record states it), rule (it follows from what records state) or"
    " inferred (guessed, with a score). An empty cell means not stated, never no."
)


@dataclass(frozen=True, slots=True)
class About:
    """What a file holds and on what it rests.

    Attributes:
        network: code of the kind of network.
        says: the kind of network in a sentence.
        store_id: which store.
        version: which of its versions.
        registers: the registers that its nodes come from, by code.
        asked: how many partnerships the slice was asked to have; None for the whole store.
        slice: which records the slice is of, in words; "" where nobody said.
        notes: what a reader should know of how it was cut.
        nodes: kind to number of nodes, by kind.
        edges: (relation, basis) to number of edges, in this order.
    """

    network: str
    says: str
    store_id: str
    version: int
    registers: Sequence[Register] = ()
    asked: int | None = None
    slice: str = ""
    notes: Sequence[str] = ()
    nodes: Mapping[str, int] = field(default_factory=dict)
    edges: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def node_count(self) -> int:
        """How many nodes the file has."""
        return sum(self.nodes.values())

    @property
    def edge_count(self) -> int:
        """How many edges the file has."""
        return sum(self.edges.values())

    @property
    def day(self) -> str:
        """The day on which the last of its registers was read, ISO 8601; empty where none was."""
        return max((register.read_at[:10] for register in self.registers), default="")

    @property
    def title(self) -> str:
        """What the file is called."""
        if self.asked is None:
            return f"goal17: {self.network} network of the whole store"
        said = f": {one_line(self.slice)}" if self.slice else ""
        return f"goal17: {self.network} network of a slice of {number(self.asked, 'partnership')}{said}"

    def contents(self) -> Iterator[str]:
        """What the file holds, a line each."""
        yield self.title + "."
        if self.asked is not None:
            yield OF_A_SLICE
        yield from map(one_line, self.notes)
        yield self.says
        if not self.node_count:
            where = "The store" if self.asked is None else "This slice"
            yield f"{where} has nothing of that kind: the file has no node and no edge."
        else:
            yield f"{number(self.node_count, 'node')}: {_listed(self.nodes)}."
            if self.edges:
                named = {f"{relation} ({basis})": edges for (relation, basis), edges in self.edges.items()}
                yield f"{number(self.edge_count, 'edge')}: {_listed(named)}."
            else:
                yield "No edge: nothing is stated to tie these nodes."

    def sentences(self) -> Iterator[str]:
        """All that it says, a line each: what it holds, how that is to be read, from where, credit and terms."""
        yield from self.contents()
        yield BASES
        yield PERSONS
        yield NOTICE
        for register in self.registers:
            yield credit(register)
        yield f"Store {self.store_id}, version {self.version}."

    def text(self) -> str:
        """The sentences as one text."""
        return "\n".join(self.sentences())


def credit(register: Register) -> str:
    """What has to be said of a register, in a line.

    >>> credit(Register("demo", "A register", licence="CC0", as_of="2018", read_at="2026-11-21T10:00:00Z"))
    'Source: A register (demo), as of 2018, read on 2026-11-21. Licence: CC0.'
    """
    parts = [
        one_line(f"{register.title} ({register.code})" if register.title else register.code),
        f"as of {one_line(register.as_of)}" if register.as_of else "",
        f"read on {register.read_at[:10]}" if register.read_at else "",
        one_line(register.url),
    ]
    said = f" Credit: {one_line(register.attribution).rstrip('.')}." if register.attribution else ""
    licence = one_line(register.licence).rstrip(".") or "not stated"
    return f"Source: {', '.join(part for part in parts if part)}.{said} Licence: {licence}."


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in numbers.items())
