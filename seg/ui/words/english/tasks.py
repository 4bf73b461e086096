"""What workers are at, as the progress bar says it."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "stage.reading": "Reading the file",
    "stage.understanding": "Finding out what each column is",
    "stage.building": "Making one row per customer",
    "stage.joining": "Joining tables",
    "stage.repairing": "Making the change",
    "stage.connecting": "Reading from the database",
    "stage.events": "Counting events",
    "stage.comparing": "Comparing dimensions",
    "stage.explaining": "Looking for rules that say the segments",
    "stage.questions": "Looking for the fewest questions that place a customer",
    "stage.guard": "Looking whether the segments stand for something else",
    "stage.without": "Forming the segments without each dimension",
    "stage.writing": "Writing the file",
    "error.nothing_to_explain": "There is nothing to tell apart here: all customers are in one group, or have the same "
    "values in all of these dimensions. Choose another group, or other dimensions.",
    "error.not_computed": "The segments of this choice are not computed yet. Open the page Segments, wait until "
    "they are there, and try again.",
}
