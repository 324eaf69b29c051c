"""The documentation can't lag: what isn't in it, or isn't so, fails here."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli.program import COMMANDS
from api.settings import Settings
from graph.model.entities import RELATIONS
from graph.model.vocabularies import names
from graph.store import open_store
from tests.browser.pages import page_routes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
HTTP = re.compile(r"```http\n(GET|POST) (\S+)\n(?:Content-Type: application/json\n\n(.*?))?```", re.DOTALL)


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over an empty store."""
    folder = tmp_path_factory.mktemp("documentation")
    with open_store(f"sqlite:///{folder / 'empty.db'}") as store:
        yield create_app(Settings(models=folder / "none", cache=folder / "cache"), store)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `GOAL17_{name.upper()}` |" in text_of("settings.md")


def test_no_setting_is_documented_that_there_is_not() -> None:
    own, _, of_tests = text_of("settings.md").partition("## For make and the tests")
    assert of_tests
    documented = set(re.findall(r"^\| `GOAL17_(\w+)` \|", own, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^## .*\b{command}\b", text_of("commands.md"), re.MULTILINE)


def test_every_vocabulary_is_documented() -> None:
    lists = text_of("vocabularies.md").split("## The lists", 1)[1].split("\n## ", 1)[0]
    documented = set(re.findall(r"`([\w-]+)`", "\n".join(re.findall(r"(?m)^\|([^|]+)\|", lists))))
    assert {*names(), "reasons"} - documented == set()


def test_every_status_of_an_answer_is_documented(app: FastAPI) -> None:
    told = set(re.findall(r"(?m)^\| (\d{3}) \|", text_of("api.md")))
    given = {
        code
        for path, verbs in app.openapi()["paths"].items()
        if path.startswith("/api/v1")
        for operation in verbs.values()
        for code in operation["responses"]
        if code >= "300"
    }
    assert given
    assert given - told == set()
    assert "405" in told, "no route lists it"


def test_what_a_first_demo_fetches_is_said_before_it(tmp_path: Path) -> None:
    def told(*variables: str) -> str:
        ended = subprocess.run(
            ["make", "-s", "expected", *variables], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return ended.stdout

    first = told(f"VENV={tmp_path / 'venv'}", f"MODELS={tmp_path / 'models'}")
    assert "6 GB" in first
    assert "minutes" in first
    (tmp_path / "installed").touch()
    (tmp_path / "built").touch()
    assert told(f"VENV={tmp_path}", f"MODELS={tmp_path}") == ""


def test_every_route_is_documented(app: FastAPI) -> None:
    page = text_of("api.md")
    routes = [f"{verb.upper()} {path}" for path, verbs in app.openapi()["paths"].items() for verb in verbs]
    assert [route for route in routes if f"`{route}`" not in page] == []


def test_no_route_is_documented_that_there_is_not(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    documented = re.findall(r"`(GET|POST) (/api/v1/[^`?\s]*)`", text_of("api.md"))
    assert documented
    assert [(verb, path) for verb, path in documented if verb.lower() not in paths.get(path, {})] == []


def test_the_requests_in_the_documentation_are_understood(app: FastAPI) -> None:
    """On an empty store an entry isn't found; but nothing is refused beside what the page shows being refused."""
    requests = HTTP.findall(text_of("api.md"))
    assert len(requests) >= 7
    client = TestClient(app)
    for verb, path, body in requests:
        answer = client.request(verb, path, content=body or None, headers={"content-type": "application/json"})
        if "Atlantis" in path:
            assert answer.status_code == 422
            assert answer.json()["detail"] in text_of("api.md")
        else:
            assert answer.status_code in {200, 404}, (path, answer.text)
            assert "There is nothing at" not in answer.text


def test_the_table_of_pages_has_every_page_and_no_other(app: FastAPI) -> None:
    documented = re.findall(r"^\| `(/[^`]*)` \|", text_of("pages.md"), re.MULTILINE)
    routes = [*page_routes(app), "/components", "/components/{file}"]
    assert [route for route in routes if route not in documented] == []
    assert [route for route in documented if route not in routes] == []


def test_relations_in_the_concepts_are_relations() -> None:
    table = text_of("concepts.md").split("| relation |", 1)[1].split("\n\n", 1)[0]
    named = re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)
    assert named
    assert set(named) <= set(RELATIONS)


def test_every_page_is_in_the_navigation() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def pages(nav: object) -> Iterator[str]:
        if isinstance(nav, str):
            yield nav
        elif isinstance(nav, dict):
            for value in nav.values():
                yield from pages(value)
        elif isinstance(nav, list):
            for value in nav:
                yield from pages(value)

    assert sorted(pages(config["nav"])) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))
    assert config["theme"]["font"] is False


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sample/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    """Of the pages that the site's own check doesn't see."""
    file = ROOT / page
    gone = [target for target in LINK.findall(file.read_text(encoding="utf-8")) if not (file.parent / target).exists()]
    assert gone == []


def test_the_readme_is_short_and_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 150
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_that_are_named_are_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^ {4}|`)make ([a-z0-9-]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets
