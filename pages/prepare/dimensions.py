"""Choose what forms the segments and what describes them, build dimensions, and say how events count."""

import streamlit as st

from seg.ui.dimensions.page import dimensions_page
from seg.ui.opened import nothing_open, opened

now = opened()
if now is None:
    nothing_open()
    st.stop()
dimensions_page(now)
