"""The first page: try the sample, bring your data, or go on with what the team has."""

import streamlit as st

from seg.ui.library import datasets, segmentations
from seg.ui.sample import try_sample
from seg.ui.session import t
from seg.ui.shell import DATA, SEGMENTS
from seg.ui.work import progress

st.title(t("Who are your customers?"), anchor=False)
st.write(
    t(
        "Drop in a customer export, pick what should form the segments, and see them on a map. "
        "Name them, share the link, take the lists away."
    )
)
left, right = st.columns(2, gap="medium")
with left.container(border=True, height="stretch"):
    st.subheader(t("Try the sample"), anchor=False)
    st.write(t("3,000 invented customers of a shop, ready to look at."))
    try_sample()
with right.container(border=True, height="stretch"):
    st.subheader(t("Bring your data"), anchor=False)
    st.write(t("CSV, Excel, ODS, Parquet, JSON or SPSS, one file or several. It stays on this server."))
    if st.button(t("Choose files"), key="bring", icon=":material/upload:"):
        st.switch_page(DATA)
progress()
segmentations(SEGMENTS)
datasets(SEGMENTS)
