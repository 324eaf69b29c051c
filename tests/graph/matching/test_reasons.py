"""Every reason of every answer over the world is checked: what it counts, what it rests on, what its sentence says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.embed.embedder import Embedder
from graph.matching import candidates as found_by
from graph.matching.candidates import Candidates
from graph.matching.features import COLUMN, FEATURES
from graph.matching.match import PartnerMatch, PartnershipMatch, Reason
from graph.matching.matcher import Matcher
from graph.matching.model import QUESTIONS, Model, weigh
from graph.matching.reasons import reasons
from graph.matching.subject import (
    PartnerDescription,
    PartnershipDescription,
    Subject,
    described_partner,
    described_partnership,
    stored_partner,
    stored_partnership,
)
from graph.matching.terrain import Terrain
from graph.model.vocabularies import country, vocabulary
from graph.snapshot.snapshot import OwnText, Snapshot
from graph.store.interface import Store
from graph.text.fold import terms
from graph.text.sentence import listed
from tests.arrays import Body, Entry, arrays

INVITES = (
    PartnershipDescription(
        "Mangroves", "We plant mangrove forests.", ("UNEP", "WMO"), (13, 14), ("Kenya",), ("csd:oceans",)
    ),
    PartnershipDescription(sdgs=(6,), countries=("Peru",)),
    PartnershipDescription("Clean stoves in Rwanda", "Women build stoves.", ("Blue Flame Foundation",)),
)
JOINS = (
    PartnerDescription("Shore Friends of Kenya", "We replant mangroves with fishing villages.", "ngo", "Kenya", (14,)),
    PartnerDescription("Reef Watch Network", "We cook with stoves that need less wood."),
    PartnerDescription("Coral reefs", "Filtros de agua potable para escuelas rurales.", country="FJI"),
)
Match = PartnerMatch | PartnershipMatch


@dataclass(frozen=True)
class Answer:
    """One match of one question."""

    invite: bool
    asked: str | PartnershipDescription | PartnerDescription
    match: Match

    def subject(self, snapshot: Snapshot, embedder: Embedder) -> Subject:
        if isinstance(self.asked, PartnershipDescription):
            return described_partnership(snapshot, self.asked, embedder)[0]
        if isinstance(self.asked, PartnerDescription):
            return described_partner(snapshot, self.asked, embedder)[0]
        return (stored_partnership if self.invite else stored_partner)(snapshot, self.asked)[0]

    def row(self, snapshot: Snapshot) -> int:
        return (snapshot.partner_row if self.invite else snapshot.partnership_row)[self.match.id]


EVERY = Model(
    "every feature weighs",
    {
        question: np.array([[-0.01 if name == "popularity" else 1.0 for name in FEATURES]] * 4).reshape(2, 2, -1)
        for question in QUESTIONS
    },
)
"""So that every feature gives its reason, whatever was learnt."""


@pytest.fixture(scope="module")
def matcher(snapshot: Snapshot, embedder: Embedder) -> Matcher:
    return Matcher(snapshot, embedder, EVERY)


@pytest.fixture(scope="module")
def answers(matcher: Matcher, snapshot: Snapshot, as_of: date) -> list[Answer]:
    """Every match of every stored entry of the world, and of some that are described."""
    made = []
    for invited in (*snapshot.partnerships, *INVITES):
        made += [Answer(True, invited, each) for each in matcher.partners(invited, limit=100)[0]]
    for joining in (*snapshot.partners, *JOINS):
        found, _ = matcher.partnerships(joining, limit=100, as_of=as_of, ended=True)
        made += [Answer(False, joining, each) for each in found]
    assert len(made) > 200
    assert {reason.feature for each in made for reason in each.match.reasons} >= set(FEATURES) - {"name"}
    return made


def each_reason(answers: Iterable[Answer]) -> Iterator[tuple[Answer, Reason]]:
    for answer in answers:
        for reason in answer.match.reasons:
            yield answer, reason


def test_contributions_sum_to_the_score(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.match.score == pytest.approx(sum(each.contribution for each in answer.match.reasons), abs=1e-6)
        assert answer.match.score > 0
        for reason in answer.match.reasons:
            assert reason.contribution < 0 if reason.feature == "popularity" else reason.contribution > 0
            assert reason.value > 0


def test_a_contribution_is_what_the_model_makes_of_the_value(
    answers: list[Answer], matcher: Matcher, snapshot: Snapshot, embedder: Embedder
) -> None:
    terrain = Terrain(snapshot)
    for answer in answers[::7]:
        subject = answer.subject(snapshot, embedder)
        question = "partners" if answer.invite else "partnerships"
        known = len(subject.partners if answer.invite else subject.own)
        found = found_of(terrain, subject, answer.invite)
        place = found.rows.tolist().index(answer.row(snapshot))
        between = matcher.model.between(question, known, readable=subject.known)
        added = weigh(found.values, between)[place]
        weights = between.sum(axis=0)
        shown = {reason.feature: reason for reason in answer.match.reasons}
        for name, column in COLUMN.items():
            if name in shown:
                assert shown[name].value == pytest.approx(found.values[place, column], abs=1e-6)
                assert shown[name].weight == pytest.approx(weights[column], abs=1e-6)
                # The standing is beside the best of those who are offered, whom ended ones may be among.
                assert shown[name].contribution == pytest.approx(added[column], abs=1e-6)
            else:
                assert added[column] == pytest.approx(0, abs=1e-6)


def test_all_evidence_can_be_opened(answers: list[Answer], world: Store) -> None:
    view = world.view()
    for _, reason in each_reason(answers):
        assert len({each.id for each in reason.evidence}) == len(reason.evidence)
        for evidence in reason.evidence:
            assert view.entity(evidence.id).kind == evidence.kind
            assert evidence.label


def found_of(terrain: Terrain, subject: Subject, invite: bool) -> Candidates:
    if invite:
        allowed = np.ones(len(terrain.degrees), dtype=bool)
        allowed[[*subject.partners, *subject.barred]] = False
        return found_by.partners(terrain, subject, allowed)
    allowed = np.ones(len(terrain.sizes), dtype=bool)
    allowed[list(subject.own)] = False
    return found_by.partnerships(terrain, subject, allowed)


def changed(matrix: csr_array, rows: Iterable[int], columns: Iterable[int]) -> csr_array:
    """A matrix without some of its cells."""
    dense = matrix.toarray()
    dense[np.ix_(list(rows), list(columns))] = 0
    return csr_array(dense)


def not_about(snapshot: Snapshot, rows: Iterable[int], codes: Iterable[str]) -> Snapshot:
    """The same with entries that are not about some countries."""
    columns = [snapshot.places.index(code) for code in codes]
    texts = {
        row: OwnText(
            snapshot.titles[row],
            csr_array(snapshot.terms[[row], :]),
            changed(csr_array(snapshot.placed[[row], :]), [0], columns),
            snapshot.vectors[row],
        )
        for row in rows
    }
    return snapshot.without((), texts)


def without_evidence(snapshot: Snapshot, answer: Answer, subject: Subject, reason: Reason) -> Snapshot | None:
    """The world without what a reason names; None where it names nothing that is the store's to hide."""
    row, feature = answer.row(snapshot), reason.feature
    bodies = [snapshot.partner_row[each.id] for each in reason.evidence if each.kind == "partner"]
    entries = [snapshot.partnership_row[each.id] for each in reason.evidence if each.kind == "partnership"]
    codes = [each.id for each in reason.evidence if each.kind == "country"]
    tags = [
        at
        for at, (kind, code) in enumerate(snapshot.tags)
        for each in reason.evidence
        if (kind, each.id) in {(each.kind, code), (each.kind, f"{kind}-{code}")}
    ]
    who = row if answer.invite else subject.partner
    own = (
        [each for each in snapshot.partnerships_of(row).tolist() if each != subject.partnership]
        if answer.invite
        else []
    )
    if not reason.evidence:
        return None
    if "what you say" in reason.text:
        assert entries == [row]
        empty = changed(snapshot.terms, [row], range(len(snapshot.vocabulary)))
        vectors = np.array(snapshot.vectors)
        vectors[row] = 0
        return replace(snapshot, terms=empty, vectors=vectors)
    if feature in {"words", "nearest-words", "meaning", "nearest-meaning", "shared-partners"}:
        assert who is not None
        return snapshot.without([(who, each) for each in entries])
    if feature == "ties":
        meet = own if answer.invite else [row]
        return snapshot.without([(body, each) for body in bodies for each in meet])
    if feature in {"type", "compatriots"}:
        where = subject.partnership if answer.invite else row
        return None if where is None else snapshot.without([(body, where) for body in bodies])
    if feature == "network":
        over = own if answer.invite else [row]
        untied = snapshot.without([(body, each) for body in bodies for each in over])
        return replace(untied, tagged=changed(untied.tagged, over, tags))
    if feature == "goals":
        return replace(snapshot, tagged=changed(snapshot.tagged, own if answer.invite else [row], tags))
    if feature in {"places", "regions"}:
        return not_about(snapshot, own if answer.invite else [row], codes)
    if feature == "home":
        where = subject.partnership if answer.invite else row
        return None if where is None else not_about(snapshot, [where], codes)
    if feature == "popularity":
        assert bodies == [row]
        return snapshot.without([(row, each) for each in own])
    if feature == "size":
        assert entries == [row]
        return snapshot.without([(each, row) for each in snapshot.partners_of(row).tolist()])
    assert feature == "name"
    if answer.invite:
        assert bodies == [row]
        return replace(snapshot, name_terms=changed(snapshot.name_terms, [row], range(len(snapshot.vocabulary))))
    assert entries == [row]
    return replace(snapshot, terms=changed(snapshot.terms, [row], range(len(snapshot.vocabulary))))


