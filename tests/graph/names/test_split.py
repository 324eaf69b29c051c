"""Partner lists in every form that registers have, and what must never happen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.drafts import Mention
from graph.names.split import read_list, split
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


class TestNotesAndMarkers:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("7 Reef Fund\n8 Coast Agency\n9 UNDP", ["Reef Fund", "Coast Agency", "UNDP"]),
            ("3) Reef Fund\n(iv) Coast Agency\nNo. 4 UNDP\n5.-FAO", ["Reef Fund", "Coast Agency", "UNDP", "FAO"]),
            (
                "4H Club; 350.org; 100 Resilient Cities; 3 Oceans Trust",
                ["4H Club", "350.org", "100 Resilient Cities", "3 Oceans Trust"],
            ),
            ("o Reef Fund\no UNDP", ["Reef Fund", "UNDP"]),
            ("Ministerio de Pesca, y la Fundación Mar", ["Ministerio de Pesca", "Fundación Mar"]),
            ("FAO, e Instituto Nacional de Pesca", ["FAO", "Instituto Nacional de Pesca"]),
            ("UNDP, et la Mairie de Dakar", ["UNDP", "Mairie de Dakar"]),
            ("NGOs: Wildlife Conservation Society", ["Wildlife Conservation Society"]),
            ("Donors: Oak Trust (NGO) Partners: UNDP (IGO)", ["Oak Trust", "UNDP"]),
            ("World Bank Group (WBG), and\nReef Fund", ["World Bank Group", "Reef Fund"]),
        ],
    )
    def test_what_stands_before_names(self, text: str, expected: list[str]) -> None:
        assert names(text) == expected

    @pytest.mark.parametrize(
        ("written", "role", "type_"),
        [
            ("Reef Fund -Technical Focal Point", "technical", ""),
            ("Reef Fund - lead agency", "lead", ""),
            ("Reef Fund (NGO): lead entity", "lead", "ngo"),
            ("Reef Fund-civil society organisation", "not-stated", "ngo"),
            ('Reef Fund "NGO"', "not-stated", "ngo"),
            ("Reef Fund   Private sector", "not-stated", "business"),
            ("Reef Fund Philanthropic organisation)", "not-stated", "foundation"),
            ("Reef Fund（政府）", "not-stated", "government"),
            ("Reef Fund (govrenment)", "not-stated", "government"),
        ],
    )
    def test_notes_behind_names(self, written: str, role: str, type_: str) -> None:
        found = only(written)
        assert (found.name, found.role, found.type) == ("Reef Fund", role, type_)

    def test_hyphens_inside_names_are_no_notes(self) -> None:
        assert names("Non-governmental Forum; Agenda-NGO; UN-NGO Office") == [
            "Non-governmental Forum",
            "Agenda-NGO",
            "UN-NGO Office",
        ]


class TestAnd:
    @pytest.mark.parametrize(
        "name",
        [
            "Ministry of Land and Natural Resources",
            "National Institute of Water and Atmospheric Research (Government)",
            "Research and Education Network",
            "Customs and Revenue Authority of Fiji",
            "International Federation of Red Cross and Red Crescent Societies",
            "Institut National des Sciences et Technologies de la Mer",
            "Université de Pau et des Pays de l'Adour",
            "Centre on Migration, Citizenship and Development (CMCD)",
            "Trinidad and Tobago Coast Guard",
            "Commission for Latin America and the Caribbean",
            "Institute of Marine Engineering, Science and Technology",
            "Ministry of Women, Community and Social Development of the Government of Samoa",
        ],
    )
    def test_inside_names(self, name: str) -> None:
        assert len(split(name)) == 1
        assert only(name).written == name

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Reef Africa and DADT", ["Reef Africa", "DADT"]),
            ("Ministry of Health and Ministry of Industry", ["Ministry of Health", "Ministry of Industry"]),
            ("Ministry of Land and Forests (MLF) and Reef Fund", ["Ministry of Land and Forests", "Reef Fund"]),
            ("Reef Data Centre hosted by the University of Fiji", ["Reef Data Centre", "University of Fiji"]),
        ],
    )
    def test_between_names(self, text: str, expected: list[str]) -> None:
        assert names(text) == expected


class TestFamilies:
    def test_a_department_and_its_university_are_one_partner(self) -> None:
        found = only("Department of Aquatic Biology and Ocean Studies, University of Kerala")
        assert found.parent == "University of Kerala"

    def test_a_country_behind_a_ministry_is_its_own(self) -> None:
        assert names("UNDP, Ministry of Health, Kenya, Reef Fund, FAO") == [
            "UNDP",
            "Ministry of Health",
            "Reef Fund",
            "FAO",
        ]

    @pytest.mark.parametrize(
        "written", ["Fiji - Ministry of Fisheries", "Fiji (Ministry of Fisheries)", "Fiji: Ministry of Fisheries"]
    )
    def test_a_body_beside_its_country(self, written: str) -> None:
        found = only(written)
        assert (found.name, found.country, found.parent_kind) == ("Ministry of Fisheries", "FJI", "government")

    @pytest.mark.parametrize("written", ["Colombia - Government", "Government - Colombia", "Republic of Colombia"])
    def test_governments(self, written: str) -> None:
        found = only(written)
        assert (found.kind, found.country) == ("government", "COL")

    @pytest.mark.parametrize(
        "written",
        [
            "Governments of Australia, France and New Zealand",
            "Gobiernos de Australia, Francia y Nueva Zelanda",
            "(Australia, France and New Zealand)",
        ],
    )
    def test_several_governments(self, written: str) -> None:
        assert [mention.country for mention in split(written)] == ["AUS", "FRA", "NZL"]

    def test_countries_that_lost_their_accents(self) -> None:
        assert [mention.country for mention in split("Mxico; Panam; Blgica")] == ["MEX", "PAN", "BEL"]

    def test_names_in_brackets_behind_a_phrase(self) -> None:
        found = split("IGO (OSPAR); Coastal companies (e.g. Reef Watch, Rare)")
        assert [(mention.name, mention.kind, mention.type) for mention in found] == [
            ("OSPAR", "organisation", "intergovernmental"),
            ("Coastal companies", "generic", ""),
            ("Reef Watch", "organisation", ""),
            ("Rare", "organisation", ""),
        ]

    @pytest.mark.parametrize(
        "phrase",
        [
            "35 universities in Argentina, Australia and Brazil",
            "Pacific Island communities",
            "UN Agencies",
            "SMEs",
            "Municipal Chief Officers",
            "elected legislators",
        ],
    )
    def test_more_phrases_that_name_nobody(self, phrase: str) -> None:
        assert [mention.kind for mention in split(phrase)] == ["generic"]


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
ORDINARY_NAMES = [
    "FAO",
    "Ministry of Land, Water and Forests",
    "Rare (NGO)",
    "Mali",
    "Government of Mali - Ministry of Water",
    "Local NGOs",
    "UN Women",
    "University of Fiji - School of Law",
    "Reef and Coast Trust (RCT)",
    "Maria Example",
    "UNESCO - IOC",
    "3) Sea Fund",
    "世界银行",
    "12 cities",
    "Instituto de Pesca y Acuicultura",
    "Acme Water, Inc.",
    "Fiji (Ministry of Health)",
    "Donors (GIZ, SIDA)",
    "4H Club",
]
SEPARATORS = ("; ", ", ", " and ", "\n", " / ", "; and ", " • ")


class TestAlways:
    LISTS = st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    ).map("".join)

    ORDINARY = st.lists(st.tuples(st.sampled_from(ORDINARY_NAMES), st.sampled_from(SEPARATORS)), max_size=6).map(
        lambda parts: "".join(name + sign for name, sign in parts)
    )

    @settings(deadline=None)
    @given(st.one_of(LISTS, st.text(max_size=80)), st.sampled_from(["auto", "csd", "lines", "semicolons"]))
    def test_nothing_raises_and_everything_written_was_written(self, text: str, layout: str) -> None:
        mended = mend(text)
        for mention in split(text, layout=layout):  # type: ignore[arg-type]  # drawn from the literal's values
            assert mention.written
            assert mention.written in mended
            assert mention.name

    @settings(deadline=None)
    @given(ORDINARY)
    def test_a_name_is_not_split_again(self, text: str) -> None:
        for mention in split(text):
            if mention.kind == "organisation" and mention.name == mention.written:
                assert [again.written for again in split(mention.name)] == [mention.name]

    @pytest.mark.parametrize("unit", ["a, and (", "A and ", "UN/", "Ministry of Water, ", "Reef. Sea. ", "- - ", "x ("])
    def test_hostile_repetition_is_read(self, unit: str) -> None:
        assert split(unit * (20_000 // len(unit))) is not None

    def test_empty(self) -> None:
        assert split("") == split(" \n;;, ") == []

    def test_long_hostile_lists_take_no_time(self) -> None:
        assert split("(" * 20_000 + "FAO" + ")" * 20_000)
        assert len(split("Rare; " * 5_000)) == 5_000
