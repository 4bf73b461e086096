"""The panel under a map that is not drawn: what a browser would ask of the page lies in the session as `asked`."""

import streamlit as st

from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import opened
from seg.ui.selected.panel import selection_panel
from seg.ui.selected.state import UNTURNED, take
from seg.ui.session import say, session
from seg.ui.solution_shown import shown

session().awaited.clear()
now = opened()
seen, now = shown(now)
drawn, map_key = cache.customer_map(now.recipe), kept.map_key(now.recipe)
if "asked" in st.session_state:
    on = st.session_state.pop("on_map", map_key)
    at_once = (seen, drawn) if st.session_state.pop("at_once", False) else None
    take(now, st.session_state.pop("asked"), on, st.session_state.pop("turn", UNTURNED), at_once)
    if at_once:  # as a page that draws itself again with what was picked
        for notice in session().notices:
            st.toast(say(notice))
selection_panel(now, seen, drawn, map_key)
st.write("awaited", len(session().awaited))