def test_without_what_a_reason_names_it_counts_for_less(
    answers: list[Answer], snapshot: Snapshot, embedder: Embedder
) -> None:
    checked: dict[str, int] = dict.fromkeys(FEATURES, 0)
    equals = 0
    for answer, reason in each_reason(answers):
        subject = answer.subject(snapshot, embedder)
        hidden = without_evidence(snapshot, answer, subject, reason)
        if hidden is None:
            continue
        found = found_of(Terrain(hidden), answer.subject(hidden, embedder), answer.invite)
        place = np.flatnonzero(found.rows == answer.row(snapshot))
        value = float(found.values[place[0], COLUMN[reason.feature]]) if len(place) else 0.0
        if reason.feature.startswith("nearest") and value == pytest.approx(reason.value, abs=1e-6):
            equals += 1
            continue
        assert value < reason.value, (answer.asked, answer.match.name, reason)
        checked[reason.feature] += 1
    assert equals < 5, "hardly ever another entry is just as near"
    assert {name for name, number in checked.items() if not number} <= {"name"}


class Register:
    """The store as plain sets, for counting again."""

    def __init__(self, world: Store, snapshot: Snapshot) -> None:
        view = world.view()
        self.snapshot = snapshot
        self.partners = {each.id: each for each in view.entities("partner")}
        self.partnerships = {each.id: each for each in view.entities("partnership")}
        self.lists: dict[str, set[str]] = {id: set() for id in self.partnerships}
        for each in view.relations("takes-part"):
            self.lists[each.target].add(each.source)
        self.stated = {
            id: {(kind, code) for kind in ("sdg", "country", "theme") for code in each.facets.get(kind, ())}
            for id, each in self.partnerships.items()
        }

    def meets(self, one: str, other: str, but: str = "") -> set[str]:
        return {id for id, listed in self.lists.items() if {one, other} <= listed and id != but}

    def own_terms(self, id: str) -> set[str]:
        entity = self.partnerships[id]
        return set(terms("\n".join([entity.name, *(text.text for text in entity.texts)])))


