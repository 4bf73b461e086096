"""What the columns of an import are, and which dimensions to start with."""

from seg.data.columns.guess import guess_columns
from seg.data.columns.suggest import suggest_describing, suggest_dimensions

__all__ = ["guess_columns", "suggest_describing", "suggest_dimensions"]
