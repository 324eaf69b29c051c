"""Many names at once, shared among processes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection

from graph.resolve.read import read_name
from graph.resolve.reference.index import Answer, Asked, ReferenceIndex

FEW = 5_000
"""Names for which another process isn't worth its start."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A written name that is to be looked up, with the countries (alpha-3) and type that are known of its bearer."""

    name: str
    countries: Collection[str] = ()
    type: str = ""


def find_all(index: ReferenceIndex, wanted: Sequence[Wanted], processes: int = 1) -> list[Answer]:
    """Look many names up; the answers are those of `ReferenceIndex.find`, in order, however many processes share them.

    This process takes one share itself. Where processes can't be forked each reads the index anew, which takes seconds.

    Args:
        index: the entries.
        wanted: the names.
        processes: how many at the most, this one among them. More than one only where this process has no threads that
            hold locks, as a server has: forked processes would wait for them.
    """
    processes = max(1, min(processes, len(wanted) // FEW))
    if processes == 1:
        return list(index.find(_read(wanted)))
    index.prepare()
    size = -(-len(wanted) // processes)
    shares = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    others = []
    for share in shares[1:]:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_find, args=(index, share, there), daemon=True)  # type: ignore[attr-defined]  # both have it
        process.start()
        there.close()
        others.append((process, here, share))
    answers = list(index.find(_read(shares[0])))
    for process, here, share in others:
        try:
            found = here.recv()
        except EOFError:
            # It was ended from outside, as where memory is short; its share is done here.
            found = list(index.find(_read(share)))
        here.close()
        process.join()
        answers.extend(found)
    return answers


def _read(wanted: Sequence[Wanted]) -> Iterator[Asked]:
    return (Asked(read_name(each.name, (), each.countries), each.type) for each in wanted)


def _find(index: ReferenceIndex, share: Sequence[Wanted], answers: Connection) -> None:
    answers.send(list(index.find(_read(share))))
    answers.close()
