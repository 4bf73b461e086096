"""The encoding is told apart by what the words look like."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.data.columns.guess import guess_columns
from seg.data.reading.encoding import CHOICES, EASTERN, eastern, encoding_of, likeliest
from seg.data.reading.options import ReadOptions
from seg.data.reading.text_table import read_text

TEXTS = {
    "pl": "imię;miasto\nŁukasz;Łódź\nŻaneta;Gdańsk\nPaweł;Świętochłowice\nMałgorzata;Częstochowa\n",
    "ru": "Имя;Город\nИван;Москва\nОльга;Екатеринбург\nСергей;Санкт-Петербург\n",
    "nl": "naam;plaats\nJosé;Château\nZoë;Mönchengladbach\nRené;Hoogeveen\nAndré;Coöperatie\n",
    "fr": "nom;ville\nFrançois;Genève\nHélène;Besançon\nJérôme;Orléans\nBenoît;Nîmes\n",
    "mt": "isem;raħal\nĠorġ;Ħamrun\nĊensa;Żejtun\nĠiġi;Birżebbuġa\n",
    "de": "Größe;Straße\nMüller;Königstraße\nJürgen;Böblingen\n",
    "tr": "adı;şehir\nAyşe;İstanbul\nÇağla;Eskişehir\nİbrahim;Muğla\nGülşah;Aydın\n",
    "el": "Όνομα;Πόλη\nΓιώργος;Αθήνα\nΜαρία;Θεσσαλονίκη\nΕλένη;Πάτρα\n",
    "ja": "顧客番号,お名前,都道府県\n1,佐藤 たろう,東京都\n2,鈴木 はなこ,大阪府\n3,田中 イチロー,北海道\n",
    "zh": "客户编号,姓名,城市\n1,王伟,北京\n2,李娜,上海\n3,张敏,广州\n",
    "tw": "客戶編號,姓名,城市\n1,王偉,台北\n2,李娜,高雄\n3,陳志明,台中\n",
    "ko": "고객번호,이름,도시\n1,김철수,서울\n2,이영희,부산\n3,박민수,대구\n",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *(("pl", codec) for codec in ("cp1250", "iso8859-2", "cp852")),
        *(("ru", codec) for codec in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
        *(("nl", "cp1252"), ("mt", "iso8859-3"), ("de", "cp1252"), ("de", "cp852"), ("tr", "cp1254")),
        *(("fr", "cp1252"), ("fr", "mac-roman"), ("nl", "mac-roman"), ("el", "cp1253")),
        *(("ja", "cp932"), ("ja", "euc-jp"), ("zh", "gb18030"), ("tw", "big5"), ("ko", "cp949")),
    ],
)
def test_the_text_is_right_whatever_the_name_of_its_encoding(language, codec, tmp_path):
    content = TEXTS[language].encode(codec)
    (tmp_path / "x").write_bytes(content)
    found = encoding_of(tmp_path / "x", "x")
    assert content.decode(found.codec) == TEXTS[language]
    assert found.guessed
    assert found.examples


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_a_file_says_itself_is_not_guessed(codec, tmp_path):
    content = TEXTS["pl"].encode(codec)
    (tmp_path / "x").write_bytes(content)
    found = encoding_of(tmp_path / "x", "x")
    assert content[found.skip :].decode(found.codec) == TEXTS["pl"]
    assert not found.guessed


@pytest.mark.parametrize("codec", CHOICES)
def test_each_encoding_that_can_be_chosen_is_used(codec, tmp_path):
    (tmp_path / "x").write_bytes("name;n\nx;1\n".encode(codec))
    found = encoding_of(tmp_path / "x", "x", codec)
    assert (tmp_path / "x").read_bytes().decode(found.codec) == "name;n\nx;1\n"


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "idna", "unicode_escape", "undefined", ""])
def test_what_is_no_encoding_of_tables_cannot_be_chosen(name, tmp_path):
    (tmp_path / "x").write_bytes(b"a;b\n1;2\n")
    if not name:
        assert encoding_of(tmp_path / "x", "x", name).codec == "utf-8"
        return
    with pytest.raises(SegError, match="encoding_unknown"):
        encoding_of(tmp_path / "x", "x", name)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_file_that_says_its_byte_order_is_believed_whatever_was_chosen(mark, tmp_path):
    (tmp_path / "x").write_bytes("\ufeffid;ż\n".encode(mark))
    for chosen in ("utf-16", "utf-16-le", "utf-16-be"):
        assert encoding_of(tmp_path / "x", "x", chosen).codec == mark


def test_the_words_shown_each_hold_a_letter_that_those_before_lack(tmp_path):
    (tmp_path / "x").write_bytes("naam\né\nJosé\nRené\nZoë\nAndré\nCoöperatie\n".encode("cp1252"))
    assert encoding_of(tmp_path / "x", "x").examples == ("José", "Zoë", "Coöperatie")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([("pl", "cp1250"), ("ru", "cp1251"), ("de", "cp1252"), ("fr", "cp1252"), ("el", "cp1253")]),
    st.data(),
)
def test_european_text_is_never_taken_for_eastern(of, data):
    language, codec = of
    words = [word for line in TEXTS[language].split() for word in line.split(";") if not word.isascii()]
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=6))
    assert eastern("\n".join(chosen).encode(codec)) == ""


def test_eastern_encodings_are_told_from_each_other_and_from_european_ones():
    languages = ("ja", "ja", "zh", "tw", "ko")
    texts = [TEXTS[language].encode(codec) for language, codec in zip(languages, EASTERN, strict=True)]
    assert [eastern(text) for text in texts] == list(EASTERN)
    assert likeliest(("Łódź".encode("cp1250"), "Gdańsk".encode("cp1250"))) == "cp1250"


@pytest.mark.parametrize(
    ("like", "kind"),
    [
        ("€ {}", Kind.MONEY),
        ("£{}", Kind.MONEY),
        ("{}\u00a0€", Kind.MONEY),
        ("1\u00a0{},50", Kind.MONEY),
        ("north – {}", None),
        ("« {} »", None),
        ("{}\u00a0EUR", Kind.MONEY),
        ("it’s {}", None),
    ],
)
@pytest.mark.parametrize("other", ["Smith", "Müller", "Müller\u00a0– £"])
def test_signs_that_stand_alone_are_no_letters(like, kind, other, tmp_path):
    cells = [like.format(100 + at * 7 % 800) for at in range(60)]
    text = "".join(f"{at};{other};{cell}\n" for at, cell in enumerate(cells, 1))
    (tmp_path / "x").write_bytes(("id;name;amount\n" + text).encode("cp1252"))
    reading = read_text(tmp_path / "x", "x.csv", ReadOptions(), tmp_path / "raw.parquet")
    table = pq.read_table(tmp_path / "raw.parquet")
    assert table.column(1).to_pylist() == [other] * 60
    assert table.column(2).to_pylist() == cells
    amount = guess_columns(tmp_path / "raw.parquet", reading.labels)[2]
    assert kind is None or amount.kind is kind


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("name;n\nSmith;1\nMüller;2\n", "cp1252"),
        ("Stadt;Preis\nNürnberg;€ 250\nBerlin;3\u00a0000\n", "cp1252"),
        ("imię;kwota\nŁukasz;1\u00a0250\nPaweł;€ 3\n", "cp1250"),
        ("Имя;пол\nИван;М\nОльга;Ж\n", "cp1251"),
    ],
)
def test_words_tell_the_encoding_and_letters_that_stand_alone_do_not(text, codec, tmp_path):
    (tmp_path / "x").write_bytes(text.encode(codec))
    assert text.encode(codec).decode(encoding_of(tmp_path / "x", "x").codec) == text
