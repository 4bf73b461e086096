"""One customer: what a segment is made of."""

import streamlit as st

from seg.ui.one_customer.page import one_customer
from seg.ui.opened import nothing_open, opened
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.work import heading, progress

now = opened()
if now is None:
    nothing_open()
    st.stop()
bar = heading(t("One customer"))
st.caption(t("What somebody did, beside the dimensions that it became."))
with errors_here():
    one_customer(now)
with bar:
    progress()
