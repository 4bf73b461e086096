"""The way back from text that was made harmless: what shows that nothing is lost."""

import re

from seg.decide.formulas import _SEPARATORS


def restored(text: str) -> str:
    """The text that `neutralise` was given."""
    return re.sub(rf"(?<=[{_SEPARATORS}])'", "", text.removeprefix("'"))
