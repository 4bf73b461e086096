"""The entry: `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from seg.ui.server import ON_ERROR, ROUTES, SECURITY, lifespan

app = st.App(
    Path(__file__).parent / "seg" / "ui" / "main.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=SECURITY,
    on_script_error=ON_ERROR,
)
