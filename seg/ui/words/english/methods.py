"""What is said of the ways to form segments: their names, when to use each, and why one can't be used."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "method.kmeans": "k-means",
    "method.kmeans.when": (
        "Compact groups around a typical customer: the place to start, quick on any number of customers."
    ),
    "method.ward": "Ward",
    "method.ward.when": (
        "Nested groups: each number of segments splits one group of the number before, so a team can go from coarse to "
        "fine."
    ),
    "method.latent_class": "Latent classes",
    "method.latent_class.when": (
        "Answers, yes or no, and groups beside amounts: every kind of dimension is taken as what it is, and gaps in "
        "the data do no harm."
    ),
    "method.gaussian": "Gaussian mixture",
    "method.gaussian.when": (
        "Amounts, numbers and dates where some groups are tight and others wide: segments may differ in width as well "
        "as in place."
    ),
    "error.latent_class_needs_more": (
        "Latent classes show only in answers that go together, and these dimensions hold {found} of the {needed} that "
        "it takes. Add a dimension, or use k-means."
    ),
    "error.gaussian_needs_numbers": (
        "A Gaussian mixture needs at least one amount, number, date or ordered scale, and only groups, tags and yes or "
        "no are chosen here. Add one, or use latent classes."
    ),
    "error.sql_not_possible": "Segments of the method “{method}” cannot be written as a statement for a database.",
    "scoring.what": (
        "The segments of this run as one statement, for a database that your customers stay in. It was written for "
        "PostgreSQL; DuckDB and others that speak like it read it too."
    ),
    "scoring.reads": (
        "It reads a table “{table}” with one row for each customer, and these columns. Where a value is not known it "
        "is null, and the customer is placed by the others."
    ),
    "scoring.number": "a number",
    "scoring.date": "a date",
    "scoring.text": "text",
    "scoring.tags": "text, several values with “{separator}” between them",
    "scoring.gives": (
        "It gives the segment of each customer, and how sure that is: from 0, between two segments, to 100. These are "
        "the segments:"
    ),
}
