"""The lists themselves: complete, sourced, coded once, mapped onto codes that exist."""

from __future__ import annotations

import io
import re
from collections import Counter
from importlib.resources import files

import pytest

from graph.errors import NotFoundError, UnreadableFileError
from graph.model.vocabularies import goals, load_official_texts, names, targets, vocabulary
from graph.model.vocabularies.tables import LANGUAGES, table

SIZES = {
    "goals": 17,
    "targets": 169,
    "countries": 250,
    "former-countries": 31,
    "regions": 30,
    "types": 18,
    "major-groups": 9,
    "csd-headers": 5,
    "iati-organisation-types": 16,
    "roles": 11,
    "iati-organisation-roles": 4,
    "life-cycle": 8,
    "scopes": 5,
    "agreed-goals": 5,
    "agenda-21": 40,
    "johannesburg-plan": 11,
    "mdgs": 29,
}
IN_SIX_LANGUAGES = (
    "goals types major-groups roles mechanisms contributions scopes statuses life-cycle agreed-goals regions countries"
)
# Files that hold no list of their own: parts of one, or the catalogue.
PARTS = {"lists", "names-of-territories", "un-names", "memberships", "organisation-names", "region-names"}


@pytest.mark.parametrize("name", names())
class TestEveryVocabulary:
    def test_says_what_it_is_from_where_and_as_of_when(self, name):
        vocab = vocabulary(name)
        assert vocab.name == name
        assert vocab.title
        assert vocab.source
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", vocab.date)
        assert vocab.terms

    def test_every_code_stands_once_with_labels_and_a_source(self, name):
        vocab = vocabulary(name)
        rows = [row["code"] for row in table(name)]
        assert len(rows) == len(set(rows))
        for code, term in vocab.terms.items():
            assert term.code == code
            assert term.labels.get("en")
            assert all(label.strip() == label and label for label in term.labels.values())
            assert term.source or vocab.source

    def test_parents_and_mappings_lead_to_codes_that_exist(self, name):
        vocab = vocabulary(name)
        for term in vocab.terms.values():
            assert not term.parent or term.parent in (vocabulary("goals") if name == "targets" else vocab).terms
            for other, codes in term.maps.items():
                assert other in names()
                assert codes
                assert [code for code in codes if code not in vocabulary(other).terms] == []

    def test_codes_and_english_labels_read_back(self, name):
        vocab = vocabulary(name)
        shared_labels = Counter(term.labels["en"] for term in vocab.terms.values())
        for code, term in vocab.terms.items():
            assert vocab.read(code) == code
            scheme, colon, _ = code.partition(":")
            if colon:
                assert vocab.read(f"{scheme}: {term.labels['en']}") == code
            elif shared_labels[term.labels["en"]] == 1:
                assert vocab.read(term.labels["en"].upper()) == code


def test_aliases_mean_codes_that_exist_or_say_why_not():
    folder = files("graph.model.vocabularies").joinpath("data", "aliases")
    for name in sorted(file.name.removesuffix(".csv") for file in folder.iterdir()):
        rows = table(f"aliases/{name}")
        assert [row for row in rows if row["code"] and row["code"] not in vocabulary(name).terms] == []
        assert [row["written"] for row in rows if not row["code"] and not row["note"]] == []
        assert [written for written, count in Counter(row["written"] for row in rows).items() if count > 1] == []


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_size(name, size):
    assert len(vocabulary(name).terms) == size


@pytest.mark.parametrize("name", IN_SIX_LANGUAGES.split())
def test_six_languages(name):
    missing = [
        (term.code, language)
        for term in vocabulary(name).terms.values()
        for language in LANGUAGES
        if not term.labels.get(language)
    ]
    assert missing == []


def test_no_data_file_is_left_out_of_the_catalogue():
    data = files("graph.model.vocabularies").joinpath("data")
    found = {file.name.removesuffix(".csv") for file in data.iterdir() if file.name.endswith(".csv")}
    assert found - PARTS == set(names())
    aliases = {file.name.removesuffix(".csv") for file in data.joinpath("aliases").iterdir()}
    assert aliases <= set(names())


def test_an_unknown_vocabulary_and_an_unknown_code_are_said_by_name():
    with pytest.raises(NotFoundError, match="'colours'"):
        vocabulary("colours")
    with pytest.raises(NotFoundError, match=r"types.*'astronaut'"):
        vocabulary("types").label("astronaut")
    assert vocabulary("types").get("astronaut") is None


def test_a_label_falls_back_to_english():
    assert vocabulary("types").label("ngo", "fr") == "Organisation non gouvernementale"
    assert vocabulary("targets").label("14.2", "fr") == vocabulary("targets").label("14.2")


