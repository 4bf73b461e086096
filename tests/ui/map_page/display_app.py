"""The controls over a map that is not drawn."""

import streamlit as st

from seg.ui.map_page.display import display
from seg.ui.opened import opened
from seg.ui.session import session
from seg.ui.solution_shown import shown

session().awaited.clear()
seen, now = shown(opened())
st.write("card:", *display(now, seen).card)
