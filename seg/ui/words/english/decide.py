"""Words of lists and files to take away."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "error.excel_text_too_long": (
        "Column “{column}” has text of more than {limit} characters, which an Excel cell cannot hold. "
        "Leave that column out, or take the list as CSV or Parquet."
    ),
}