class TestTypes:
    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("Government", "government"),
            ("gobierno", "government"),
            ("NGO", "ngo"),
            ("ONG", "ngo"),
            ("Civil society organization", "ngo"),
            ("private sector", "business"),
            ("Sector privado", "business"),
            ("academic institution", "academic"),
            ("scientific community", "scientific"),
            ("UN entity", "un-system"),
            ("Organismo de Naciones Unidas", "un-system"),
            ("Intergovernmental organization", "intergovernmental"),
            ("Philanthropic Organisation", "foundation"),
            ("Partnership", "partnership"),
            ("Local / Regional Government", "local-authority"),
            ("Other relevant actor", "other"),
            ("PRC", "business"),
            ("企业", "business"),
            ("НПО", "ngo"),
            ("القطاع الخاص", "business"),
            ("Setor privado", "business"),
            ("academic institution & government", None),
            ("a kind of jellyfish", None),
            ("", None),
        ],
    )
    def test_words_of_registers(self, written, code):
        assert vocabulary("types").read(written) == code

    def test_the_headers_of_the_commission_are_all_reached_and_the_nine_groups_each_by_a_type(self):
        types = vocabulary("types").terms.values()
        assert {code for term in types for code in term.maps.get("csd-headers", ())} == set(
            vocabulary("csd-headers").terms
        )
        assert {code for term in types for code in term.maps.get("major-groups", ())} == set(
            vocabulary("major-groups").terms
        )

    def test_maps_there_and_back_agree(self):
        types = vocabulary("types")
        for scheme in ("major-groups", "iati-organisation-types"):
            for term in vocabulary(scheme).terms.values():
                for code in term.maps["types"]:
                    assert term.code in types.terms[code].maps[scheme]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("lead entity", "lead"),
        ("donor", "funder"),
        ("executing agency", "implementer"),
        ("host or secretariat", "host"),
        ("Apoyo técnico", "technical"),
        ("government_mandate", "government-mandate"),
        ("observer", "observer"),
        ("unclear", "not-stated"),
        ("astrologer", None),
    ],
)
def test_roles_as_registers_write_them(written, code):
    assert vocabulary("roles").read(written) == code


def test_a_theme_is_read_within_its_scheme_and_an_ambiguous_one_not_at_all():
    themes = vocabulary("themes")
    assert themes.read("gef: Climate Change") == "gef:climate-change"
    assert themes.read("Climate change") == "csd:climate-change"
    assert themes.read("one-planet: sustainable tourism") == "one-planet:tourism"
    assert themes.read("Sustainable tourism") is None
    assert "goals" not in themes.terms["one-planet:circular-economy"].maps


def test_the_six_programmes_of_one_planet():
    codes = [code for code in vocabulary("themes").terms if code.startswith("one-planet:")]
    assert len(codes) == 7  # and the circular economy


def test_chapters_are_below_nothing_and_targets_below_their_goal():
    assert [term.code for term in vocabulary("mdgs").below("7")] == ["7.A", "7.B", "7.C", "7.D"]
    assert len([code for code in vocabulary("mdgs").terms if "." in code]) == 21


class TestGoals:
    def test_numbers_and_colours(self):
        assert list(goals()) == list(range(1, 18))
        assert goals()[1].colour == "#E5243B"
        assert goals()[17].colour == "#19486A"
        assert len({goal.colour for goal in goals().values()}) == 17

    def test_names(self):
        assert goals()[14].name() == "Life below water"
        assert goals()[14].name("es") == "Vida submarina"
        assert goals()[14].name("tlh") == "Life below water"

    def test_targets_have_short_labels_and_their_goal(self):
        for code, target in targets().items():
            assert code.split(".")[0] == str(target.goal)
            assert 2 <= len(target.label.split()) <= 8
        assert list(targets())[:7] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.a", "1.b"]

    def test_official_texts_from_streams(self):
        texts = load_official_texts(
            [
                ("en", io.StringIO("1-short: Short\n1-title: 'Long  one\n  folded'\n")),
                ("zh-Hans", io.StringIO("1-title: 长\n14-2-1-title: 指标\n")),
            ]
        )
        assert texts == {"1": {"en": "Long one folded", "zh": "长"}, "14.2.1": {"zh": "指标"}}
        assert load_official_texts([]) == {}

    @pytest.mark.parametrize("broken", ["- a\n- list", "key: [", "just words"])
    def test_what_is_no_table_of_texts_is_refused(self, broken):
        with pytest.raises(UnreadableFileError, match="texts in fr"):
            load_official_texts([("fr", io.StringIO(broken))])

    def test_the_real_official_texts(self, shared):
        found = {}
        for level in ("goals", "targets", "indicators"):
            files_of_level = sorted((shared / "data" / "sdg_targets").glob(f"*_global_{level}.yml"))
            assert len(files_of_level) == 6
            streams = [(file.name.split("_")[0], file.open(encoding="utf-8")) for file in files_of_level]
            found[level] = load_official_texts(streams)
            for _, stream in streams:
                stream.close()
        assert set(found["goals"]) == {str(number) for number in goals()}
        assert set(found["targets"]) == set(targets())
        assert len(found["indicators"]) == 252
        for texts in found.values():
            assert all(set(by_language) == set(LANGUAGES) for by_language in texts.values())
        # Our labels are our own.
        assert [code for code, target in targets().items() if target.label == found["targets"][code]["en"]] == []
