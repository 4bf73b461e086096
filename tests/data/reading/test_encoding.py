"""The encoding is told apart by what the words look like."""

import pytest

from seg.data.reading.encoding import encoding_of

TEXTS = {
    "pl": "imię;miasto\nŁukasz;Łódź\nŻaneta;Gdańsk\nPaweł;Świętochłowice\nMałgorzata;Częstochowa\n",
    "ru": "Имя;Город\nИван;Москва\nОльга;Екатеринбург\nСергей;Санкт-Петербург\n",
    "nl": "naam;plaats\nJosé;Château\nZoë;Mönchengladbach\nRené;Hoogeveen\nAndré;Coöperatie\n",
    "mt": "isem;raħal\nĠorġ;Ħamrun\nĊensa;Żejtun\nĠiġi;Birżebbuġa\n",
    "de": "Größe;Straße\nMüller;Königstraße\nJürgen;Böblingen\n",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *(("pl", codec) for codec in ("cp1250", "iso8859-2", "cp852")),
        *(("ru", codec) for codec in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
        *(("nl", "cp1252"), ("mt", "iso8859-3"), ("de", "cp1252"), ("de", "cp852")),
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
