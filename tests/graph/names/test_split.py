"""Partner lists in every form that registers have, and what must never happen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.drafts import Mention
from graph.names.split import read_list, split
from graph.text.fold import fold
from graph.text.mend import mend


def names(text: str, kind: str = "organisation") -> list[str]:
    return [mention.name for mention in split(text) if mention.kind == kind]


def only(text: str) -> Mention:
    (mention,) = split(text)
    return mention


class TestCsdHeadings:
    TEXT = (
        "Governments: _x000D_Government of Indonesia - Ministry of Forestry _x000D_Government of Mali _x000D_"
        "Government of Ghana - Government of Ghana _x000D_Government numerous donor states _x000D_"
        " Major Groups: _x000D_Asian Reef Network (ARN) (Thailand) _x000D_Int'l Council ()_x000D_"
        " UN System::  Other intergovernmental organizations: _x000D_Banco Regional, Oficina Sur (BR) (Chile) _x000D_"
        " Other: _x000D_various ()"
    )

    def test_a_body_of_a_government_is_put_under_it(self) -> None:
        ministry = split(self.TEXT)[0]
        assert (ministry.name, ministry.kind, ministry.type, ministry.type_basis) == (
            "Ministry of Forestry",
            "organisation",
            "government",
            "header",
        )
        assert (ministry.parent, ministry.parent_kind, ministry.country) == (
            "Government of Indonesia",
            "government",
            "IDN",
        )

    def test_a_government_is_a_partner_only_where_it_is_listed_alone(self) -> None:
        governments = [mention for mention in split(self.TEXT) if mention.kind == "government"]
        assert [mention.country for mention in governments] == ["MLI", "GHA"]

    def test_signs_behind_a_government_are_no_body_of_it(self) -> None:
        for sign in ("_", "&"):
            mention = only(f"Government of Mali - {sign}")
            assert (mention.name, mention.kind, mention.country) == ("Government of Mali", "government", "MLI")

    def test_name_acronym_and_country_are_told_apart(self) -> None:
        network = next(mention for mention in split(self.TEXT) if mention.acronym == "ARN")
        assert (network.name, network.country, network.type) == ("Asian Reef Network", "THA", "")

    def test_empty_brackets_are_no_part_of_the_name(self) -> None:
        assert "Int'l Council" in names(self.TEXT)

    def test_two_headings_on_one_line_and_an_empty_section(self) -> None:
        bank = next(mention for mention in split(self.TEXT) if mention.acronym == "BR")
        assert (bank.name, bank.type, bank.country) == ("Banco Regional, Oficina Sur", "intergovernmental", "CHL")

    def test_phrases_are_kept_and_name_nobody(self) -> None:
        assert names(self.TEXT, "generic") == ["Government numerous donor states", "various"]

    def test_semicolons_may_stand_for_the_line_breaks(self) -> None:
        text = "Governments: ; Government of Mali; Major Groups: ; Rare (Kenya); Blue, Green and Co. (Peru)"
        assert [mention.name for mention in split(text)] == ["Government of Mali", "Rare", "Blue, Green and Co."]

    def test_everyday_words_are_no_csd_headings(self) -> None:
        assert not read_list("Other: Rare, WWF").csd
        assert read_list(self.TEXT).csd


class TestFreeLists:
    def test_acronyms_then_full_names(self) -> None:
        found = split(
            "UNFPA, UNAIDS; Joint United Nations Programme on HIV/AIDS (UNAIDS); United Nations Population Fund (UNFPA)"
        )
        assert [(mention.name, mention.acronym) for mention in found] == [
            ("UNFPA", ""),
            ("UNAIDS", ""),
            ("Joint United Nations Programme on HIV/AIDS", "UNAIDS"),
            ("United Nations Population Fund", "UNFPA"),
        ]

    def test_headings_of_their_own(self) -> None:
        found = split(
            "UN agencies: FAO, WFP, UNICEF and WHO; National partners: Ministry of Health, Local NGOs.; Ecuador"
        )
        assert [(mention.name, mention.kind, mention.type) for mention in found] == [
            ("FAO", "organisation", "un-system"),
            ("WFP", "organisation", "un-system"),
            ("UNICEF", "organisation", "un-system"),
            ("WHO", "organisation", "un-system"),
            ("Ministry of Health", "organisation", ""),
            ("Local NGOs", "generic", ""),
            ("Ecuador", "government", "government"),
        ]

    def test_numbers_roles_and_types(self) -> None:
        found = split("1) Ministry of Sea and Tourism (lead entity, Government); 2) Reef Unit Procon DOO")
        assert [(mention.name, mention.role, mention.type) for mention in found] == [
            ("Ministry of Sea and Tourism", "lead", "government"),
            ("Reef Unit Procon DOO", "not-stated", ""),
        ]

    @pytest.mark.parametrize(
        ("written", "type_"),
        [
            ("Government", "government"),
            ("Gobierno", "government"),
            ("gouvernement", "government"),
            ("Government agency", "government"),
            ("sub-national Government", "local-authority"),
            ("Academic Institution", "academic"),
            ("Institucin Acadmica", "academic"),
            ("scientific community", "scientific"),
            ("Comunidad cientfica", "scientific"),
            ("NGO", "ngo"),
            ("Organizacin No Gubernamental", "ngo"),
            ("civil society organisation", "ngo"),
            ("United Nations entity", "un-system"),
            ("private sector", "business"),
            ("sector privado", "business"),
            ("Intergovernmental Organization", "intergovernmental"),
            ("Philanthropic Organisation", "foundation"),
            ("правительство", "government"),
            ("政府", "government"),
            ("حكومة", "government"),
        ],
    )
    def test_types_in_many_words_and_languages(self, written: str, type_: str) -> None:
        found = only(f"CODOPEZ ({written})")
        assert (found.name, found.type, found.type_basis) == ("CODOPEZ", type_, "declared")

    def test_types_separate_names_that_nothing_else_does(self) -> None:
        found = split("Water Smart Foundation (Philanthropic Organisation) WET Global (Private Sector)")
        assert [(mention.name, mention.type) for mention in found] == [
            ("Water Smart Foundation", "foundation"),
            ("WET Global", "business"),
        ]

    def test_brackets_in_brackets(self) -> None:
        found = only("International Reef Institute (Non-governmental organization (NGO))")
        assert (found.name, found.type) == ("International Reef Institute", "ngo")

    def test_branches_are_put_under_their_parent(self) -> None:
        found = split("World Bank Group, including MIGA & IFC_x000D_Deutsche Bank_x000D_To be determined")
        assert [(mention.name, mention.parent) for mention in found if mention.kind == "organisation"] == [
            ("World Bank Group", ""),
            ("MIGA", "World Bank Group"),
            ("IFC", "World Bank Group"),
            ("Deutsche Bank", ""),
        ]

    def test_slashes_where_both_sides_stand_alone(self) -> None:
        assert names("Ministerio de Ambiente/Alcalda Arroyo Barril/CEBSE") == [
            "Ministerio de Ambiente",
            "Alcalda Arroyo Barril",
            "CEBSE",
        ]

    @pytest.mark.parametrize("name", ["ESCAP/WMO Typhoon Committee", "BID/FOMIN", "UNDP/GEF Small Grants Programme"])
    def test_slashes_inside_names(self, name: str) -> None:
        assert names(name) == [name]

    def test_countries_stand_for_their_governments(self) -> None:
        found = split("Solomon Islands, in partnership with the Governments of Australia, Fiji, and UNDP.")
        assert [(mention.name, mention.kind, mention.country) for mention in found] == [
            ("Solomon Islands", "government", "SLB"),
            ("Australia", "government", "AUS"),
            ("Fiji", "government", "FJI"),
            ("UNDP", "organisation", ""),
        ]

    def test_a_country_behind_a_name_is_where_it_is(self) -> None:
        found = only("Dalit Federation, Nepal")
        assert (found.name, found.country, found.kind) == ("Dalit Federation", "NPL", "organisation")

    @pytest.mark.parametrize(
        "name",
        [
            "Ministry of Land, Infrastructure and Transport",
            "Ministry of Commerce, Industry, and Environment",
            "Food and Agriculture Organization of the United Nations",
            "Ministerio de Ambiente y Desarrollo Sustentable",
            "United Nations Educational, Scientific and Cultural Organization",
            "Women for Water",
            "Global Fund for Aids, Tuberculosis and Malaria",
            "Division of Technology, Industry and Economics",
            "Consumers International",
            "Acme Water, Inc.",
            "Médecins sans Frontières",
        ],
    )
    def test_commas_and_conjunctions_inside_names(self, name: str) -> None:
        assert names(name) == [name]

    def test_conjunctions_between_names(self) -> None:
        assert names("Fisheries Department and UNDP") == ["Fisheries Department", "UNDP"]
        assert names("EURAC and Malik Institute") == ["EURAC", "Malik Institute"]
        assert names("Tivat, Budva, Bar and Ulcinj") == ["Tivat", "Budva", "Bar", "Ulcinj"]

    def test_web_addresses_are_not_split_and_not_named(self) -> None:
        assert names("Reef Watch, https://reef.example/a,b/c;d; Rare (www.rare.example/x/y)") == ["Reef Watch", "Rare"]

    def test_wide_brackets_and_separators(self) -> None:
        found = split("世界银行（WB）；UNDP")
        assert [(mention.name, mention.acronym) for mention in found] == [("世界银行", "WB"), ("UNDP", "")]

    def test_bullets(self) -> None:
        assert names("* Young Scot; - Rare\n• +Mujeres\n(1) 3VO") == ["Young Scot", "Rare", "+Mujeres", "3VO"]

    @pytest.mark.parametrize(
        "phrase",
        [
            "Open to additional partners",
            "TBD",
            "various",
            "To be determined",
            "Local communities",
            "Private Sector",
            "national and regional associations",
            "Ministerios afines",
            "Six cities from six countries in Asia",
        ],
    )
    def test_phrases_that_name_nobody(self, phrase: str) -> None:
        assert only(phrase).kind == "generic"

    def test_etc_is_left_off(self) -> None:
        assert names("FAO, Rare, etc.") == ["FAO", "Rare"]
        assert names("FAO, Rare and others") == ["FAO", "Rare"]

    def test_sentences_stay_whole(self) -> None:
        text = "The project will be run by everybody who lives on the coast and wants to take part in it"
        assert only(text).kind == "unsplit"

    def test_names_in_a_sentence_of_known_form(self) -> None:
        assert names("The implementing partners are the IUCN and GIZ") == ["IUCN", "GIZ"]

    def test_who_pays_is_a_funder(self) -> None:
        found = split("Funded by Oak Trust and UNDP")
        assert [(mention.name, mention.role) for mention in found] == [("Oak Trust", "funder"), ("UNDP", "funder")]


class TestPersons:
    def test_persons_and_addresses_are_counted_and_never_returned(self) -> None:
        found = read_list(
            "Secretariat of the Reef Commission\nAna M. Example, Ph.D, Coordinator\n14-20 Port Royal Street\n"
            "Kingston, Jamaica\nEmail: <email>"
        )
        assert [mention.name for mention in found.mentions] == ["Secretariat of the Reef Commission"]
        assert found.persons == 4

    def test_titles(self) -> None:
        assert read_list("Dr. Ana Example; Prof. B. Example; FAO").persons == 2


WRITTEN = (
    "FAO¦Ministry of Land, Water¦Rare (NGO)¦Mali¦Government of Mali - ¦Dr. A¦世界¦TBD¦etc¦is¦UN System:¦Other:¦"
    "including ¦_x000D_¦&amp;¦www.a.example/b¦ and ¦1) ¦ - ¦: ¦'¦(¦)¦（¦；¦[¦, ¦; ¦\n¦/¦|¦  ¦."
)
PIECES = WRITTEN.split("¦")


class TestAlways:
    LISTS = st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    ).map("".join)

    @settings(deadline=None)
    @given(st.one_of(LISTS, st.text(max_size=80)), st.sampled_from(["auto", "csd", "lines", "semicolons"]))
    def test_nothing_raises_and_everything_written_was_written(self, text: str, layout: str) -> None:
        mended = mend(text)
        for mention in split(text, layout=layout):  # type: ignore[arg-type]  # drawn from the literal's values
            assert mention.written
            assert mention.written in mended
            assert mention.name

    def test_empty(self) -> None:
        assert split("") == split(" \n;;, ") == []

    def test_long_hostile_lists_take_no_time(self) -> None:
        assert split("(" * 20_000 + "FAO" + ")" * 20_000)
        assert len(split("Rare; " * 5_000)) == 5_000


def _forms(name: str) -> set[str]:
    acronyms = {fold(each) for each in re.findall(r"\(([^()]*)\)", name)}
    return {fold(re.sub(r"\([^()]*\)", " ", name))} | acronyms


def test_gold_lists(shared: Path) -> None:
    """Names compared folded, an acronym in brackets standing for the name; a ministry as the list writes it."""
    hits = wrong = missed = 0
    for line in (shared / "gold" / "partner_split.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = {
            form: name
            for name in row["partners"]
            for written in (name, *row["aliases"].get(name, ()))
            for form in _forms(written)
        }
        uncertain = {form for name in row["uncertain"] for form in _forms(name)}
        found: set[str] = set()
        extra: set[str] = set()
        for mention in split(row["raw"]):
            if mention.kind in {"organisation", "government"}:
                forms = _forms(mention.name) | _forms(mention.written) | {fold(mention.acronym)}
                forms |= {fold(f"{mention.parent} {mention.name}")} if mention.parent_kind == "government" else set()
                found |= {gold[form] for form in forms if form in gold}
                if not forms & (gold.keys() | uncertain):
                    extra.add(fold(mention.name))
        hits += len(found)
        wrong += len(extra)
        missed += len(set(row["partners"]) - found)
    assert hits / (hits + wrong) >= 0.92
    assert hits / (hits + missed) >= 0.94
