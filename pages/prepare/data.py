"""Bring customer data: upload, see how it was read, correct, use."""

import streamlit as st

from seg.core.facts import Fact
from seg.ui.reading_view import reading_view
from seg.ui.services import services
from seg.ui.session import say, t
from seg.ui.uploads import readings_of
from seg.ui.work import progress

st.header(t("Your data"), anchor=False)
files = st.file_uploader(
    t("Customer exports: CSV, Excel or Parquet, up to 200 MB each"),
    accept_multiple_files=True,
    key="files",
)
bar = st.container()
ready, problems = readings_of(files)
for problem in problems:
    st.error(say(problem), icon=":material/error:")

waiting = {row.id: row.reading for row in services().workspace.readings()}
if ready:
    st.query_params["r"] = ready[0] if st.query_params.get("r") not in ready else st.query_params["r"]
ids = [reading for reading in dict.fromkeys([*ready, *waiting]) if reading in waiting]
if ids:
    asked = st.query_params.get("r")
    chosen = st.selectbox(
        t("File"),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=lambda r: " · ".join(dict.fromkeys([waiting[r].file_name, waiting[r].table_name])),
        key=f"reading/{len(ids)}/{asked}",
    )
    st.query_params["r"] = chosen
    reading_view(chosen)
elif not files:
    st.caption(say(Fact.of("page.data_empty")))
with bar:
    progress()
