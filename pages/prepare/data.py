"""Bring customer data: upload, see how it was read, correct, repair, join, use."""

import streamlit as st

from seg.ui.readings.page import data_page
from seg.ui.session import t

st.header(t("Your data"), anchor=False)
data_page()
