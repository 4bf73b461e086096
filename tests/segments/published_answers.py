"""Published answers of people: counts that stand in print here, files from beside the repository."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
CHEATING = (207, 46, 7, 5, 13, 4, 1, 2, 10, 3, 1, 2, 11, 4, 1, 2)
"""319 students by lied to avoid an exam, to avoid a paper, bought an exam, copied; no before yes (Dayton 1998)."""
VALUES = (42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20)
"""216 people by four questions of universalistic before particularistic values (Goodman 1974, Stouffer and Toby)."""
LOG_LIKELIHOODS = {  # poLCA (Linzer & Lewis 2011), its help pages
    "carcinoma": {2: -317.2568, 3: -293.705, 4: -289.2858},
    "cheating": {2: -440.0271},
    "gss82": {2: -2783.268, 3: -2754.545, 4: -2746.621},
    "values": {1: -543.6498, 2: -504.4677},
    "election": {1: -18647.31, 2: -17344.92, 3: -16714.66},
}
SHARES = {"carcinoma": (0.182, 0.374, 0.445), "cheating": (0.161, 0.839), "election": (0.261, 0.320, 0.419)}
"""Of the segments, for as many as there are figures."""
MCDONALDS = {  # logLik (the lower of the book's and ours, less .5), AIC, BIC; flexmix in Dolnicar, Gruen & Leisch 2018
    2: (-7610.85, 15267.7, 15389.2), 3: (-7311.53, 14693.0, 14877.8), 4: (-7111.15, 14316.2, 14564.5),
    5: (-7011.20, 14140.4, 14452.0), 6: (-6956.11, 14054.1, 14429.1), 7: (-6900.19, 13966.4, 14404.7),
    8: (-6872.64, 13935.0, 14436.7),
}  # fmt: skip
TRAITS = tuple(f"{trait}{who}" for who in "GB" for trait in ("MORAL", "CARES", "KNOW", "LEAD", "DISHON", "INTEL"))


def patterns(counts):
    """Sixteen counts of four questions, the last question changing first, as rows."""
    return [
        tuple("no" if not at >> bit & 1 else "yes" for bit in (3, 2, 1, 0))
        for at, n in enumerate(counts)
        for _ in range(n)
    ]


def read(name):
    """The answers of one set; skips when the data are not there."""
    if name in ("cheating", "values"):
        return patterns({"cheating": CHEATING, "values": VALUES}[name])
    path = DATA / "mcdonalds" / "mcdonalds.csv" if name == "mcdonalds" else DATA / "survey" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the reference data {path.name} are not beside the repository")
    with path.open() as file:
        rows = list(csv.DictReader(file))
    if name == "mcdonalds":
        return [tuple(row.values())[:11] for row in rows]
    if name == "election":  # complete cases, as published
        return [answers for row in rows if all(answers := tuple(row[trait] for trait in TRAITS))]
    return [tuple(row.values()) for row in rows]
