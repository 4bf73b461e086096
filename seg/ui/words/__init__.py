"""Every visible word, in every language. Knows no Streamlit: pages ask the session for its `Words`."""