def sides(register: Register, answer: Answer) -> tuple[str, str, set[str], set[tuple[str, str]], set[tuple[str, str]]]:
    """The partner and the partnership of a match, the list, the tags asked for, the tags that the other has."""
    asked, match = answer.asked, answer.match
    if answer.invite:
        own = {id for id, listed in register.lists.items() if match.id in listed and id != asked}
        has = set().union(*(register.stated[id] for id in own))
        if isinstance(asked, str):
            return match.id, asked, register.lists[asked], register.stated[asked], has
        subject, _ = described_partnership(register.snapshot, asked, None)
        names = {register.snapshot.partners[row] for row in subject.partners}
        return match.id, "", names, {register.snapshot.tags[tag] for tag in subject.tags}, has
    subject = answer.subject(register.snapshot, None)
    who = "" if subject.partner is None else register.snapshot.partners[subject.partner]
    tags = {register.snapshot.tags[tag] for tag in subject.tags}
    return who, match.id, register.lists[match.id], tags, register.stated[match.id]


def test_every_sentence_is_true(answers: list[Answer], world: Store, snapshot: Snapshot) -> None:
    register = Register(world, snapshot)
    checked: dict[str, int] = dict.fromkeys(FEATURES, 0)
    for answer, reason in each_reason(answers):
        who, where, on_list, asked, has = sides(register, answer)
        subject = answer.subject(snapshot, None)
        type_ = register.partners[who].fact("type") if who else subject.type
        home = register.partners[who].fact("country") if who else subject.country
        told = SENTENCES[reason.feature](answer.invite).fullmatch(reason.text)
        assert told, (answer.invite, reason.feature, reason.text)
        said, names = told.groupdict(), {each.id for each in reason.evidence}
        others = on_list - {who}
        met = {each: register.meets(who, each, where) for each in others if who and register.meets(who, each, where)}
        feature = reason.feature
        if feature == "ties":
            assert (int(said["some"]), int(said["all"])) == (len(met), len(others))
            assert names <= set(met)
            assert reason.value == pytest.approx(len(met) / len(others), abs=1e-6)
        elif feature == "shared-partners":
            first = next(each for each in others if register.partners[each].name == said["who"])
            assert int(said["number"]) == len(met[first]) == max(map(len, met.values()))
            assert int(said["more"] or 0) == len(met) - 1
            assert names <= set(met) | met[first]
        elif feature == "type":
            alike = {each for each in on_list if register.partners[each].fact("type") == type_}
            assert (int(said["some"]), int(said["all"])) == (len(alike), len(on_list))
            assert said["kind"] == vocabulary("types").terms[str(type_)].label()
            assert names <= alike
        elif feature == "compatriots":
            alike = {each for each in on_list if register.partners[each].fact("country") == home}
            assert int(said["some"]) == len(alike)
            assert said["country"] == name_of(str(home))
            assert names <= alike
        elif feature == "goals":
            common = {tag for tag in asked & has if tag[0] != "target"}
            assert (int(said["some"]), int(said["all"])) == (len(common), len(asked))
            assert len(names) == min(len(common), 6)
        elif feature == "popularity":
            assert int(said["number"]) == sum(who in each for each in register.lists.values())
        elif feature == "size":
            assert int(said["number"]) == len(on_list)
        elif feature == "home":
            assert said["country"] == name_of(str(home))
            assert names == {home}
        elif feature == "places":
            assert said["countries"] == listed([name_of(each.id) for each in reason.evidence])
        elif feature in {"words", "meaning", "nearest-words", "nearest-meaning"} and said.get("title"):
            first = reason.evidence[0].id
            assert register.partnerships[first].name == said["title"]
            assert int(said.get("more") or 0) == len(names) - 1
            assert not who or all(who in register.lists[each] for each in names)
            if said.get("words") and isinstance(answer.asked, str):
                both = register.own_terms(first) & register.own_terms(where)
                assert set(terms(said["words"])) <= both
        elif feature == "network" and reason.evidence:
            assert said["through"] == listed([each.label for each in reason.evidence])
        checked[feature] += 1
    assert all(number for name, number in checked.items() if name != "name"), checked


