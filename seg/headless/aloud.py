"""What the commands say on stderr while they run: what people would not expect of the files that they named."""

from __future__ import annotations

import sys

from seg.headless.tables import Built
from seg.ui.words.words import words


def tell(made: Built) -> None:
    """Tables of a file that were left out, and what is odd about the times of events."""
    english = words("en")
    readings = (made.dataset.reading, *(table.reading for table in made.dataset.tables))
    left_out = [fact for reading in readings for fact in reading.notes if fact.key == "reading.other_tables"]
    told = [english.say(fact, markdown=False) for fact in dict.fromkeys(left_out)]
    for name, facts in made.times.items():
        told += [f"{english.events(name)}: {english.say(fact, markdown=False)}" for fact in facts]
    for sentence in told:
        print(sentence, file=sys.stderr)
