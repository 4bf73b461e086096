"""Statements that pages make as facts."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "notice.fewer_segments": "These customers cannot form {asked} segments; {k} are shown.",
    "page.data_empty": "Several files at once are welcome. Ids keep their zeros, and nothing is dropped without saying so.",
    "error.incident": "Something went wrong on our side. Nothing you made is lost. If it happens again, pass on this number: {incident}.",
    "error.not_computed": "The segments of this choice are not computed yet. Open the page Segments, wait until they are there, and try again.",
}
