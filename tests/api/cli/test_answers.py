"""What the commands answer: as a person reads it, and as JSON, which is the document of the HTTP API."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import Result

from graph.store import open_store

Goal17 = Callable[..., Result]


@pytest.fixture
def asked(start: Callable[..., subprocess.Popen[str]], store: str) -> Callable[..., Any]:
    """Ask the running service by its route: GET, or POST where there is a body."""
    process = start("serve", "--port", "0", "--store", store)
    assert process.stdout is not None
    address = process.stdout.readline().split(" at ")[1].split()[0]

    def ask(route: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{address}/api/v1{route}", data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    return ask


def test_json_is_the_answer_of_the_route(run: Goal17, store: str, asked: Callable[..., Any]) -> None:
    def told(*arguments: str) -> Any:
        result = run(*arguments, "--store", store, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    assert told("search", "mangroves") == asked("/search?q=mangroves")
    filtered = told("search", "--country", "Kenya", "--country", "TZA", "--sdg", "14", "--limit", "1")
    assert filtered == asked("/search?country=Kenya&country=TZA&sdg=14&limit=1")
    assert filtered["next"]
    following = ("--cursor", filtered["next"])
    assert told("search", "--country", "Kenya", "--country", "TZA", "--sdg", "14", "--limit", "1", *following) == asked(
        f"/search?country=Kenya&country=TZA&sdg=14&limit=1&cursor={quote(filtered['next'])}"
    )
    assert told("show", "coast-1") == asked("/partnerships/coast-1")
    assert told("show", "KEN") == told("show", "Kenya") == asked("/countries/KEN")
    assert told("show", "sdg-14") == asked("/sdgs/14")
    assert told("show", "theme-csd:water") == asked("/themes/csd:water")
    names = ["BCT", "Blue Coast", "Nobody At All"]
    assert told("resolve", *names, "--country", "Kenya") == asked(
        "/resolve", {"names": [{"name": name, "country": "Kenya"} for name in names]}
    )
    assert told("match", "partners", "coast-3", "--limit", "2") == asked(
        "/match/partners", {"partnership": "coast-3", "limit": 2}
    )
    words = {"title": "Mangrove nurseries", "countries": ["Kenya"], "sdgs": [14], "partners": ["BCT"]}
    assert told(
        *(
            "match",
            "partners",
            "--title",
            "Mangrove nurseries",
            "--country",
            "Kenya",
            "--sdg",
            "14",
            "--partner",
            "BCT",
        ),
        *("--type", "business"),
    ) == asked("/match/partners", {"partnership": words, "filter": {"type": "business"}})
    partner = {"name": "River Watch", "text": "We plant.", "brings": ["training"], "seeks": ["money"], "sdgs": [6]}
    assert told(
        *("match", "partnerships", "--name", "River Watch", "--text", "We plant.", "--brings", "training"),
        *("--seeks", "money", "--sdg", "6", "--as-of", "2026-01-01", "--include", "ended", "--in-country", "Kenya"),
    ) == asked(
        "/match/partnerships",
        {"partner": partner, "as_of": "2026-01-01", "include": ["ended"], "filter": {"country": "Kenya"}},
    )
    everything = told("vocabulary")
    assert everything == asked("/vocabularies")
    for name in everything["vocabularies"]:
        assert told("vocabulary", name) == asked(f"/vocabularies/{name}")


def test_a_search_as_a_person_reads_it(run: Goal17, store: str) -> None:
    shown = run("search", "mangroves", "on", "the", "coast", "--store", store, "--sdg", "14").stdout
    assert "“mangroves on the coast” (sdg 14): " in shown
    assert "Partnership: Mangroves for the coast" in shown
    assert "running · SDG 13, 14 · Kenya · 3 partners · found by words" in shown
    assert "We restore mangroves on the coast, with the villages." in shown
    assert "goal17 show coast-1" in shown
    assert "Partnerships of the coast · as of 2026 · CC BY 4.0" in shown
    assert "no embedding models in" in " ".join(shown.split())
    assert "GOAL17_MODELS says where they are" in " ".join(shown.split())
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_an_ended_partnership_is_marked_and_the_status_of_the_others_told(run: Goal17, store: str) -> None:
    shown = " ".join(
        run("search", "coast", "--kind", "partnership", "--as-of", "2026-01-01", "--store", store).stdout.split()
    )
    assert "Partnership: Coastal forests [has ended]" in shown
    assert "Partnership: Mangroves for the coast running · SDG 13, 14" in shown
    before = " ".join(run("search", "coast", "--as-of", "2017-01-01", "--store", store).stdout.split())
    assert "Partnership: Coastal forests running" in before
    profile = run("show", "coast-2", "--store", store).stdout
    assert re.search(r"Status on \d{4}-\d\d-\d\d: has ended", profile)
    assert "Status on" not in run("show", "KEN", "--store", store).stdout


def test_the_ended_can_be_left_out_and_it_is_said_how_many(run: Goal17, store: str) -> None:
    def shown(*arguments: str) -> str:
        asked = run("search", "coast", "--as-of", "2026-01-01", *arguments, "--store", store)
        return " ".join(asked.stdout.split())

    left = shown("--status", "not-ended")
    assert "“coast” (status not-ended): " in left
    assert "1 that has ended is hidden; --status ended shows them." in left
    assert "Coastal forests" not in left
    assert "Mangroves for the coast" in left
    assert "Partner: Blue Coast Trust" in left
    assert re.search("Or choose otherwise .*--status .*ended 1", left)
    ended = shown("--status", "ended")
    assert "“coast” (status ended): 1 entry" in ended
    assert "Coastal forests [has ended]" in ended
    assert "hidden" not in ended + shown() + shown("--status", "not-ended", "--status", "ended")
    assert re.search("Narrow it down .*--status .*ended 1", shown("--limit", "1"))


def test_the_words_asked_for_are_bold_on_a_terminal(run: Goal17, store: str) -> None:
    assert (
        "\x1b[1mmangroves\x1b[0m" in run("search", "mangroves", "--store", store, FORCE_COLOR="1", TERM="xterm").stdout
    )
    assert "\x1b" not in run("search", "mangroves", "--store", store).stdout


def test_a_page_names_the_next_one(run: Goal17, store: str) -> None:
    first = run("search", "--kind", "partnership", "--limit", "3", "--store", store).stdout
    told = next(line for line in first.splitlines() if line.startswith("Next page: "))
    told = told.removeprefix("Next page: goal17 ")
    second = run(*told.split(), "--store", store).stdout
    assert "Next page" not in second
    names = [line for line in (first + second).splitlines() if "Partnership: " in line]
    assert len(names) == 4
    assert "--country  Kenya 2, Egypt 1, " in first.replace("United Republic of Tanzania", "Tanzania")


def test_other_choices_of_a_filtered_field_are_no_narrowing(run: Goal17, store: str) -> None:
    shown = run("search", "--kind", "partnership", "--country", "Kenya", "--store", store).stdout
    narrow, _, otherwise = shown.partition("Or choose otherwise")
    assert "Narrow it down" in narrow
    assert "--sdg" in narrow
    assert "--country" not in narrow
    assert "--country" in otherwise
    assert "Or choose otherwise" not in run("search", "coast", "--limit", "1", "--store", store).stdout


def test_a_name_in_arabic_ends_its_line_and_what_follows_stays_in_place(run: Goal17, store: str) -> None:
    shown = run("search", "مياه", "القرى", "--store", store).stdout
    assert "Partnership: شراكة المياه\u200e\n" in shown
    assert "المياه النظيفة للجميع في القرى" in shown


@pytest.mark.parametrize(
    "told", [["search", "zeppelins"], ["search", "water", "--register", "coast", "--theme", "csd:water"]]
)
def test_nothing_found_says_what_to_do(run: Goal17, store: str, told: list[str]) -> None:
    result = run(*told, "--store", store)
    assert result.exit_code == 0
    assert "0 entries" in result.stdout
    assert "Try other words, or fewer filters" in " ".join(result.stdout.split())


def test_an_empty_store_says_how_to_fill_it(run: Goal17, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    open_store(url).close()
    for told in (
        ["search", "water"],
        ["store", "status"],
        ["registers"],
        ["match", "partners", "--title", "Wells"],
        ["match", "partnerships", "--name", "Well Diggers"],
    ):
        result = run(*told, "--store", url)
        assert result.exit_code == 0, result.output
        assert "goal17 ingest FILE" in result.stdout, told
    assert "“water”: 0 entries" in run("search", "water", "--store", url).stdout
    assert "Nobody in the store" in run("resolve", "Well Diggers", "--store", url).stdout
    assert "A search finds entries" in run("show", "coast-1", "--store", url).stderr


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["search", "x", "--country", "Narnia"], "'Narnia' is no country"),
        (["search", "x", "--theme", "water"], "vocabulary `themes`"),
        (["search", "x", "--status", "cancelled"], "there are planned, running, "),
        (["search", "x", "--register", "elsewhere"], "no register of this store; it has coast"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["search", "x", "--cursor", "nonsense"], "ursor"),
        (["show", "nobody"], "There is no entry with the id 'nobody'"),
        (["show", "coast:99", "--record"], "coast:99"),
        (["match", "partners", "nowhere"], "nowhere"),
        (["match", "partners"], "Give the ID of a partnership, or describe it"),
        (["match", "partners", "coast-1", "--title", "x"], "not both"),
        (["match", "partners", "--title", "x", "--theme", "water"], "themes"),
        (["match", "partnerships", "--name", "x", "--as-of", "soon"], "soon"),
        (["match", "partnerships", "--name", "x", "--brings", "gold"], "vocabulary `contributions`"),
        (["match", "partnerships", "coast-1"], "it is the id of a partnership"),
        (["show", "mangroves"], "Like it: Mangroves for the coast (coast-1)"),
        (["network", "without", "BCT"], "Like it: Blue Coast Trust (blue-coast-trust-"),
        (["vocabulary", "colours"], "colours"),
        (["resolve", "x", "--type", "club"], "club"),
    ],
)
def test_a_question_that_can_not_be_is_said_in_words(run: Goal17, store: str, told: list[str], said: str) -> None:
    result = run(*told, "--store", store)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_an_entry_with_its_facts_sources_and_relations(run: Goal17, store: str) -> None:
    shown = " ".join(run("show", "coast-1", "--store", store).stdout.split())
    assert "Partnership: Mangroves for the coast coast-1" in shown
    assert "start 2019-01-01 (coast:1 “Start”)" in shown
    assert "Partners, role not stated: 3" in shown
    assert "Blue Coast Trust (blue-coast-trust-" in shown
    assert "- Kenya (KEN)" in shown
    assert "We restore mangroves" in shown


def test_the_names_of_a_partner(run: Goal17, store: str) -> None:
    with open_store(store) as opened:
        id = opened.view().named(["bct"])["bct"][0][0]
    shown = " ".join(run("show", id, "--store", store).stdout.split())
    assert "Partner: Blue Coast Trust" in shown
    assert "Also written" in shown
    assert "BCT" in shown
    assert "Takes part in, role not stated: 2" in shown


def test_the_record_as_its_register_wrote_it(run: Goal17, store: str) -> None:
    for id in ("coast:1", "coast-1"):
        shown = " ".join(run("show", id, "--record", "--store", store).stdout.split())
        assert "coast:1, row 2" in shown
        assert "Contact A. Person" in shown
    answer = json.loads(run("show", "coast-1", "--record", "--json", "--store", store).stdout)
    assert answer["records"][0]["fields"]["Partners"].startswith("Blue Coast Trust (BCT); ")


def test_a_merged_id_is_followed_and_that_is_said(run: Goal17, store: str) -> None:
    with open_store(store) as opened, opened.writer() as writer:
        writer.put_redirects({"coast-of-old": "coast-1"})
    result = run("show", "coast-of-old", "--store", store)
    assert result.exit_code == 0
    assert "'coast-of-old' is now part of 'coast-1'" in result.stderr
    assert "Mangroves for the coast" in result.stdout
    assert json.loads(run("show", "coast-of-old", "--json", "--store", store).stdout)["id"] == "coast-1"


def test_names_are_resolved_in_order(run: Goal17, store: str) -> None:
    shown = run("resolve", "Nobody At All", "BCT", "--store", store).stdout
    assert shown.index("Nobody in the store") < shown.index("1.00  the same: Blue Coast Trust")


def test_partners_to_invite_with_reasons(run: Goal17, store: str) -> None:
    told = ("match", "partners", "coast-3", "--store", store)
    shown = run(*told).stdout
    assert "Partners to invite for “coast-3”" in shown
    assert "Blue Coast Trust" in shown
    assert "River Watch\n" not in shown.replace("with River Watch", "")
    assert "Role: " in shown
    assert re.search(r"\+\d\.\d\d  \w", shown)
    explained = run(*told, "--explain").stdout
    assert re.search(r"network: value \d.*, weight \d", explained)
    assert "- " in explained
    id = json.loads(run(*told, "--json").stdout)["matches"][0]["partner"]["id"]
    assert id not in run(*told, "--exclude", id).stdout


def test_why_one_is_not_answered_is_told_after_the_others(run: Goal17, store: str) -> None:
    told = ("match", "partnerships", "--name", "Coast Youth", "--text", "We plant forests.", "--store", store)
    shown = run(*told, "--as-of", "2026-01-01", "--why-not", "coast-2").stdout
    assert "Why not “Coastal forests”?  (coast-2)" in shown
    assert "It ended by its own word" in shown
    assert "Without that it would be number" in " ".join(shown.split())
    assert shown.index("Why not") > shown.index("Partnerships to join")
    wrong = run(*told, "--why-not", "nothing")
    assert wrong.exit_code != 0


def test_partnerships_to_join_with_gates(run: Goal17, store: str) -> None:
    told = ("match", "partnerships", "--name", "Coast Youth", "--text", "We plant forests.", "--country", "Tanzania")
    shown = run(*told, "--as-of", "2026-01-01", "--store", store).stdout
    assert "“Coast Youth”: nobody of this name is known." in shown
    assert "Coastal forests" not in shown
    said = "Not stated by any of them: open to new partners, eligible, contribution, how to apply."
    assert " ".join(shown.split()).count(said) == 1
    assert "Not stated: " not in shown
    ended = run(*told, "--as-of", "2026-01-01", "--include", "ended", "--store", store).stdout
    assert "Coastal forests [to learn from]" in ended
    assert "Open to new partners: no. " in ended
    assert "has ended · United Republic of Tanzania" in " ".join(ended.split())


def test_a_name_that_several_bear_is_not_settled_in_silence(run: Goal17, store: str) -> None:
    with open_store(store) as opened, opened.writer() as writer:
        view = opened.view()
        (trust,) = [each for each in view.entities("partner") if each.name == "Blue Coast Trust"]
        (watch,) = [each for each in view.entities("partner") if each.name == "River Watch"]
        also = replace(watch, aliases=(*watch.aliases, replace(watch.aliases[0], name="BCT", folded="bct")))
        writer.put_entities([also], view.terms([watch.id]))
    shown = " ".join(run("match", "partnerships", "--name", "BCT", "--store", store).stdout.split())
    assert "“BCT”: 2 partners may be meant, and none was taken" in shown
    assert f"({trust.id})" in shown
    assert f"River Watch · Non-governmental organization · 2 partnerships ({watch.id})" in shown
    assert "Choose one of those that it may mean by its id" in shown
    shown = " ".join(run("match", "partnerships", trust.id, "--store", store).stdout.split())
    assert "may be meant" not in shown


def test_a_name_that_one_bears_is_taken_for_it_by_name(run: Goal17, store: str) -> None:
    shown = " ".join(run("match", "partnerships", "--name", "BCT", "--store", store).stdout.split())
    assert "“BCT”: taken for Blue Coast Trust (blue-coast-trust-" in shown


def test_a_vocabulary(run: Goal17) -> None:
    assert "types" in run("vocabulary").stdout
    shown = run("vocabulary", "gates").stdout
    assert "how-to-apply" in shown
    assert "reasons" in run("vocabulary", "--json").stdout
    assert "shared-partners" in run("vocabulary", "reasons").stdout
