"""Statements that pages make as facts."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "notice.fewer_segments": "These customers cannot form {asked} segments; {k} are shown.",
    "notice.dataset_known": "This data is in the workspace already, as “{name}”. Nothing was imported twice.",
    "page.data_empty": "Several files at once are welcome. Ids keep their zeros, and nothing is dropped "
    "without saying so.",
    "quality.one_driver": "Mind that {dimension} alone makes {achieved_share} of the difference between the segments: "
    "give it less weight, or let it only describe, if that is not what you want.",
    "weights.hardly": (
        "{dimensions} hardly separates customers at any reasonable weight.",
        "{dimensions} hardly separate customers at any reasonable weight.",
    ),
    "doubts.thin": (
        "Of {count} customer less than half is known of what forms the segments: there is too little to say.",
        "Of {count} customers less than half is known of what forms the segments: there is too little to say.",
    ),
    "doubts.far": (
        "{count} customer is far from all others of the own segment. Nobody is left out for that.",
        "{count} customers are far from all others of their own segment. Nobody is left out for that.",
    ),
    "error.incident": "Something went wrong on our side. Nothing you made is lost. If it happens again, "
    "pass on this number: {incident}.",
}
