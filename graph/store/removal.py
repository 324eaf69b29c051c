"""Remove a register however large: a server takes only so much in one transaction."""

from __future__ import annotations

from itertools import groupby

from graph.store.documents import chunks
from graph.store.interface import Store

BATCH = 5000
"""Records in one batch. Neo4j needs about 4 kB of its transaction memory for each, with its draft and history."""


def remove_register(store: Store, code: str) -> None:
    """Remove a register with its records, drafts and problems, batch by batch; redactions stay.

    Cut short, it leaves a register of fewer records, and a graph that says it is to be derived: run it again. One that
    isn't there is passed over in silence.

    Args:
        store: where it is; its graph has to be derived afterwards.
        code: the register's.

    Raises:
        StoreError: as the store says; what was removed before stays removed.
    """
    ids = (id for id, _ in groupby(version.record.id for version in store.view().versions(code)))
    for some in chunks(ids, BATCH):
        with store.writer() as batch:
            batch.drop_records(some)
    with store.writer() as batch:
        batch.delete_register(code)
