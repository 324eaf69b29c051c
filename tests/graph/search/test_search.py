"""Search over a small world with the real models: what is found, in which order, and what the counts mean."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.embed.spaces import Embedders
from graph.errors import InputError
from graph.search.answer import Answer
from graph.search.cursor import Cursor
from graph.search.search import FURTHEST, Order, list_all, search
from graph.search.whole import whole
from graph.store import open_store
from graph.store.interface import Store
from graph.store.query import FACETS
from graph.text.language import language

Ask = Callable[..., Answer]

DAY = date(2025, 6, 15)
"""On which some partnerships of the world run, some have ended, and some say neither."""


@pytest.fixture(scope="session")
def ask(world: Store, embedders: Embedders) -> Ask:
    """Ask the world a question, in the spaces of its language."""

    def asking(text: str, limit: int = 20, cursor: str | None = None, **where: str | Sequence[str]) -> Answer:
        filters = {field: [values] if isinstance(values, str) else values for field, values in where.items()}
        told = language(text)
        spaces = embedders.all if told == "und" else embedders.reading(told)
        return search(world.view(), text, spaces, filters, limit, cursor, as_of=DAY)

    return asking


def first(answer: Answer) -> str:
    return answer.hits[0].name


def names(answer: Answer, kind: str = "partnership") -> list[str]:
    return [hit.name for hit in answer.hits if hit.kind == kind]


@pytest.mark.parametrize("written", ["UNDP", "undp", "U.N.D.P.", "United Nations Development Programme"])
def test_a_name_finds_its_bearer_first_however_it_is_written(ask: Ask, written: str) -> None:
    answer = ask(written)
    assert first(answer) == "United Nations Development Programme"
    assert answer.hits[0].score == 1.0
    assert answer.hits[0].found_by[0] == "name"


def test_who_is_no_health_organization_inside_a_question(ask: Ask) -> None:
    assert "World Health Organization" in {name for _, name in ask("WHO").understood.names}
    asked = ask("who works in Kenya")
    assert "World Health Organization" not in {name for _, name in asked.understood.names}
    assert "Kenya" in {name for _, name in asked.understood.names}
    assert "World Health Organization" in {name for _, name in ask("what does WHO do in Kenya").understood.names}


def test_a_name_inside_a_question_is_found_before_what_only_looks_alike(ask: Ask) -> None:
    answer = ask("coral work of the Reef Watch Network in Fiji")
    assert first(answer) == "Reef Watch Network"
    assert "name" in answer.hits[0].found_by


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("fondation mer bleue", "Fondation Mer Bleue"),
        ("universite de la cote", "Université de la Côte"),
        ("mangrove", "Mangroves for Kenya"),
        ("cookstove household", "Clean cookstoves for households"),
        ("PLASTIQUES océan", "Un océan sans plastique"),
        ("湿地", "保护长江湿地"),
        ("المدارس", "التعليم الرقمي للمدارس"),
    ],
)
def test_accents_case_plurals_and_scripts_are_forgiven(ask: Ask, written: str, found: str) -> None:
    answer = ask(written)
    assert found in [hit.name for hit in answer.hits if {"name", "words"} & set(hit.found_by)][:3]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("énergie solaire pour les centres de santé ruraux", "Solar power for rural clinics"),
        ("restauration des forêts de mangroves sur la côte du Kenya", "Mangroves for Kenya"),
        ("alerta temprana del blanqueamiento de los corales", "Early warning for coral reefs"),
        ("las niñas aprenden a programar", "Girls learn to code"),
        ("الطاقة الشمسية للعيادات الريفية", "Solar power for rural clinics"),
        ("إنذار مبكر للشعاب المرجانية", "Early warning for coral reefs"),
        ("прогноз погоды для малых островов", "Weather services for small islands"),
        ("солнечная энергия для сельских больниц", "Solar power for rural clinics"),
        ("农村诊所的太阳能发电", "Solar power for rural clinics"),
        ("珊瑚礁白化的早期预警", "Early warning for coral reefs"),
        ("protecting wetlands for migrating birds in China", "保护长江湿地"),
        ("drinking water filters for mountain schools", "Agua segura para las escuelas"),
    ],
)
def test_questions_find_entries_in_other_languages(ask: Ask, question: str, found: str) -> None:
    assert names(ask(question, kind="partnership"))[0] == found


def test_filters_are_any_of_within_a_field_and_all_of_between_fields(ask: Ask) -> None:
    listed = {hit.name: hit for hit in ask("", kind="partnership", sdg=["7", "15"]).hits}
    assert set(listed) == {
        "Solar power for rural clinics", "Clean cookstoves for households", "Coastal forests of Tanzania",
        "保护长江湿地",
    }  # fmt: skip
    assert names(ask("", kind="partnership", sdg=["7", "15"], country="TZA")) == ["Coastal forests of Tanzania"]
    assert ask("", kind="partnership", sdg="7", country="CHN").total == 0
    assert names(ask("", kind="partnership", sdg="")) == ["A title and nothing else"]


def test_a_filter_that_does_not_exist_is_refused(ask: Ask) -> None:
    with pytest.raises(InputError, match="'colour' is no filter"):
        ask("mangroves", colour="blue")


QUESTIONS = ["", "UNDP", "mangroves", "schools in Kenya", "énergie solaire rurale", "coral water energy", "zzqx", "the"]
FILTERS: list[Mapping[str, Sequence[str]]] = [
    {},
    {"kind": ["partnership"]},
    {"sdg": ["14"]},
    {"sdg": ["7", "13"], "register": ["coast"]},
    {"kind": ["partner"], "type": ["ngo", "un-system"]},
    {"country": ["KEN"], "kind": ["partnership"]},
    {"theme": ["csd:energy"], "country": ["FJI"]},
    {"status": ["running", "open-ended"]},
    {"status": ["not-ended"], "country": ["KEN", "TZA"]},
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_a_facets_count_is_the_length_of_its_list(ask: Ask, question: str, where: dict[str, list[str]]) -> None:
    facets = ask(question, limit=1, **where).facets
    assert list(facets) == list(FACETS)
    for field, values in facets.items():
        # The long tails of countries and themes follow the same rule as their heads.
        for each in values[:6] + values[-1:]:
            assert each.count > 0
            behind = ask(question, limit=1, **{**where, field: [each.value]})
            assert (behind.total, behind.understood.widened) == (each.count, False), (field, each)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_the_pages_hold_every_entry_once(ask: Ask, question: str, where: dict[str, list[str]]) -> None:
    answer = ask(question, limit=100, **where)
    total, seen = answer.total, [hit.id for hit in answer.hits]
    while answer.next:
        answer = ask(question, limit=37, cursor=answer.next, **where)
        assert answer.total == total
        seen += [hit.id for hit in answer.hits]
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize("order", ["relevance", "connections"])
@pytest.mark.parametrize("question", ["", "coast", "mangroves in Kenya"])
def test_pages_by_number_pages_by_cursor_and_the_whole_list_are_one(
    world: Store, embedders: Embedders, question: str, order: Order
) -> None:
    view, spaces = world.view(), embedders.all
    everything = [hit.id for hit in whole(view, list_all(view, question, spaces, {}, order))]
    by_cursor: list[str] = []
    cursor = None
    while not by_cursor or cursor:
        answer = search(view, question, spaces, limit=17, cursor=cursor, order=order)
        assert answer.start == len(by_cursor)
        by_cursor += [hit.id for hit in answer.hits]
        cursor = answer.next
    by_number = [
        hit.id
        for start in range(0, len(everything), 23)
        for hit in search(view, question, spaces, limit=23, start=start, order=order).hits
    ]
    assert everything == by_cursor == by_number
    assert len(set(everything)) == len(everything) == answer.total
    assert search(view, question, spaces, start=len(everything), order=order).hits == ()


def test_a_cursor_leads_on_from_a_page_called_up_by_number(world: Store) -> None:
    view = world.view()
    ids = [hit.id for hit in search(view, "", (), limit=30).hits]
    page = search(view, "", (), limit=10, start=10)
    assert page.next
    following = search(view, "", (), limit=10, cursor=page.next)
    assert [hit.id for hit in (*page.hits, *following.hits)] == ids[10:]
    assert following.start == 20


def test_best_connected_first_is_another_order_of_the_same_entries(world: Store, embedders: Embedders) -> None:
    view = world.view()
    answer = search(view, "coast", embedders.all, limit=100, order="connections")
    degrees = [hit.degree for hit in answer.hits]
    assert degrees == sorted(degrees, reverse=True)
    assert any(hit.score > 0 for hit in answer.hits), "why it was found stays known"


@pytest.mark.parametrize("start", [-1, FURTHEST + 1])
def test_a_start_out_of_range_is_refused(world: Store, start: int) -> None:
    with pytest.raises(InputError, match="start"):
        search(world.view(), "", (), start=start)


def test_pages_of_any_length_come_in_the_same_order(ask: Ask) -> None:
    whole = [hit.id for hit in ask("coast", limit=60).hits]
    for limit in (1, 7, 20):
        pages, cursor = [], None
        while len(pages) < 60:
            answer = ask("coast", limit=limit, cursor=cursor)
            pages += [hit.id for hit in answer.hits]
            cursor = answer.next
        assert pages[:60] == whole


def test_scores_fall_and_equal_ones_are_ordered_by_id(ask: Ask) -> None:
    hits = ask("clean energy for households", limit=100).hits
    order = [(-hit.score, hit.id) for hit in hits]
    assert [score for score, _ in order] == sorted(score for score, _ in order)
    assert all(0 <= hit.score <= 1 for hit in hits)
    again = ask("clean energy for households", limit=100).hits
    assert [hit.id for hit in again] == [hit.id for hit in hits]


def test_where_the_filters_leave_nothing_the_nearest_in_meaning_are_shown(ask: Ask) -> None:
    # Nobody in Peru says "coding", and the world is too large for the country to be among the nearest of all.
    answer = ask("girls coding apps programming school engineers", kind="partnership", country="PER", sdg="6")
    assert names(answer)[0] == "Agua segura para las escuelas"
    assert answer.total == len(answer.hits)


def test_without_models_words_and_names_answer_alone(world: Store) -> None:
    answer = search(world.view(), "mangroves on the coast", [])
    assert set(names(answer)) == {"Mangroves for Kenya"}
    assert answer.understood.spaces == ()
    partial = search(world.view(), "mangroves of atlantis", [])
    assert not partial.understood.every
    assert set(names(partial)) == {"Mangroves for Kenya", "Coastal forests of Tanzania"}
    assert search(world.view(), "zzqx", []).total == 0
    assert search(world.view(), "zzqx", [], {"sdg": ["14"]}).total == 0


def test_a_cursor_continues_only_the_search_that_it_comes_from(ask: Ask) -> None:
    cursor = ask("coast", limit=2).next
    assert cursor
    for other in ({"text": "coasts"}, {"text": "coast", "sdg": "14"}):
        with pytest.raises(InputError, match="belongs to another search"):
            ask(limit=2, cursor=cursor, **other)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "bnVsbA",
        "W10",
        "WzFlOTk5LG51bGwsIngiXQ",
        "W1tbW1tbW1tbW1tb" * 5000,
        "Wy0xLG51bGwsIjEiXQ",
        "eyJhIjoxfQ",
    ],
)
def test_what_is_no_cursor_is_refused(ask: Ask, cursor: str) -> None:
    with pytest.raises(InputError, match="cursor"):
        ask("coast", cursor=cursor)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reading_of_cursors(raw: bytes) -> None:
    import base64

    with pytest.raises(InputError):
        Cursor.read(base64.urlsafe_b64encode(raw).decode(), "digest of a search")


@pytest.mark.parametrize("limit", [0, -1, 101, 10**9])
def test_a_limit_out_of_range_is_refused(ask: Ask, limit: int) -> None:
    with pytest.raises(InputError, match="it can be 1 to 100"):
        ask("coast", limit=limit)


@pytest.mark.parametrize(
    "question",
    ['"', "*", "(", "mangrove*", '"coral reefs', "a OR b", "NEAR(coral reefs)", "names:coral", "coral AND", "'; --",
     "🌊🐟", "🌊 coral", "\u202eمرحبا\u202c", "\x00", "coral\x00reef", "   ", "the of and", "de la", "%", "\\"],
)  # fmt: skip
def test_strange_questions_are_answered(ask: Ask, question: str) -> None:
    answer = ask(question, limit=5)
    assert answer.total >= len(answer.hits)
    assert set(answer.facets) == set(FACETS)


def test_a_question_of_which_nothing_is_known_is_like_nothing(ask: Ask) -> None:
    assert ask("🌊").total == 0
    assert ask("*").total == 0


def test_only_stop_words_are_asked_by_meaning(ask: Ask) -> None:
    answer = ask("what is under the sea")
    assert answer.understood.words == ("sea",)
    answer = ask("what is it about")
    assert answer.understood.words == ()
    assert {hit.found_by for hit in answer.hits} <= {("meaning",)}


@pytest.mark.parametrize(
    "nonsense",
    ["zzzxqy", "grvlk tsopw", "vrelk mopato dsiw", "xyzzyplugh", "брлгд швцхзщ", "ضصثقفغ", "馬鹿龖靐齉", "ζξψ φθχ"],
)
@pytest.mark.parametrize("where", [{}, {"sdg": "14"}, {"kind": "partner"}])
def test_nonsense_is_like_nothing(ask: Ask, nonsense: str, where: dict[str, str]) -> None:
    """Its nearest entries are names that look as strange as it does."""
    answer = ask(nonsense, **where)
    assert (answer.total, answer.hits) == (0, ())
    assert answer.understood.like_nothing
    assert not answer.understood.widened


@pytest.mark.parametrize(
    "question",
    [
        "cómo se hace una tortilla de patatas",
        "quel est le meilleur film de Truffaut",
        "как настроить гитару",
        "如何弹吉他",
    ],
)
def test_what_no_entry_is_about_is_like_nothing_in_any_language(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.understood.like_nothing
    assert answer.total == 0


@pytest.mark.parametrize(
    "question",
    [
        "écoles rurales sans eau",
        "forêts contre les tempêtes",
        "paneles solares",
        "птицы и болота",
        "渔民与海洋垃圾",
        "تدريب المعلمين",
    ],
)
def test_what_an_entry_is_about_is_found_without_a_word_in_common(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.understood.like_nothing
    assert answer.total > 0


def test_strings_of_chance_are_seldom_near_anything(ask: Ask) -> None:
    """The floors are such that one in a hundred passes each; here are fewer entries to be near to."""
    random = Random(2030)
    made = [
        " ".join("".join(random.choices(ascii_lowercase, k=random.randint(4, 10))) for _ in range(random.randint(1, 4)))
        for _ in range(60)
    ]
    assert sum(not ask(text, limit=1).understood.like_nothing for text in made) <= 3


def test_a_partnership_has_its_status_on_the_asking_date(world: Store) -> None:
    def told(day: date | None) -> dict[str, str]:
        return {hit.id: hit.status for hit in search(world.view(), "", [], {"country": ["TZA", "KEN"]}, as_of=day).hits}

    assert told(None)["coast-2"] == ""
    now = told(DAY)
    assert (now["coast-1"], now["coast-2"], now["clinic-3"]) == ("running", "ended", "open-ended")
    assert now["KEN"] == "", "a country has none"
    assert told(date(2017, 1, 1))["coast-2"] == "running"


def test_the_status_is_one_on_the_asking_date_also_as_a_filter(world: Store) -> None:
    def found(day: date, *statuses: str) -> set[str]:
        where = {"country": ["TZA", "KEN"], "status": statuses}
        return {hit.id for hit in search(world.view(), "", [], where, as_of=day).hits}

    assert found(DAY, "running") >= {"coast-1"}
    assert not found(DAY, "running") & {"coast-2", "clinic-3", "KEN"}
    assert found(DAY, "ended") == {"coast-2"}
    assert "coast-2" in found(date(2017, 1, 1), "running")
    assert found(date(2017, 1, 1), "ended") == set()
    assert {"KEN", "TZA"} <= found(DAY, ""), "a country has none"


def test_without_the_ended_everything_else_stays(ask: Ask) -> None:
    for question in ("", "mangroves", "forests of the coast"):
        every = ask(question, limit=100)
        left = ask(question, limit=100, status="not-ended")
        (ended,) = (each.count for each in every.facets["status"] if each.value == "ended")
        assert left.total == every.total - ended > 0
        assert left.facets["status"] == every.facets["status"], "what is left out is still counted"
        assert {hit.kind for hit in left.hits} == {hit.kind for hit in every.hits}
        assert not any(hit.status == "ended" for hit in left.hits)
        assert ask(question, status=["not-ended", "ended"]).total == every.total


def test_no_status_and_none_stated_are_told_apart(ask: Ask) -> None:
    labels = {each.value: each.label for each in ask("").facets["status"]}
    assert (labels["not-stated"], labels[""]) == ("Not stated", "no partnership")
    assert {hit.kind for hit in ask("", limit=100, status="not-stated").hits} == {"partnership"}
    assert "partnership" not in {hit.kind for hit in ask("", limit=100, status="").hits}


def test_what_is_widened_has_the_status_too(ask: Ask) -> None:
    answer = ask("girls coding apps programming school engineers", kind="partnership", country="TZA", status="ended")
    assert answer.understood.widened
    assert {hit.status for hit in answer.hits} == {"ended"}
    assert answer.total == len(answer.hits)


def test_without_a_day_no_status_is_counted_or_asked_for(world: Store) -> None:
    assert list(search(world.view(), "mangroves", []).facets) == [field for field in FACETS if field != "status"]
    with pytest.raises(InputError, match="as_of"):
        search(world.view(), "mangroves", [], {"status": ["running"]})


def test_long_questions_are_read_at_their_beginning(ask: Ask) -> None:
    sentence = "We restore mangroves on the coast and warn fishers of storms. "
    long = (sentence * 100)[:5000]
    assert not ask(long).understood.cut
    assert names(ask(long, kind="partnership"))[0] == "Mangroves for Kenya"
    answer = ask(long + "and then some solar panels")
    assert answer.understood.cut
    assert "solar" not in answer.understood.words
    words = " ".join(f"word{number}" for number in range(700))
    assert ask(words).understood.like_nothing


def test_an_excerpt_shows_the_words_of_the_question(ask: Ask) -> None:
    hit = next(hit for hit in ask("mangrove forest villages").hits if hit.name == "Mangroves for Kenya")
    assert hit.excerpt is not None
    assert hit.excerpt.field == "description"
    marked = [hit.excerpt.text[start:end] for start, end in hit.excerpt.marks]
    assert marked == ["mangrove", "forests", "villages"]
    assert not hit.excerpt.text.startswith("Mangroves for Kenya")
    chinese = next(hit for hit in ask("湿地").hits if hit.kind == "partnership")
    assert chinese.excerpt is not None
    assert {chinese.excerpt.text[start:end] for start, end in chinese.excerpt.marks} == {"湿地"}


def test_a_hit_says_what_it_is(ask: Ask) -> None:
    hit = ask("Mangroves for Kenya").hits[0]
    assert (hit.kind, hit.id, hit.degree) == ("partnership", "coast-1", 3)
    assert hit.facets["sdg"] == ("13", "14")
    assert hit.facets["country"] == ("KEN",)


def test_facets_are_labelled_and_what_is_not_stated_comes_last(ask: Ask) -> None:
    facets = ask("", kind="partnership").facets
    assert [(each.value, each.label, each.count) for each in facets["sdg"]][:1] == [("14", "Life below water", 4)]
    assert (facets["sdg"][-1].value, facets["sdg"][-1].label) == ("", "not stated")
    assert {each.label for each in facets["country"]} >= {"Kenya", "Fiji"}


def test_an_answer_names_the_version_that_it_rests_on(ask: Ask, world: Store) -> None:
    assert ask("coast").version == world.view().version()


def test_an_empty_store_answers_with_nothing(tmp_path: Path, embedders: Embedders) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store:
        for question in ("", "mangroves", "*"):
            answer = search(store.view(), question, embedders.all, {"kind": ["partner"]})
            assert (answer.total, answer.hits, answer.next) == (0, (), None)
            assert all(not values for values in answer.facets.values())


def test_several_threads_get_the_same_answers(ask: Ask) -> None:
    questions = [question for question in QUESTIONS if question] * 3
    alone = [ask(question).hits for question in questions]
    together: dict[int, object] = {}

    def run(place: int) -> None:
        together[place] = ask(questions[place]).hits

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[place] for place in range(len(questions))] == alone


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_answered(ask: Ask, text: str) -> None:
    answer = ask(text, limit=3)
    assert answer.total >= len(answer.hits)


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Store]:
    """More entries with one word than are ranked by words."""
    from tests.world import draft, partner, read

    with open_store(f"sqlite:///{tmp_path / 'crowded.db'}") as store:
        read(
            store,
            [draft("crowd", str(n), f"Water well {n}", "Water.", partner(f"Body {n % 7}")) for n in range(1100)],
        )
        yield store


def test_beyond_the_ranked_ones_the_rest_follows_by_connection(crowded: Store) -> None:
    view = crowded.view()
    answer = search(view, "water", [], {"kind": ["partnership"]}, 100)
    assert answer.total == 1100
    seen = [(hit.id, hit.score) for hit in answer.hits]
    while answer.next:
        answer = search(view, "water", [], {"kind": ["partnership"]}, 100, answer.next)
        seen += [(hit.id, hit.score) for hit in answer.hits]
    assert len({id for id, _ in seen}) == 1100
    ids = [id for id, _ in seen]
    assert [hit.id for hit in whole(view, list_all(view, "water", [], {"kind": ("partnership",)}))] == ids
    for start in (0, 950, 995, 1050):
        page = search(view, "water", [], {"kind": ["partnership"]}, 20, start=start)
        assert [hit.id for hit in page.hits] == ids[start : start + 20]
    ranked = sum(score > 0 for _, score in seen)
    assert 990 < ranked <= 1000, "a goal or theme may be among the ranked"
    assert [score for _, score in seen] == sorted((score for _, score in seen), reverse=True)
