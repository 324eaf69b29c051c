"""World organisations: every row well formed, and each written name means the bodies that bear it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from graph.model.vocabularies import countries, organisations, organisations_named, vocabulary
from graph.model.vocabularies.tables import LANGUAGES, table
from graph.text.fold import fold

KINDS = {"name", "acronym", "short", "former"}
LETTERS = {"ar": "[\u0621-\u064a]", "ru": "[\u0400-\u04ff]", "zh ja": "[\u4e00-\u9fff]", "ko": "[\uac00-\ud7a3]"}

SPECIALISED = (
    "fao icao ifad ilo imf imo itu unesco unido un-tourism upu who wipo wmo ibrd ida ifc miga world-bank-group"
)
RELATED = "iaea iom isa-seabed itlos unaids unfccc wto itc"
FUNDS_AND_PROGRAMMES = "unep undp uncdf unv unicef unfpa un-habitat wfp unhcr unrwa un-women unctad unodc unops unossc"
COMMISSIONS = "uneca unece eclac escap escwa"
OFFICES = "un-desa ocha ohchr undrr un-ohrlls osaa unu unitar unrisd unssc un-technology-bank"
CONVENTIONS = "cbd unccd brs-secretariat basel-convention minamata-convention ozone-secretariat cites cms ramsar"


def named(written):
    return organisations_named(fold(written))


def parents(code):
    chain = []
    while code := organisations()[code].parent:
        assert code not in chain
        chain.append(code)
    return chain


class TestRows:
    def test_codes_are_in_kebab_case_and_stand_once(self):
        codes = [row["code"] for row in table("organisations")]
        assert len(codes) > 600
        assert [code for code, count in Counter(codes).items() if count > 1] == []
        assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []

    def test_types_parents_and_countries_exist(self):
        for each in organisations().values():
            assert each.type in vocabulary("types").terms
            assert not each.parent or each.parent in organisations()
            assert not each.country or each.country in countries()

    def test_no_body_is_a_part_of_itself(self):
        assert max(len(parents(code)) for code in organisations()) <= 3

    def test_only_bodies_of_a_country_have_one(self):
        national = {each.type for each in organisations().values() if each.country}
        assert national == {"government", "scientific", "academic"}
        assert [each.code for each in organisations().values() if each.type == "government" and not each.country] == []

    def test_a_part_is_of_the_same_country_as_the_whole(self):
        for each in organisations().values():
            assert not each.parent or each.country == organisations()[each.parent].country

    def test_identifiers_are_written_as_iati_writes_them_and_belong_to_one_body(self):
        identifiers = [identifier for each in organisations().values() for identifier in each.identifiers]
        assert len(identifiers) == len(set(identifiers))
        assert [written for written in identifiers if not re.fullmatch(r"[A-Z]+(-[A-Z0-9_]+)+", written)] == []

    def test_names_belong_to_listed_bodies_and_are_clean(self):
        for row in table("organisation-names"):
            assert row["code"] in organisations()
            assert row["kind"] in KINDS
            assert re.fullmatch("[a-z]{2}", row["language"])
            assert row["name"] == " ".join(row["name"].split()) == unicodedata.normalize("NFC", row["name"])
            assert fold(row["name"])

    def test_a_language_is_written_in_its_letters(self):
        for row in table("organisation-names"):
            for languages, letters in LETTERS.items():
                assert bool(re.search(letters, row["name"])) == (row["language"] in languages.split()), row

    def test_nothing_stands_twice(self):
        rows = Counter((row["code"], row["language"], fold(row["name"])) for row in table("organisation-names"))
        assert [row for row, count in rows.items() if count > 1] == []

    def test_the_names_of_a_body_stand_together_in_the_order_of_the_bodies(self):
        order = list(dict.fromkeys(row["code"] for row in table("organisation-names")))
        assert order == list(organisations())

    def test_the_official_english_name_comes_first_and_is_one_body_s_alone(self):
        first = [each.names[0] for each in organisations().values()]
        assert {(name.language, name.kind) for name in first} == {("en", "name")}
        assert [name.name for name in first if len(named(name.name)) != 1] == []


@pytest.mark.parametrize(
    "code", f"{SPECIALISED} {RELATED} {FUNDS_AND_PROGRAMMES} {COMMISSIONS} {OFFICES} {CONVENTIONS}".split()
)
def test_bodies_of_the_united_nations_have_names_in_six_languages(code):
    official = {name.language for name in organisations()[code].names if name.kind == "name"}
    assert official >= set(LANGUAGES)


@pytest.mark.parametrize("code", f"{FUNDS_AND_PROGRAMMES} {COMMISSIONS} {OFFICES}".split())
def test_what_is_a_part_of_the_united_nations(code):
    assert "united-nations" in parents(code)


@pytest.mark.parametrize("code", SPECIALISED.split())
def test_specialised_agencies_are_bodies_of_their_own(code):
    assert "united-nations" not in parents(code)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("unesco-ioc", "unesco"),
        ("ifc", "world-bank-group"),
        ("basel-convention", "unep"),
        ("gfcm", "fao"),
        ("auda-nepad", "african-union"),
        ("ec-jrc", "european-union"),
        ("ospesca", "sica"),
        ("worldfish", "cgiar"),
        ("unv", "undp"),
    ],
)
def test_parts(part, whole):
    assert whole in parents(part)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (
            "undp",
            "UNDP | PNUD | ПРООН | 联合国开发计划署 | برنامج الأمم المتحدة الإنمائي | UN Development Programme",
        ),
        (
            "undp",
            "Programme des Nations Unies pour le développement | Programa de las Naciones Unidas para el Desarrollo",
        ),
        ("unep", "UNEP | PNUE | PNUMA | ЮНЕП | UN Environment | United Nations Environment Programme"),
        ("un-tourism", "UN Tourism | UNWTO | OMT | World Tourism Organization | Organización Mundial del Turismo"),
        ("who", "WHO | OMS | ВОЗ | 世卫组织 | World Health Organization"),
        ("un-habitat", "UN-Habitat | ONU-Habitat | ONU-Hábitat | United Nations Centre for Human Settlements"),
        ("eclac", "ECLAC | CEPAL | CEPALC | ЭКЛАК"),
        ("escap", "ESCAP | UNESCAP | CESAP | CESPAP"),
        ("undrr", "UNDRR | UNISDR | UN/ISDR | International Strategy for Disaster Reduction"),
        ("unesco-ioc", "IOC-UNESCO | IOC/UNESCO | Intergovernmental Oceanographic Commission of UNESCO"),
        ("iucn", "IUCN | UICN | МСОП | World Conservation Union"),
        ("african-union", "African Union | UA | Organization of African Unity"),
        ("oif", "OIF | Organisation internationale de la Francophonie"),
        ("cplp", "CPLP | Comunidade dos Países de Língua Portuguesa"),
        ("pif", "Pacific Islands Forum Secretariat | South Pacific Forum"),
        ("spc", "SPC | Secretariat of the Pacific Community | Communauté du Pacifique"),
        ("otca", "ACTO | OTCA"),
        ("cabei", "CABEI | BCIE"),
        ("gates-foundation", "Bill & Melinda Gates Foundation | Bill and Melinda Gates Foundation"),
        ("msf", "MSF | Doctors Without Borders | Médicos sin Fronteras"),
        ("jica", "JICA | 国際協力機構"),
    ],
)
def test_names_of_one_body(code, written):
    assert [each for each in written.split(" | ") if named(each) != (code,)] == []


@pytest.mark.parametrize(
    ("acronym", "codes"),
    [
        ("IOC", {"unesco-ioc", "indian-ocean-commission", "international-olympic-committee"}),
        ("ISA", {"isa-seabed", "international-solar-alliance"}),
        ("ADB", {"adb", "afdb"}),
        ("CDB", {"cbd", "cdb", "china-development-bank"}),
        ("ICC", {"icc-commerce", "icc-court"}),
        ("PAM", {"wfp", "unep-map"}),
        ("CIAT", {"ciat", "iattc"}),
        ("WTO", {"wto", "un-tourism"}),
        ("BID", {"idb", "isdb"}),
        ("CAF", {"caf", "charities-aid-foundation"}),
        ("CAN", {"andean-community", "climate-action-network"}),
    ],
)
def test_an_acronym_of_several_gives_them_all(acronym, codes):
    found = named(acronym)
    assert set(found) == codes
    assert len(found) == len(codes)


def test_a_body_merged_into_another_is_one_of_its_own():
    assert named("UNIFEM") == ("unifem",)
    assert named("Deutsche Gesellschaft für Technische Zusammenarbeit") == ("gtz",)
    assert named("DFID") == ("dfid",)
    assert named("ICSU") == ("icsu",)


@pytest.mark.parametrize(
    "written", ["", "Ministry of Environment", "Department of Foreign Affairs and Trade", "WWF Kenya", "PNUD Paraguay"]
)
def test_a_name_that_no_listed_body_bears_gives_none(written):
    assert named(written) == ()


def test_the_name_in_a_language_falls_back_to_english():
    assert organisations()["undp"].name("zh") == "联合国开发计划署"
    assert organisations()["undp"].name("sw") == "United Nations Development Programme"
    assert organisations()["wwf"].name() == "World Wide Fund for Nature"
    assert organisations()["undp"].identifiers == ("XM-DAC-41114",)
    assert organisations()["giz"].country == "DEU"