def name_of(code: str) -> str:
    known = country(code)
    assert known
    return known.name()


def both(invite: str, join: str) -> Callable[[bool], re.Pattern[str]]:
    return lambda asked: re.compile(invite if asked else join)


MORE = "(?: and (?P<more>\\d+) more)?"
SENTENCES: dict[str, Callable[[bool], re.Pattern[str]]] = {
    "network": both(*[r"Near in the network(?: of partnerships|, mostly through (?P<through>.+))\."] * 2),
    "shared-partners": both(
        *(
            rf"{opening} (?P<who>.+), who is on the list, in (?P<number>\d+) other partnerships?"
            r"(?:; and with (?P<more>\d+) more of the list)?\."
            for opening in ("Already works with", "You already work with")
        )
    ),
    "ties": both(
        *(
            rf"{opening} (?P<some>\d+) of the (?P<all>\d+) on the list\."
            for opening in ("Works elsewhere with", "You work elsewhere with")
        )
    ),
    "words": both(
        rf"Takes part in what is written in the same words: “(?P<title>.+)”{MORE}\.",
        rf"(?:Written in the same words as what you do: “(?P<title>.+)”{MORE}"
        r"|Shares words with what you say(?:: (?P<words>.+))?)\.",
    ),
    "nearest-words": both(
        r"Its entry “(?P<title>.+)” has words of this one: (?P<words>.+)\.",
        r"(?:Has words of your entry “(?P<title>.+)”: (?P<words>.+)|Shares words with what you say: (?P<said>.+))\.",
    ),
    "meaning": both(
        rf"Takes part in what is close in meaning: “(?P<title>.+)”{MORE}\.",
        rf"Close in meaning to what you (?:do: “(?P<title>.+)”{MORE}|say)\.",
    ),
    "nearest-meaning": both(
        r"Its entry nearest in meaning is “(?P<title>.+)”\.",
        r"(?:Your entry nearest in meaning is “(?P<title>.+)”|Close in meaning to what you say)\.",
    ),
    "places": both(
        r"Takes part in what states or names (?P<countries>.+)\.",
        r"States or names (?P<countries>.+), as what you do or say does\.",
    ),
    "home": both(
        r"Is based in (?P<country>.+), which this states or names\.",
        r"States or names (?P<country>.+), where you are based\.",
    ),
    "compatriots": both(
        *[r"(?P<some>\d+) partners? (?:is|are) based in (?P<country>.+) too\."] * 2,
    ),
    "regions": both(
        r"Takes part in what is about countries of .+\.", r"Is about countries of .+, as what you do or say is\."
    ),
    "type": both(
        *(
            rf"(?P<some>\d+) of the (?P<all>\d+) on the list (?:is|are) of {whose} kind \((?P<kind>.+)\)\."
            for whose in ("its", "your")
        )
    ),
    "name": both(r"Its name has words of the text: .+\.", r"Its text has words of your name: .+\."),
    "goals": both(
        *(
            rf"{opening} .+: (?P<some>\d+) of {whose} (?P<all>\d+) places, goals and themes\."
            for opening, whose in (("Works elsewhere on", "this one's"), ("It works on", "your"))
        )
    ),
    "size": both(*[r"Has (?P<number>\d+) partners?\."] * 2),
    "popularity": both(*[r"Takes part in (?P<number>\d+) already; who is in many is offered less readily\."] * 2),
}


