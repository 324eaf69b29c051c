"""`goal17 serve`: the HTTP API."""

from __future__ import annotations

import socket
from contextlib import suppress

import click

from api.cli.opened import opened_store, read_settings
from api.cli.options import stored
from graph.errors import InputError


@click.command(
    epilog="Example: goal17 serve --host 0.0.0.0 --port 80 --store neo4j://neo4j:secret@localhost:7687/neo4j"
)
@click.option("--host", metavar="ADDRESS", help="Address to listen on. Default: GOAL17_HOST, or 127.0.0.1.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one. Default: GOAL17_PORT, or 8017.",
)
@stored
def serve(host: str | None, port: int | None, url: str | None) -> None:
    """Serve the pages and the HTTP API over the store until Ctrl-C. The API's documentation is at /docs.

    The store has to be there: `goal17 ingest FILE` makes one. The log goes to stderr, as GOAL17_LOG and
    GOAL17_LOG_FORMAT say.
    """
    settings = read_settings(url)
    given = {"host": host, "port": port}
    settings = settings.model_copy(update={key: value for key, value in given.items() if value is not None})
    with _listening(settings.host, settings.port) as listening, opened_store(settings) as store:
        import uvicorn
        from threadpoolctl import threadpool_limits

        from api.app import create_app
        from api.logging import set_up_logging
        from api.slicing import LONGEST_QUERY

        set_up_logging(settings.log, settings.log_format)
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host

        class Announced(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                # Not before: a Ctrl-C that comes after this line is heard.
                click.echo(
                    f"goal17 answers at http://{shown}:{listening.getsockname()[1]} from {store.url} (Ctrl-C ends it)"
                )

        # A matrix times a vector gains nothing by a second thread, which goes on spinning beside other answers: a
        # search took 42 ms of both cores with it and takes 27 without.
        with suppress(KeyboardInterrupt), threadpool_limits(1, "blas"):
            # Without a configuration of its own, uvicorn's log goes where all others go.
            app = create_app(settings, store, listening.getsockname()[0])
            config = uvicorn.Config(app, log_config=None, h11_max_incomplete_event_size=LONGEST_QUERY)
            Announced(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        InputError: the address isn't this machine's, or the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise InputError(f"Can't listen on {host}, port {port}: {error.strerror or error}.") from error
    # asyncio sets this only for sockets whose protocol it can see; without it every answer waits 40 ms for an ACK.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
