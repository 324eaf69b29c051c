"""What a benchmark was given to measure on: labelled rows, registers, a store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.opened import opened_store
from api.cli.progress import progress
from graph.errors import InputError
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.embed.spaces import Embedders
    from graph.evaluation.hidden.masking import Masker
    from graph.matching.model import Model
    from graph.model.drafts import Draft
    from graph.model.records import Register
    from graph.snapshot.snapshot import Snapshot
    from graph.store.interface import Store


@dataclass(eq=False)
class Given:
    """What to measure on; registers are read once, however many protocols ask for them.

    Attributes:
        settings: of the environment.
        held: closes what was opened.
        gold: folder of labelled rows, if there is one.
        registers: files of the registers to learn from, or to measure on.
        test_on: files of later registers; where there are any, only their entries are tested.
        store_named: a store was named: it is measured where no registers are given.
        names: how many mistyped names a reference register is asked.
    """

    settings: Settings
    held: ExitStack
    gold: Path | None = None
    registers: Sequence[Path] = ()
    test_on: Sequence[Path] = ()
    store_named: bool = False
    names: int = 100_000
    tested: frozenset[str] = field(default_factory=frozenset)
    """Registers (their codes) of which entries are tested; empty: of all. Known once `store` was asked for."""
    _read: Sequence[Register] = field(default=(), init=False)

    def gold_file(self, name: str) -> Path | None:
        """A file of labelled rows; None where it isn't there."""
        file = None if self.gold is None else self.gold / name
        return file if file is not None and file.exists() else None

    def measured(self) -> list[str]:
        """What the figures rest on: a line for each register that was read, and one for labelled rows."""
        told = [
            f"{each.code}, {f'as of {each.as_of}' if each.as_of else 'of no stated date'}:"
            f" {number(each.read, 'entry', 'entries')}"
            for each in self._read
        ]
        if not told:
            # A protocol that reads the files itself: they aren't read once more only to be told.
            told = [str(each) for each in (*self.registers, *self.test_on)]
        return told if self.gold is None else [*told, f"labelled rows in {self.gold}"]

    @property
    def has_registers(self) -> bool:
        """Whether there is a register to measure on at all."""
        return bool(self.registers) or self.store_named

    @cached_property
    def store(self) -> Store:
        """The registers, read, derived and embedded in a store that is gone afterwards; or the store that was named.

        Raises:
            InputError: a register can't be read, or none was given.
        """
        if not self.registers:
            if not self.store_named:
                raise InputError(
                    "Nothing to measure on: --register names the files of a register, and --store URL measures what a"
                    " store holds."
                )
            opened = self.held.enter_context(opened_store(self.settings))
            self._read = opened.view().registers()
            return opened
        from graph.build.vectors import embed_missing
        from graph.store import open_store
        from ingest.run import derive, ingest

        store = self.held.enter_context(open_store("sqlite://"))
        with progress() as bars:
            for files, tested in ((self.registers, False), (self.test_on, True)):
                for each in ingest(store, list(files), progress=bars) if files else ():
                    if each.error is not None:
                        raise each.error
                    if tested:
                        self.tested |= {each.account.register}
            derive(store, bars, self.settings.weights)
            embed_missing(store, self.embedders.all, bars)
        self._read = store.view().registers()
        return store

    @cached_property
    def embedders(self) -> Embedders:
        """The models of the environment.

        Raises:
            NotReadyError: there is none.
        """
        from graph.embed.spaces import load

        return load(self.settings.models)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The arrays of `store`, in the space of most languages."""
        from graph.snapshot.make import make

        return make(self.store.view(), self.embedders.all[-1].space)

    @cached_property
    def world(self) -> Snapshot:
        """The partnerships that a hidden link is looked for in: one of every group that tells of each other."""
        from graph.evaluation.hidden.questions import world_of

        return world_of(self.snapshot)

    @property
    def asked(self) -> set[int] | None:
        """Rows of the partnerships of `world` that only registers of `--test-on` have; None: none was given."""
        if not self.test_on:
            return None
        world = self.world
        only = {
            entity.id
            for entity in self.store.view().entities("partnership")
            if self.tested.issuperset(entity.facets.get("register", ()))
        }
        return {row for row, id in enumerate(world.partnerships) if id in only}

    def masker(self, snapshot: Snapshot) -> Masker:
        """What takes names out of the texts of a snapshot's partnerships."""
        from graph.evaluation.hidden.masking import Masker

        embedder = self.embedders.of_space(snapshot.space) if snapshot.space else None
        return Masker(self.store.view(), snapshot, embedder)

    @property
    def model(self) -> Model:
        """The weights of matches that the settings name, or those shipped."""
        from graph.matching.model import read_model_file, shipped

        return read_model_file(self.settings.matching) if self.settings.matching else shipped()

    @cached_property
    def drafts(self) -> list[Draft]:
        """The registers as their readers understand them, without deriving a graph of them.

        Raises:
            InputError: one of them can't be read.
        """
        if not self.registers:
            return list(self.store.view().drafts()) if self.store_named else []
        from graph.store import open_store
        from ingest.run import ingest

        with open_store("sqlite://") as store, progress() as bars:
            for each in ingest(store, list(self.registers), progress=bars):
                if each.error is not None:
                    raise each.error
            self._read = store.view().registers()
            return list(store.view().drafts())


def lines(file: Path) -> list[str]:
    """The lines of a file of labelled rows.

    Raises:
        InputError: it isn't UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error.reason} at byte {error.start}.") from error