AS_OF = date(2025, 6, 15)


def said(match: Match) -> dict[str, Reason]:
    return {reason.feature: reason for reason in match.reasons}


def test_words_of_a_name_are_told() -> None:
    made = arrays(
        [Body("Reef Storm"), Body("Solar School"), Body("Water")],
        [Entry("reef", "storm forest", partners=(1,)), Entry("forest", "solar", partners=(0, 2)), Entry("reef storm")],
    )
    matcher = Matcher(made, None, EVERY)
    (found,) = [each for each in matcher.partners("e-2", limit=10)[0] if each.id == "p0"]
    assert said(found)["name"].text == "Its name has words of the text: reef, storm."
    assert [each.id for each in said(found)["name"].evidence] == ["p0"]
    (joined,) = [each for each in matcher.partnerships("p0", as_of=AS_OF)[0] if each.id == "e-2"]
    assert said(joined)["name"].text == "Its text has words of your name: reef, storm."
    assert [each.id for each in said(joined)["name"].evidence] == ["e-2"]


def test_what_one_says_itself_is_told_where_it_is_nearest() -> None:
    made = arrays(
        [Body("Reef Watch Network"), Body("Other")],
        [
            Entry("reef", "storm", partners=(0,)),
            Entry("solar", "school", partners=(1,)),
            Entry("solar storm reef school"),
        ],
    )
    matcher = Matcher(made, None, EVERY)
    for text, told in (
        ("solar school", "Shares words with what you say: "),
        ("forest", "Has words of your entry “reef”: "),
    ):
        described = PartnerDescription("Reef Watch Network", text)
        (found,) = [each for each in matcher.partnerships(described, as_of=AS_OF)[0] if each.id == "e-2"]
        assert said(found)["nearest-words"].text.startswith(told), text


