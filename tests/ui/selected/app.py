"""The panel under a map that is not drawn: what a browser would ask of the page lies in the session as `asked`."""

import streamlit as st

from seg.ui.map_place import drawn_map
from seg.ui.opened import opened
from seg.ui.selected.panel import selection_panel
from seg.ui.selected.state import take
from seg.ui.session import say, session
from seg.ui.solution_shown import shown

session().awaited.clear()
while session().notices:
    st.toast(say(session().notices.pop(0)))
now = opened()
seen, now = shown(now)
drawn, now = drawn_map(now, seen)
if "asked" in st.session_state:
    take(now, seen, drawn, st.session_state.pop("asked"))
    st.rerun()
selection_panel(now, seen)
st.write("awaited", len(session().awaited))
