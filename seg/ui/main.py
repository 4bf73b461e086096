"""What Streamlit runs for every visitor and every rerun."""

from seg.ui.shell import run

run()