def test_a_country_that_only_a_text_names_is_evidence() -> None:
    reefs = Entry("reef", partners=(0, 1), about={"KEN": 0.7})
    made = arrays(
        [Body(country="KEN"), Body()], [reefs, Entry("b", about={"KEN": 0.35}), *[Entry("c", partners=(1,))] * 2]
    )
    (found,) = [each for each in Matcher(made, None, EVERY).partners("e-1")[0] if each.id == "p0"]
    assert said(found)["places"].text == "Takes part in what states or names Kenya."
    assert said(found)["home"].text == "Is based in Kenya, which this states or names."
    assert [(each.kind, each.id) for each in said(found)["home"].evidence] == [("country", "KEN")]


def test_of_many_the_first_three_are_shown_and_all_are_counted() -> None:
    own = tuple(range(1, 6))
    made = arrays(
        [Body("Asker", "ngo", "KEN"), *(Body(f"Body {at}", "ngo", "KEN") for at in own)],
        [Entry("one", partners=(0, *own)), Entry("two", partners=own), *(Entry("reef", "storm", (0,)) for _ in own)],
    )
    (found,) = [each for each in Matcher(made, None, EVERY).partnerships("p0", as_of=AS_OF)[0] if each.id == "e-1"]
    reasons = said(found)
    assert reasons["type"].text == "5 of the 5 on the list are of your kind (Non-governmental organization)."
    assert reasons["compatriots"].text == "5 partners are based in Kenya too."
    assert reasons["ties"].text == "You work elsewhere with 5 of the 5 on the list."
    assert (
        reasons["shared-partners"].text
        == "You already work with Body 1, who is on the list, in 1 other partnership; and with 4 more of the list."
    )
    for name in ("type", "compatriots", "ties"):
        assert [each.id for each in reasons[name].evidence] == ["p1", "p2", "p3"]


def test_names_in_a_sentence() -> None:
    assert listed(["a", "b"]) == "a and b"


def test_what_sets_an_answer_apart_stands_before_what_all_have() -> None:
    values, added, usual = (np.zeros(len(FEATURES)) for _ in range(3))
    for name, (own, of_most) in {"network": (2.3, 2.2), "words": (1.5, 0.1), "home": (0.8, 0.0)}.items():
        values[COLUMN[name]], added[COLUMN[name]], usual[COLUMN[name]] = 1, own, of_most
    made = reasons(values, added, usual, np.ones(len(FEATURES)), lambda feature: (f"It is {feature}.", ()))
    assert [each.feature for each in made] == ["words", "home", "network"]
