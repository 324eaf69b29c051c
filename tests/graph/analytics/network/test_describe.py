"""A network described: the same for every surface, in words, of nobody too."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter
from scipy.sparse import csr_array

from graph.analytics.network.betweenness import Betweenness
from graph.analytics.network.communities import communities
from graph.analytics.network.describe import MEASURES, describe, loss_of
from graph.analytics.network.description import NetworkDescription, Ranked
from graph.analytics.network.method import Method
from graph.analytics.network.mixing import south_list_names
from graph.analytics.network.null_models import against, dealt_anew
from graph.analytics.network.projection import project
from graph.analytics.network.table import (
    COLUMNS,
    PARTNERSHIP_COLUMNS,
    PartnershipTable,
    PartnerTable,
    partnership_table,
    table,
)
from graph.analytics.network.two_mode import Population, TwoMode, of_links, two_mode
from graph.analytics.network.words import of_betweenness, of_leader, of_loss
from graph.errors import InputError, NotFoundError
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store
from graph.text.percent import percent
from tests.arrays import Body, Entry, arrays, snapshots
from tests.graph.analytics.network.drawn import graph_of, large, networks

METHOD = Method(date(2025, 1, 1), draws=20, community_seeds=(1, 2))
DESCRIPTIONS, TABLES = TypeAdapter(NetworkDescription), TypeAdapter(PartnerTable)


@pytest.fixture(scope="module")
def made() -> Snapshot:
    """Hubs and many others, of two types and three countries, some unknown."""
    network = large(0)
    lists = [network.by_partnership[[at]].indices.tolist() for at in range(network.links.shape[1])]
    bodies = [
        Body(f"Body {at}", ("ngo", "business", "")[at % 3], ("KEN", "NOR", "", "SRB")[at % 4])
        for at in range(network.links.shape[0])
    ]
    return arrays(bodies, [Entry(f"Entry {at}", partners=tuple(each)) for at, each in enumerate([*lists, []])])


def test_every_part_is_there_with_a_sentence_that_says_of_whom_and_what_is_missing(made: Snapshot) -> None:
    found = describe(made, METHOD)
    assert list(found.sentences) == ["size", *MEASURES], "in their order, health last"
    for name, said in found.sentences.items():
        assert said, name
        for sentence in said:
            assert sentence.endswith(".")
            if name != "health":
                assert "1 partnership names no partner and is left out; a partner whose name was not" in sentence
                assert "two bodies under one general name may count as one" in sentence
                assert "207" in sentence
    for part in (found.ties, found.components, found.leaders, found.core, found.fragility, found.communities):
        assert part is not None
    assert found.population.partnerships == 120
    assert found.known.partners_with_type == 138
    assert found.known.partnerships_with_start == 0


def test_it_goes_through_json_and_comes_back(made: Snapshot) -> None:
    found = describe(made, METHOD)
    assert DESCRIPTIONS.validate_json(DESCRIPTIONS.dump_json(found)) == found
    assert describe(made, METHOD) == found, "the same question gives the same answer"
    columns = table(made, METHOD)
    assert TABLES.validate_json(TABLES.dump_json(columns)) == columns
    assert "NaN" not in TABLES.dump_json(columns).decode()


def test_partnerships_have_a_table_of_their_own(made: Snapshot) -> None:
    found = partnership_table(made, METHOD)
    assert list(found.columns) == list(PARTNERSHIP_COLUMNS)
    assert found.ids == tuple(made.partnerships[:120]), "the last one names no partner"
    assert found.columns["partners"] == tuple(np.diff(made.by_partnership.indptr)[:120].tolist())
    assert set(found.statuses) == {"not-stated"}
    written = TypeAdapter(PartnershipTable).dump_json(found)
    assert TypeAdapter(PartnershipTable).validate_json(written) == found
    with pytest.raises(InputError, match="'left_empty' is no measure of partnerships; there are partners"):
        partnership_table(made, METHOD, ["left_empty"])


@settings(deadline=None, max_examples=40)
@given(snapshots())
def test_any_snapshot_has_an_answer(drawn: Snapshot) -> None:
    found = describe(drawn, METHOD)
    json.loads(DESCRIPTIONS.dump_json(found))
    columns = table(drawn, METHOD)
    assert list(columns.columns) == list(COLUMNS)
    assert {len(values) for values in columns.columns.values()} == {len(columns.ids)}
    assert len(columns.ids) == found.population.partners
    assert len(partnership_table(drawn, METHOD).ids) == found.population.partnerships


def test_of_nobody_it_says_that_there_is_no_network() -> None:
    none = describe(arrays([], []), METHOD)
    assert none.sentences == {"size": ("There is no network: there is no partnership.",)}
    unnamed = describe(arrays([Body()], [Entry(), Entry()]), METHOD)
    assert unnamed.sentences["size"] == ("There is no network: none of 2 partnerships names a partner.",)
    assert set(unnamed.sentences) == {"size", "health"}, "what they lack is their health too"
    assert unnamed.communities is not None
    assert (unnamed.communities.modularity, unnamed.communities.largest) == (None, ())
    assert (unnamed.communities.beside_chance.value, unnamed.communities.beside_chance.z) == (None, None)
    with pytest.raises(InputError, match="There is no network: none of 2 partnerships names a partner"):
        loss_of(arrays([Body()], [Entry(), Entry()]), "p0")


def test_without_ties_it_says_that_there_are_none_and_measures_nothing_of_them() -> None:
    made = arrays([Body("a"), Body("b")], [Entry(partners=(0,)), Entry(partners=(0,)), Entry(partners=(1,))])
    found = describe(made, METHOD)
    assert set(found.sentences) == {"size", "leaders", "health"}
    assert found.sentences["size"][1].startswith(
        "There are no ties to measure: none of 3 partnerships names more than one of 2 partners ("
    )
    (leads,) = found.sentences["leaders"]
    assert leads.startswith("a takes part in 2 of 3 partnerships, and none of the 2 partners in more")
    assert found.leaders is not None
    assert [each.measure for each in found.leaders if each.partners] == ["partnerships"]
    said = of_loss(loss_of(made, "p0"), found.population)
    assert said.startswith(
        "No two others of 2 partners of 3 partnerships are connected, with a or without; of its 2 partnersh"
    )


@pytest.mark.parametrize("sources", [None, 2])
def test_where_nobody_stands_between_others_it_is_said(sources: int | None) -> None:
    made = arrays([Body(), Body(), Body()], [Entry(partners=(0, 1, 2))])
    leaders = describe(made, replace(METHOD, sources=sources), ["leaders"]).sentences["leaders"]
    (between,) = [said for said in leaders if "between" in said]
    assert between.startswith("Among 3 partners of 1 partnership nobody was found between two others")
    assert ("estimated from 2 partners" in between) == (sources == 2)
    whole = describe(made, METHOD, ["components"]).sentences["components"][0]
    assert "directly or through others (" in whole, "there is no rest"


def test_communities_are_told_as_a_division_beside_chance_and_by_how_far_runs_agree(made: Snapshot) -> None:
    found = describe(made, METHOD, ["communities"])
    told = found.communities
    assert told is not None
    assert told.modularity is not None
    assert told.stability is not None
    beside = told.beside_chance
    # Like with like: one run here, one run there.
    assert beside.value == communities(project(two_mode(made)), [1]).modularity
    drawn = [communities(project(of_links(links)), [1]).modularity for links in dealt_anew(two_mode(made), 20, 17)]
    assert beside == against(beside.value, drawn, 17)
    assert beside.expected is not None
    assert beside.z is not None
    (said,) = found.sentences["communities"]
    assert said.startswith(
        f"207 partners of 120 partnerships can be divided into {told.several} groups of two and more with a modularity"
        f" of {told.modularity:.2f}, the best of 2 runs; one run finds {beside.value:.2f}, and 20 networks of chance"
        f" with the same degrees (curveball, seed 17) give {beside.expected:.2g} ±"
    )
    assert f"; two runs agree to {told.stability.rand:.2f} on average" in said
    assert "of the whole division, and of no single group" in said
    alone = describe(made, replace(METHOD, community_seeds=(1,), draws=200), ["communities"])
    assert "other seeds were not tried" in alone.sentences["communities"][0]
    assert alone.communities is not None
    assert alone.communities.beside_chance.draws == 20, "each takes a run"


def test_what_chance_makes_is_as_chance_gives() -> None:
    network = large(4)
    dealt = next(iter(dealt_anew(network, 1, 99)))
    lists = [row.indices.tolist() for row in (csr_array(dealt.T)[[at]] for at in range(dealt.shape[1]))]
    made = arrays([Body() for _ in range(dealt.shape[0])], [Entry(partners=tuple(each)) for each in lists])
    (said,) = describe(made, METHOD, ["communities"]).sentences["communities"]
    assert "as chance gives" in said
    assert "deviations" not in said


def test_of_countries_there_is_one_denominator() -> None:
    bodies = [Body("a", "ngo", "KEN"), Body("b", "un-system", "USA"), Body("c", "ngo"), Body("d", "ngo", "NOR")]
    found = describe(arrays(bodies, [Entry(partners=(0, 1, 2, 3))]), METHOD, ["south"])
    assert found.south is not None
    assert (found.known.partners_with_country, found.known.bodies_of_several_states) == (2, 1)
    for each in found.south:
        assert sum(ties.partners for ties in each.ties if ties.compared) == found.known.partners_with_country


def test_only_what_is_asked_for_is_there(made: Snapshot) -> None:
    found = describe(made, METHOD, ["components"])
    assert (found.leaders, found.communities, found.types) == (None, None, None)
    assert set(found.sentences) == {"size", "components"}
    assert list(table(made, METHOD, ["core", "partnerships"]).columns) == ["core", "partnerships"]
    with pytest.raises(InputError, match="'karma' is no part of a description; there are ties, components"):
        describe(made, METHOD, ["karma"])
    with pytest.raises(InputError, match="'karma' is no measure of partners; there are partnerships, neighbours"):
        table(made, METHOD, ["karma"])


def test_leaders_stand_by_value_and_of_the_same_value_by_id(made: Snapshot) -> None:
    leaders = describe(made, METHOD, ["leaders"]).leaders
    assert leaders is not None
    for leading in leaders:
        ranks = [(-round(each.value, 12), each.id) for each in leading.partners]
        assert ranks == sorted(ranks)
        assert len(ranks) == 10
        values = dict(
            zip(table(made, METHOD).ids, table(made, METHOD, [leading.measure]).columns[leading.measure], strict=True)
        )
        assert all(values[each.id] == each.value for each in leading.partners)


def test_a_sample_states_its_error_and_a_limit_its_size(made: Snapshot) -> None:
    sampled = describe(made, replace(METHOD, sources=32), ["leaders"])
    assert "(two standard errors), estimated from 32 partners drawn with seed 17" in " ".join(
        sampled.sentences["leaders"]
    )
    exact = table(made, replace(METHOD, sources=None), ["betweenness", "betweenness_error"])
    assert set(exact.columns["betweenness_error"]) == {0}
    with pytest.raises(InputError, match="Sampled betweenness, from 256 vertices, states its error"):
        table(made, replace(METHOD, sources=None, most_steps=10), ["betweenness"])
    for part in ("ties", "leaders", "cores", "communities", "clustering"):
        with pytest.raises(InputError, match="A projection on partners would take"):
            describe(made, replace(METHOD, most_pairs=10), [part])
    others = ["components", "cuts", "types", "south", "health"]
    assert describe(made, replace(METHOD, most_pairs=10), others).fragility is not None


@settings(deadline=None, max_examples=60)
@given(networks())
def test_ties_and_components_are_those_of_networkx(network: TwoMode) -> None:
    lists = [network.by_partnership[[at]].indices.tolist() for at in range(network.links.shape[1])]
    made = arrays([Body() for _ in network.partner_rows], [Entry(partners=tuple(each)) for each in lists])
    found = describe(made, METHOD, ["ties", "components", "cores"])
    graph = graph_of(project(network))
    assert found.ties is not None
    assert found.components is not None
    assert found.core is not None
    size = len(graph)
    assert found.population.has_ties == (graph.number_of_edges() > 0) == (found.ties.pairs > 0)
    assert found.ties.density == (pytest.approx(nx.density(graph), abs=1e-9) if size > 1 else None)
    assert found.ties.mean_neighbours == (pytest.approx(2 * graph.number_of_edges() / size) if size else None)
    assert found.ties.without == nx.number_of_isolates(graph)
    sizes = Counter(len(part) for part in nx.connected_components(graph))
    assert dict(found.components.sizes) == dict(sizes)
    assert found.components.share == (pytest.approx(max(sizes) / size) if size else None)
    numbers = nx.core_number(graph).values()
    assert found.core.core == max(numbers, default=0)
    assert found.core.partners == sum(each == found.core.core for each in numbers)


def test_what_falls_apart_without_one_partner() -> None:
    bodies = [Body("Hub"), Body("a"), Body("b"), Body("c"), Body("out")]
    made = arrays(bodies, [Entry("x", partners=(0, 1)), Entry("y", partners=(0, 2, 3)), Entry("z", partners=(0,))])
    found = loss_of(made, "p0")
    assert (found.partnerships, found.left_empty, found.left_with_one) == (3, 1, 1)
    assert (found.parts, found.separated, found.connected) == (2, 2, 3)
    assert (found.cut_off, [each.name for each in found.cut_off_shown]) == (1, ["a"])
    assert (loss_of(made, "p1").cut_off, loss_of(made, "p1").cut_off_shown) == (0, ())
    said = describe(made, METHOD, ["cuts"]).sentences["cuts"]
    assert said[1].startswith(
        "Without Hub 2 of 3 (67 %) connected pairs of the others among 4 partners of 3 partnerships would be connected"
        " no longer, and of its 3 partnerships 1 would be left with one partner and 1 with none"
    )
    with pytest.raises(NotFoundError):
        loss_of(made, "p9")
    with pytest.raises(InputError, match="takes part in none"):
        loss_of(made, "p4")


def test_a_slice_is_described_as_a_network_of_its_own(made: Snapshot) -> None:
    rows = list(range(10))
    found = describe(made.only(rows), METHOD, ["components", "ties"])
    assert found.population.partnerships == 10
    assert found.population.partners_without_partnership == len(made.partners) - found.population.partners


def test_lists_of_the_south_stand_side_by_side(made: Snapshot) -> None:
    found = describe(made, METHOD, ["south"])
    assert found.south is not None
    assert [each.by.partition(": ")[2] for each in found.south] == list(south_list_names(METHOD.as_of).values())
    assert len(found.sentences["south"]) == 2 * len(found.south) > 4
    one = describe(made, replace(METHOD, south_lists=("dac-recipients",)), ["south", "types"])
    assert one.south is not None
    assert one.types is not None
    assert one.types.by == "type of partner"
    # The same networks of chance, whatever else is asked of them.
    assert one.south[0] == next(each for each in found.south if each.by == one.south[0].by)


def test_clustering_stands_beside_chance(made: Snapshot) -> None:
    found = describe(made, METHOD, ["clustering"]).clustering
    assert found is not None
    assert found.reinforcement_beside.value == found.reinforcement.value
    assert found.reinforcement_beside.draws == found.pairwise_beside.draws == 20
    assert found.reinforcement_beside.expected is not None
    said = describe(made, METHOD, ["clustering"]).sentences["clustering"][0]
    beside = found.reinforcement_beside
    assert beside.value is not None
    assert f"{percent(beside.value, 2)} are closed: they do; 20 networks of chance" in said
    told = f"give {percent(beside.expected, 2)} ± {percent(beside.deviation, 2)} (standard deviation)"
    assert told in said, "in the same unit"


@pytest.mark.parametrize(("value", "told"), [(0.00553, "0.55 %"), (0.125, "13 %"), (0.998, ">99 %")])
def test_the_share_of_who_leads_is_written_as_every_share(value: float, told: str) -> None:
    population = Population(8, 2, 9)
    assert f"would spend {told} of its time at Reef Watch" in of_leader(
        "pagerank", "Reef Watch", value, population, "newman"
    )
    found = Betweenness(np.array([value]), np.zeros(1), 1, None)
    first = Ranked("coast-1", "Reef Watch", value)
    assert f"connected or not, {told} of the shortest ways" in of_betweenness(first, found, population)


def test_a_store_is_described(world: Store) -> None:
    found = describe(make(world.view()), METHOD)
    assert found.population.partners > 0
    assert found.store_id == world.view().status().store_id
    assert np.isfinite([each.value for leading in found.leaders or () for each in leading.partners]).all()


def test_how_far_a_description_is_can_be_heard_and_it_can_be_ended(made: Snapshot) -> None:
    heard: dict[str, list[tuple[int, int]]] = {}

    def hear(what: str, done: int, total: int) -> None:
        heard.setdefault(what, []).append((done, total))

    describe(made, METHOD, progress=hear)
    assert heard["parts"][0] == (0, len(MEASURES))
    assert heard["parts"][-1] == (len(MEASURES) - 1, len(MEASURES))
    for what, steps in heard.items():
        assert all(0 <= done <= total for done, total in steps), what
    assert heard["communities"][-1] == (len(METHOD.community_seeds),) * 2
    assert heard["chance"][-1][0] == heard["chance"][-1][1]

    class EnoughError(Exception):
        pass

    def end(what: str, done: int, total: int) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        describe(made, METHOD, progress=end)
