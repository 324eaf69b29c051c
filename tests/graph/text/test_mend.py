"""Golden repairs, each of a kind seen in a real register, and what must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.mend import looks_cut, mend, squash, was_mended


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        pytest.param("Fiji_x000D_Samoa", "Fiji\nSamoa", id="carriage return of spreadsheet XML"),
        pytest.param("Fiji_x000D_\nSamoa", "Fiji\nSamoa", id="the same before its newline is one line end"),
        pytest.param("_x0007_first _x0007_second", "•first •second", id="bell as bullet"),
        pytest.param("caf_x00E9_ na_x00ef_f", "café naïf", id="other escapes, either case"),
        pytest.param("_xD83D_", "_xD83D_", id="half of a surrogate pair is no character"),
        pytest.param("women\x92s \x93day\x94 \x96 \x80 5", "women’s “day” – € 5", id="cp1252 as control characters"),
        pytest.param("\x9cuvre", "œuvre", id="cp1252 ligature"),
        pytest.param("the \x98ridge to reef", "the ‘ridge to reef", id="rest of a UTF-8 opening quote"),
        pytest.param("value chain\x9d.", "value chain”.", id="rest of a UTF-8 closing quote"),
        pytest.param("\x81gGreen\x81h cost\x81]wise", "“Green” cost‐wise", id="Shift JIS quotation marks"),
        pytest.param("¡§Certificates¡¨ and", "“Certificates” and", id="Big5 quotation marks"),
        pytest.param("A &amp; B", "A & B", id="entity"),
        pytest.param("A &amp;amp; B &amp;#8203;C", "A & B C", id="entity encoded twice"),
        pytest.param("Cote d&#039;Ivoire", "Cote d'Ivoire", id="numeric entity"),
        pytest.param("&lt;b&gt; 5 &amp;gt; 4", "<b> 5 > 4", id="brackets"),
        pytest.param("&amp;#61607; one", "• one", id="Wingdings bullet as entity"),
        pytest.param("e&amp;#769;te", "éte", id="combining accent as entity"),
        pytest.param("R&D; Team", "R&D Team", id="false entity"),
        pytest.param("P&G;", "P&G", id="false entity at the end"),
        pytest.param("H&amp;M; and R&amp;D;, too", "H&M and R&D, too", id="false entity encoded twice"),
        pytest.param("E&Y;; Intel", "E&Y ; Intel", id="false entity before a separator"),
        pytest.param("?view=a&amp;id;=745&sub;=2", "?view=a&id=745&sub=2", id="query of a URL"),
        pytest.param("AT&T and Q&A", "AT&T and Q&A", id="plain ampersands"),
        pytest.param("?a=1&copy=2&region=3", "?a=1&copy=2&region=3", id="names of entities without semicolon"),
        pytest.param("Panam\xc3\xa1 \xe2\x80\x93 caf\xe9", "Panamá – café", id="UTF-8 as Latin-1 beside good text"),
        pytest.param("Ministère â€œBleuâ€\x9d", "Ministère “Bleu”", id="UTF-8 as cp1252"),
        pytest.param("CRIAÇÃO E PROTEÇÃO", "CRIAÇÃO E PROTEÇÃO", id="Portuguese capitals are no noise"),
        pytest.param("Ângela Às 10 h", "Ângela Às 10 h", id="accented capitals are no noise"),
        pytest.param("Int¿l d¿Études women¿s", "Int’l d’Études women’s", id="lost apostrophe"),
        pytest.param("Commission ¿ DG Water", "Commission – DG Water", id="lost dash"),
        pytest.param("proven ¿Actions¿ and", "proven “Actions” and", id="lost quotation marks"),
        pytest.param("¿Qué hacer? ¿Dónde?", "¿Qué hacer? ¿Dónde?", id="Spanish questions"),
        pytest.param("the Effect¿ of", "the Effect¿ of", id="lost sign that can't be told"),
        pytest.param("Fundaci¢n, 50¢", "Fundación, 50¢", id="lost o with accent, and a cent"),
        pytest.param("develop\u00adment \u200bzero\ufeff", "development zero", id="invisible characters"),
        pytest.param("a\u00a0b\tc\u3000d", "a b c d", id="spaces"),
        pytest.param("\uf0b7 one\n\uf02d two", "• one\n- two", id="Symbol font"),
        pytest.param("a  \r\nb\rc\u2028d ", "a\nb\nc\nd", id="line ends and trailing spaces"),
        pytest.param("", "", id="empty"),
        pytest.param("Asociacin, So Paulo", "Asociacin, So Paulo", id="dropped accents leave no trace"),
    ],
)
def test_mends(written: str, mended: str) -> None:
    assert mend(written) == mended


_SIGNS = "ÃÂ©¿\x81gaB \n\r\x92¡§é\u0301\u200b\xad\xa0?;=&"
_PIECES = [
    "_x000D_",
    "_x0026_",
    "_x005F_",
    "x000D_",
    "amp;",
    "#38;",
    "&#95;",
    "lt;",
    "&D;",
    "â\x80\x99",
    "â€™",
    "e\u0301",
]
_NOISY = st.lists(st.sampled_from([*_SIGNS, *_PIECES]), max_size=14).map("".join)


@given(st.one_of(st.text(), _NOISY))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(text)
    assert mend(once) == once
    assert once == once.strip()
    assert not set(once) & set("\r\t\xa0\u200b\x92\x00")


def test_deep_nesting_costs_no_more_than_its_length() -> None:
    assert mend("&" + "amp;" * 200_000 + "lt;") == "<"
    assert mend("_x005F_" * 50_000)
    assert len(mend("a" + " " * 300_000 + "b\n" + " " * 300_000)) == 300_002


def test_squash_was_mended_and_looks_cut() -> None:
    assert squash("\n a \u00a0 b\r\n") == "a b"
    assert squash("") == ""
    assert was_mended("R&amp;D", mend("R&amp;D"))
    assert not was_mended("a \r\nb ", mend("a \r\nb "))
    assert looks_cut("x" * 255)
    assert not looks_cut("x" * 254)
    assert not looks_cut("x" * 256)
    assert looks_cut("x" * 60, limit=60)


class TestOfThePlatformSheet:
    """The counts of the sheet of 2018, and that nothing of its noise is left."""

    def test_noise_is_found_and_gone(self, sheet: list[dict[str, str]], shared: Path) -> None:
        def rows(column: str, *signs: str) -> int:
            return sum(any(sign in row[column] for sign in signs) for row in sheet)

        controls = [chr(code) for code in range(0x80, 0xA0)]
        assert (rows("Description", *controls), rows("Partners", *controls)) == (459, 55)
        assert rows("Description", "_x0007_") == 3
        assert sum(looks_cut(row["Title"]) for row in sheet) == 28
        left: dict[str, int] = {}
        noise = [*controls, "_x0", "&amp;", "&#", "&D;", "\u200b", "\xad", "\xa0", "\uf0a7", "Ã©", "Ã\xad", "¢", "¡§"]
        for row in sheet:
            for column in ("Title", "Description", "Partners", "Resources", "Time_frame", "Countries"):
                text = mend(row[column])
                assert mend(text) == text
                for sign in noise:
                    left[sign] = left.get(sign, 0) + (sign in text)
        assert not any(left.values())
