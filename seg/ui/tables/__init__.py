"""Results as tables of text in the reader's language, without Streamlit."""
