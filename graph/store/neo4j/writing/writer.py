"""The Writer of the Neo4j engine, put together from its parts, and how it is sent."""

from __future__ import annotations

import secrets

from graph.store.neo4j.connection import Ask
from graph.store.neo4j.cypher import batches
from graph.store.neo4j.writing.sending import Sending
from graph.store.neo4j.writing.sources import SourceWriter
from graph.store.neo4j.writing.texts import TextWriter


class Neo4jWriter(SourceWriter, TextWriter):
    """Gathers one batch; see `graph.store.interface.Writer`."""

    def send(self) -> None:
        """Store everything in one transaction.

        Raises:
            InputError: a relation, passage or draft names what isn't in the store.
            StoreUnavailableError, StoreFullError, StoreError: see `Connection.write`.
        """
        self._prepare_spaces()
        token = secrets.token_hex(8)

        def work(run: Ask) -> None:
            version = run(batches.LOCK, token=token)
            if version is None:
                raise self._connection.no_store()
            sending = Sending(run, version + 1)
            self._send_sources(sending)
            self._send_graph(sending)
            self._send_texts(sending)
            # Of the graph, nothing that was put before the mark counts; without a mark, what changed something.
            graph = sending.changed if self.reached is None else self.touched
            run(batches.COUNT_ON, version=sending.version, sourced=sending.sourced, graph=graph, reached=self.reached)

        self._connection.write(work, token)
