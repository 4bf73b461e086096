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
    "method.kamila": "Balanced mix (KAMILA)",
    "method.kamila.when": (
        "Take it when your dimensions are numbers and categories alike and neither should drown the other: it finds by "
        "itself how much each of them tells."
    ),
    "method.hdbscan": "Dense islands (HDBSCAN)",
    "method.hdbscan.when": (
        "Take it to look for groups that stand apart on their own: it finds how many there are, and leaves customers "
        "in between unassigned, sometimes most of them."
    ),
    "method.medoids": "Typical customers (k-medoids)",
    "method.medoids.when": (
        "Take it for surveys and small lists: every segment stands around one real customer whom you can show, and "
        "missing answers are simply left out of the comparison."
    ),
    "method.column": "A column of your own",
    "method.column.when": (
        "Take it when you already have segments, tiers or regions in your data and want to see how they differ: each "
        "value becomes a segment."
    ),
    "method.rfm": "Recency, frequency, money (RFM)",
    "method.rfm.when": (
        "Take it for a quick and well-known first cut of your buyers by how recently, how often and for how much they "
        "ordered: champions, at risk, lost and so on."
    ),
    "error.kamila_no_numbers": (
        "The balanced mix needs at least one number or date among the dimensions that form segments, and there are "
        "only categories. Add a number, or take another method."
    ),
    "error.hdbscan_missing": (
        "{missing_share} of the customers have something missing in the dimensions that form segments, and dense "
        "islands can only be found among those with nothing missing: at most {most_share} may be without. Leave out "
        "the dimensions with gaps, or take another method."
    ),
    "error.hdbscan_no_islands": (
        "There are no dense islands among these {customers} customers: they lie spread out, or all in one crowd. Take "
        "other dimensions, or a method that divides a crowd, such as k-means."
    ),
    "error.medoids_too_many": (
        "There are {customers} customers, and typical customers can be found among at most {most}, because every two "
        "are compared. Filter the customers, or take another method."
    ),
    "error.column_not_named": (
        "Say which column holds your segments: in the app under “Method”, on the command line with --segments-from."
    ),
    "error.column_one_value": (
        "{dimension} has fewer than two values among the included customers, so it makes no segments. Choose another "
        "column, or include more customers."
    ),
    "error.segments_from_unfit": (
        "{dimension} cannot be taken for segments: it holds dates, or several values for one customer. Choose a column "
        "with one category for each customer."
    ),
    "error.rfm_no_orders": (
        "Recency, frequency and money need a table of orders with dates and amounts. Add your orders, or take another "
        "method."
    ),
    "verdict.unassigned": (
        "{count} customer belongs to no segment ({out_share} of all).",
        "{count} customers belong to no segment ({out_share} of all).",
    ),
    "name.unassigned": "unassigned",
    "name.value": "{level}",
    "name.other_values": "other",
}
