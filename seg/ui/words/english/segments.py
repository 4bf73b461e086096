"""What is said of forming segments: stages, what cannot be done, how good a solution is, and proposed names."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "stage.encoding": "Putting the dimensions on one scale",
    "stage.segments": "Forming the segments, for every number of segments",
    "stage.quality": "Measuring how far apart the segments lie",
    "stage.profiles": "Describing the segments",
    "stage.stability": "Trying the segments on other samples of your customers",
    "stage.map_landmarks": "Drawing the map",
    "stage.map_placing": "Placing everybody on the map",
    "stage.map_trust": "Checking how far the map can be trusted",
    "error.too_few_included": (
        "Only {found} customers are included, and segments need at least {needed}. Loosen the filters, "
        "or bring a file with more customers."
    ),
    "error.k_exceeds_customers": (
        "{k} segments cannot be formed: fewer than {k} groups of customers differ in the chosen dimensions (at most "
        "{different}). Choose fewer segments, or add a dimension."
    ),
    "error.method_unknown": "There is no method called “{given}”. Choose one of these: {known}.",
    "error.no_dimensions": "No dimension is chosen to form segments. Choose at least one.",
    "error.dimensions_unknown": (
        "The data has no dimension called {dimensions}. Choose among these: {known}.",
        "The data has no dimensions called {dimensions}. Choose among these: {known}.",
    ),
    "error.dimensions_unfit": (
        "{dimensions} cannot form segments, because it holds free text. Leave it out, or correct on the data page what "
        "kind of values it has.",
        "{dimensions} cannot form segments, because they hold free text. Leave them out, or correct on the data page "
        "what kind of values they have.",
    ),
    "error.held_back": (
        "{dimensions} is held back, because it tells of health, religion, origin, politics, a trade union, sex life or "
        "the body, or stands in for that. Leave it out of the dimensions that form segments, or say in at least "
        "{words} words why it may form them: in the app under “Held back”, on the command line with --because.",
        "{dimensions} are held back, because they tell of health, religion, origin, politics, a trade union, sex life "
        "or the body, or stand in for that. Leave them out of the dimensions that form segments, or say for each in at "
        "least {words} words why it may form them: in the app under “Held back”, on the command line with --because.",
    ),
    "error.dimensions_missing": (
        "The file has no column for {dimensions}, which these segments were formed with. Add the column and try again.",
        "The file has no columns for {dimensions}, which these segments were formed with. Add the columns and try "
        "again.",
    ),
    "error.constant_dimensions": (
        "{dimensions} has too little variety among the included customers to form segments: one value for nearly all, "
        "or only rare values. Choose another dimension, or include more customers.",
        "{dimensions} have too little variety among the included customers to form segments: one value for nearly "
        "all, or only rare values. Choose other dimensions, or include more customers.",
    ),
    "error.filter_unfit": (
        "The filter on {dimension} does not suit its values: limits are for numbers and dates, a choice of values for "
        "everything else. Set this filter again."
    ),
    "error.filter_limit": (
        "“{given}” cannot be a limit for {dimension}. Give a number, or for dates a day as year-month-day, for example "
        "2026-03-31."
    ),
    "encoding.constant": (
        "{dimension} was left out: among the included customers it has one value for nearly all, or only rare values."
    ),
    "quality.separate": (
        "The segments lie clearly apart (silhouette {silhouette}; 0.5 or more is clear, 1 is the most there is)."
    ),
    "quality.touching": (
        "The segments can be told apart, but touch each other (silhouette {silhouette}; 0.5 or more would be clear). "
        "Customers near a border could belong to either side."
    ),
    "quality.continuum": (
        "The segments run into each other without gaps (silhouette {silhouette}; below 0.25 there are no clear "
        "borders). They divide a continuum: useful for planning, but do not say that customers “are” one type or "
        "another."
    ),
    "quality.reproducible": (
        "Other samples of your customers give nearly the same segments again: agreement {agreement}, where 1 is "
        "complete and 0 is chance (typical of {count} trial).",
        "Other samples of your customers give nearly the same segments again: agreement {agreement}, where 1 is "
        "complete and 0 is chance (typical of {count} trials).",
    ),
    "quality.uncertain": (
        "Other samples of your customers give these segments again only in part: agreement {agreement} in a typical "
        "trial, {lower} or less in one of four, where 1 is complete; the least certain segment overlaps with itself by "
        "{weakest_share} ({count} trial). Compare another number of segments before you plan with these.",
        "Other samples of your customers give these segments again only in part: agreement {agreement} in a typical "
        "trial, {lower} or less in one of four, where 1 is complete; the least certain segment overlaps with itself by "
        "{weakest_share} ({count} trials). Compare another number of segments before you plan with these.",
    ),
    "quality.constructed": (
        "Another sample of your customers would give other segments: agreement only {agreement}, where 1 is complete "
        "and 0.8 is asked for (typical of {count} trial). Use fewer segments or other dimensions.",
        "Another sample of your customers would give other segments: agreement only {agreement}, where 1 is complete "
        "and 0.8 is asked for (typical of {count} trials). Use fewer segments or other dimensions.",
    ),
    "quality.stability_pending": "Whether other samples would give the same segments is still being tried.",
    "quality.small_segments": (
        "{count} segment has fewer than {needed} customers: too few to work with.",
        "{count} segments have fewer than {needed} customers each: too few to work with.",
    ),
    "name.high": "high {dimension}",
    "name.low": "low {dimension}",
    "name.yes": "{dimension}: more often yes",
    "name.no": "{dimension}: more often no",
    "name.level": "{dimension}: {level}",
    "name.not_level": "{dimension}: less often {level}",
    "name.other": "{dimension}: other",
    "name.not_other": "{dimension}: less often other",
    "name.earlier": "earlier {dimension}",
    "name.later": "later {dimension}",
    "name.average": "close to average",
    "name.number": "no. {number}",
}
