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
    "stage.writing": "Writing the file",
    "error.not_computed": "The segments of this choice are not computed yet. Open the page Segments, wait until "
    "they are there, and try again.",
}
