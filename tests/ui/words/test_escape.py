"""What a user typed shows as typed and does nothing."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.ui.words.escape import chart_escape, md_escape


def shown(markdown: str) -> str:
    """What a reader sees of escaped text, by the CommonMark rule for backslashes."""
    return re.sub(rf"\\([{re.escape(string.punctuation)}])", r"\1", markdown).replace("\u2060", "")


@given(st.text(alphabet=st.characters(exclude_characters="\u2060", exclude_categories=["Cs"])))
def test_a_reader_sees_the_same_words(text):
    assert shown(md_escape(text)) == " ".join(text.split())


@given(st.text(alphabet=string.punctuation + "aw.:/@ \n"))
def test_no_punctuation_is_left_bare(text):
    assert not re.search(rf"(?<!\\)[{re.escape(string.punctuation)}]", re.sub(r"\\.", "", md_escape(text)))


@pytest.mark.parametrize(
    "text", ["https://evil.example", "www.evil.example", "me@evil.example", ":material/home:", "<->", "--", ">="]
)
def test_links_icons_and_arrows_that_are_found_in_finished_text_are_broken_up(text):
    finished = re.sub(r"\\(.)", r"\1", md_escape(text))
    assert text not in finished
    assert not re.search(r"https?://|www\.|\w@\w|:material/|->|<-|--|>=", finished)


def test_plain_names_stay_plain():
    assert md_escape("Żółty kot 12") == "Żółty kot 12"


def test_charts_get_entities():
    assert chart_escape("<b>A&B</b>\n$x$") == "&lt;b&gt;A&amp;B&lt;/b&gt; &#36;x&#36;"
