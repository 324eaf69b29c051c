"""Countries, the spellings of registers, and what must never be guessed."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.vocabularies import (
    countries,
    country,
    former_countries,
    read_country,
    read_former_country,
    regions,
    regions_of,
)


class TestCodes:
    def test_the_249_and_kosovo(self):
        standard = [each for each in countries().values() if not each.user_assigned]
        assert len(standard) == 249
        assert [each.iso3 for each in countries().values() if each.user_assigned] == ["XKX"]

    def test_each_code_means_one_country(self):
        for attribute in ("iso2", "iso3"):
            assert len({getattr(each, attribute) for each in countries().values()}) == 250
        numeric = [each.numeric for each in countries().values() if each.numeric]
        assert len(set(numeric)) == len(numeric) == 249

    @given(st.sampled_from(sorted(countries())))
    def test_round_trips(self, iso3):
        each = countries()[iso3]
        assert country(each.iso3) == country(each.iso2) == each
        assert read_country(each.iso3) == read_country(each.iso2) == iso3
        assert not each.numeric or country(each.numeric) == each
        for language in each.names:
            assert read_country(each.name(language)) == iso3
            assert read_country(f"  {each.name(language).upper()} ") == iso3

    def test_names_are_the_uns_where_it_has_its_own(self):
        assert country("IR").name() == "Iran (Islamic Republic of)"
        assert country("COD").name("fr") == "République démocratique du Congo"
        assert country("LCA").name() == "Saint Lucia"
        assert country("DEU").name("de") == "Deutschland"
        assert country("KEN").name("xx") == "Kenya"

    def test_unknown_codes(self):
        assert country("ZZZ") is None
        assert country("") is None
        assert country("ken") is None


class TestRegions:
    def test_every_country_but_antarctica_lies_in_the_world(self):
        assert [iso3 for iso3 in countries() if regions_of(iso3)[-1:] != ("001",)] == ["ATA"]

    @pytest.mark.parametrize(
        ("iso3", "expected"),
        [("JAM", "029 419 019 001"), ("USA", "021 019 001"), ("NGA", "011 202 002 001"), ("ZZZ", "")],
    )
    def test_chain(self, iso3, expected):
        assert " ".join(regions_of(iso3)) == expected

    def test_names(self):
        assert regions()["034"].label() == "Southern Asia"
        assert regions()["002"].label("fr") == "Afrique"


class TestReading:
    @pytest.mark.parametrize(
        ("written", "iso3"),
        [
            ("Ivory Coast", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("Cape Verde", "CPV"),
            ("Swaziland", "SWZ"),
            ("Micronesia", "FSM"),
            ("UK", "GBR"),
            ("U.K.", "GBR"),
            ("EL", "GRC"),
            ("XK", "XKX"),
            ("USA", "USA"),
            ("U.S.A.", "USA"),
            ("EE.UU.", "USA"),
            ("Lao PDR", "LAO"),
            ("Viet Nam", "VNM"),
            ("VIETNAM", "VNM"),
            ("DR Congo", "COD"),
            ("Congo DR", "COD"),
            ("DRC", "COD"),
            ("Bolivia", "BOL"),
            ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
            ("Venezuela, Bolivarian Republic of", "VEN"),
            ("Korea, Dem. People's Rep.", "PRK"),
            ("The former Yugoslav Republic of Macedonia", "MKD"),
            ("the Netherlands", "NLD"),
            ("Gambia, The", "GMB"),
            ("Palestian Territory, Occupied", "PSE"),
            ("Turkey", "TUR"),
            ("St. Kitts And Nevis", "KNA"),
            ("Sao Tomé and Principe", "STP"),
            ("Libyan Arab Jamahiriya", "LBY"),
            ("Hong Kong", "HKG"),
            ("Zaire", "COD"),
            ("Burma", "MMR"),
            ("Estados Unidos de América", "USA"),
            ("Allemagne", "DEU"),
            ("Южная Африка", None),
            ("Южно-Африканская Республика", "ZAF"),
            ("الصين", "CHN"),
            ("中国", "CHN"),
        ],
    )
    def test_as_registers_write_it(self, written, iso3):
        assert read_country(written) == iso3

    @pytest.mark.parametrize(
        ("written", "iso3"),
        [
            ("Congo", "COG"),
            ("Republic of Congo", "COG"),
            ("Guinea", "GIN"),
            ("Equatorial Guinea", "GNQ"),
            ("Guinea Bissau", "GNB"),
            ("Papua New Guinea", "PNG"),
            ("Niger", "NER"),
            ("Nigeria", "NGA"),
            ("Georgia", "GEO"),
            ("Dominica", "DMA"),
            ("Dominican Republic", "DOM"),
            ("Samoa", "WSM"),
            ("American Samoa", "ASM"),
            ("People's Republic of China", "CHN"),
            ("Taiwan", "TWN"),
        ],
    )
    def test_names_that_are_easily_mistaken(self, written, iso3):
        assert read_country(written) == iso3

    @pytest.mark.parametrize(
        "written",
        [
            "Korea",
            "Republic of China",
            "Virgin Islands",
            "America",
            "Yugoslavia",
            "USSR",
            "Serbia and Montenegro",
            "Netherlands Antilles",
            "Global",
            "Africa",
            "European Commission",
            "",
            "   ",
            "in",
            "no",
            "it",
            "us",
            "uk",
        ],
    )
    def test_no_guess(self, written):
        assert read_country(written) is None

    def test_codes_can_be_ruled_out_where_acronyms_stand(self):
        assert read_country("PER") == "PER"
        assert read_country("PER", codes=False) is None
        assert read_country("UK", codes=False) == read_country("U.K.", codes=False) == "GBR"
        assert read_country("USA", codes=False) == "USA"
        assert read_country("Peru", codes=False) == "PER"

    def test_two_countries_never_share_a_name(self):
        written = {}
        for iso3, each in countries().items():
            for language, name in each.names.items():
                written.setdefault((language, name.casefold()), set()).add(iso3)
        assert {key: codes for key, codes in written.items() if len(codes) > 1} == {}

    @given(st.text(max_size=40))
    def test_anything_gives_a_country_or_none(self, text):
        assert read_country(text) in (None, *countries())


class TestFormerCountries:
    def test_heirs_are_countries(self):
        assert len(former_countries()) == 31
        for each in former_countries().values():
            assert each.heirs
            assert set(each.heirs) <= set(countries())

    def test_read(self):
        assert read_former_country("Czechoslovakia").heirs == ("CZE", "SVK")
        assert read_former_country("CSHH").withdrawn == "1993"
        assert read_former_country("Kenya") is None

    def test_one_heir_is_read_as_the_country(self):
        assert [
            each.name
            for each in former_countries().values()
            if read_country(each.name) != (each.heirs[0] if len(each.heirs) == 1 else None)
        ] == []


class TestRegisters:
    """Every country named in the registers is understood, but for the faults known."""

    def test_platform(self, shared):
        with (shared / "data" / "un_platform_2018.xlsx").open("rb") as file:
            rows = list(openpyxl.load_workbook(file, read_only=True).active.iter_rows(values_only=True))
        column = rows[0].index("Countries")
        cells = [row[column] for row in rows[1:] if row[column]]
        # The one name with a comma in it is no two countries.
        written = {name.strip() for cell in cells for name in re.split(r",(?! ?Bolivarian)", cell)}
        assert len(written) > 190
        assert {name for name in written if not read_country(name)} == {"European Commission"}

    def test_ocean(self, shared):
        with (shared / "data" / "un_ocean_2026.jsonl").open(encoding="utf-8") as lines:
            written = {name for line in lines for name in json.loads(line)["countries"]}
        assert {name for name in written if not read_country(name)} == {
            "European Commission",
            "Ibero-American Network of Life Cycle Assesment",
        }

    def test_climate_plans(self, shared):
        with gzip.open(shared / "data" / "ndc_needs.csv.gz", "rt", encoding="utf-8") as file:
            pairs = {(row["country"], row["iso3"]) for row in csv.DictReader(file)}
        assert len(pairs) == 81
        assert [(name, iso3) for name, iso3 in pairs if read_country(name) != iso3] == []

    def test_gef(self, shared):
        with gzip.open(shared / "data" / "gef_projects.csv.gz", "rt", encoding="utf-8") as file:
            written = {name.strip() for row in csv.DictReader(file) for name in row["Countries"].split(",")}
        assert {name for name in written if not read_country(html.unescape(name))} == {
            "Global",
            "Regional",
            "Africa",
            "Asia/Pacific",
            "Latin America and Caribbean",
            "Europe and Central Asia",
            "Serbia and Montenegro",
        }

    def test_european_codes(self, shared):
        with gzip.open(shared / "data" / "h2020_participation.csv.gz", "rt", encoding="utf-8") as file:
            written = {row["country"] for row in csv.DictReader(file)}
        assert {name for name in written if not read_country(name)} == set()
        assert {"UK", "EL", "XK", "NA"} <= written

    def test_iati_codelist(self, shared):
        text = (shared / "data" / "iati_codelists" / "Country.xml").read_text(encoding="utf-8")
        items = re.findall(r"<code>(\w\w)</code>\s*<name>\s*<narrative>([^<]+)", text)
        assert len(items) == 251
        wrong = [(code, name) for code, name in items if country(read_country(name) or "") != country(code)]
        assert wrong == []
        assert [code for code, _ in items if not country(code)] == ["AN"]  # the Netherlands Antilles are no more
