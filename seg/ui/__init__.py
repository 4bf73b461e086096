"""Everything that knows Streamlit, and the words, charts and map it shows."""
