"""What is said of forming segments: stages, what cannot be done, how good a solution is, and proposed names."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "stage.encoding": "Putting the dimensions on one scale",
    "stage.segments": "Forming the segments, for every number of segments",
    "stage.quality": "Measuring how far apart the segments lie",
    "stage.profiles": "Describing the segments",
    "stage.stability": "Trying the segments on other samples of your customers",
    "stage.breaking": "Trying to break the segments",
    "stage.doubts": "Looking for customers between two segments",
    "stage.structure": "Comparing with customers who form no groups",
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
    "error.map_dimensions_missing": (
        "These customers cannot be laid on the other map: {dimensions} is not known of them, or is another kind of "
        "value. Choose data with the same dimensions.",
        "These customers cannot be laid on the other map: {dimensions} are not known of them, or are another kind of "
        "value. Choose data with the same dimensions.",
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
    "verdict.natural": (
        "These groups are in the data: they stand out from data without groups, and other samples of your customers "
        "give them again (agreement {agreement}, where 1 is complete and 0 is chance; {count} trial).",
        "These groups are in the data: they stand out from data without groups, and other samples of your customers "
        "give them again (agreement {agreement}, where 1 is complete and 0 is chance; {count} trials).",
    ),
    "verdict.reproducible": (
        "Customers form a continuum, but cutting it this way gives nearly the same segments again on other samples: "
        "agreement {agreement}, where 1 is complete and 0 is chance ({count} trial). Good to plan with; do not say "
        "that customers “are” like this.",
        "Customers form a continuum, but cutting it this way gives nearly the same segments again on other samples: "
        "agreement {agreement}, where 1 is complete and 0 is chance ({count} trials). Good to plan with; do not say "
        "that customers “are” like this.",
    ),
    "verdict.comes_again": (
        "Other samples of your customers give nearly the same segments again: agreement {agreement}, where 1 is "
        "complete and 0 is chance ({count} trial).",
        "Other samples of your customers give nearly the same segments again: agreement {agreement}, where 1 is "
        "complete and 0 is chance ({count} trials).",
    ),
    "verdict.constructed": (
        "Another sample of your customers would give other segments: agreement {agreement} in a typical trial, "
        "{lower} or less in one of four, where 1 is complete; the least certain segment overlaps with itself by "
        "{weakest_share} ({count} trial). Use another number of segments, other dimensions, or a rule of your own.",
        "Another sample of your customers would give other segments: agreement {agreement} in a typical trial, "
        "{lower} or less in one of four, where 1 is complete; the least certain segment overlaps with itself by "
        "{weakest_share} ({count} trials). Use another number of segments, other dimensions, or a rule of your own.",
    ),
    "verdict.ruled": (
        "These segments are a rule of your own: they hold because it says so, and no other sample can change them."
    ),
    "verdict.stability_pending": "Whether other samples would give the same segments is still being tried.",
    "verdict.structure_pending": "Whether there are groups in the data at all is still being tested.",
    "verdict.structure_untestable": (
        "Too few customers differ from each other to tell whether there are groups in the data at all."
    ),
    "verdict.few_sets": (
        "{count} set without groups is too few to tell whether there are groups in the data at all: {needed} are "
        "needed.",
        "{count} sets without groups are too few to tell whether there are groups in the data at all: {needed} are "
        "needed.",
    ),
    "verdict.groups": (
        "The segments lie further apart than in data without groups: by {gap} (silhouette), and {as_far} of {count} "
        "set without groups got as far.",
        "The segments lie further apart than in data without groups: by {gap} (silhouette), and {as_far} of {count} "
        "sets without groups got as far.",
    ),
    "verdict.no_groups": (
        "Data without groups, but with the same values and correlations, comes out alike: {as_far} of {count} set lies "
        "as far apart.",
        "Data without groups, but with the same values and correlations, comes out alike: {as_far} of {count} sets lie "
        "as far apart.",
    ),
    "verdict.hardly_groups": (
        "The segments lie a little further apart than in data without groups, but by so little ({gap}) that it makes "
        "no difference in practice ({count} set compared).",
        "The segments lie a little further apart than in data without groups, but by so little ({gap}) that it makes "
        "no difference in practice ({count} sets compared).",
    ),
    "verdict.separate": (
        "The segments lie clearly apart (silhouette {silhouette}; 0.5 or more is clear, 1 is the most there is)."
    ),
    "verdict.touching": (
        "The segments can be told apart, but touch each other (silhouette {silhouette}; 0.5 or more would be clear). "
        "Customers near a border could belong to either side."
    ),
    "verdict.continuum": (
        "The segments run into each other without gaps (silhouette {silhouette}; below 0.25 there are no clear "
        "borders)."
    ),
    "verdict.small_segments": (
        "{count} segment has fewer than {needed} customers: too few to work with.",
        "{count} segments have fewer than {needed} customers each: too few to work with.",
    ),
    "breaking.held": (
        "In {held} of {count} try, every segment came again.",
        "In {held} of {count} tries, every segment came again.",
    ),
    "breaking.dimension": (
        "Without {dimension}, {segments} would not be there; {stayed_share} of the customers would stay with the same "
        "others."
    ),
    "breaking.no_dimension": (
        "Without {count} dimension that was left out, the segments stay: at least {stayed_share} of the customers "
        "would be with the same others.",
        "Without any one of {count} dimensions, the segments stay: at least {stayed_share} of the customers would be "
        "with the same others.",
    ),
    "breaking.month": (
        "Without the events of the month from {month_date}, {segments} would not be there; {stayed_share} of the "
        "customers would stay with the same others."
    ),
    "breaking.no_month": (
        "Without the events of {count} month that was left out, the segments stay: at least {stayed_share} of the "
        "customers would be with the same others.",
        "Without the events of any one of {count} months, the segments stay: at least {stayed_share} of the customers "
        "would be with the same others.",
    ),
    "breaking.customers": (
        "With a fifth of the customers left out, the others stay where they are: {stayed_share} on average ({count} "
        "try).",
        "With a fifth of the customers left out, the others stay where they are: {stayed_share} on average ({count} "
        "tries).",
    ),
    "breaking.customers_lost": (
        "With a fifth of the customers left out, {segments} would not always be there; on average {stayed_share} of "
        "the customers stay with the same others ({count} try).",
        "With a fifth of the customers left out, {segments} would not always be there; on average {stayed_share} of "
        "the customers stay with the same others ({count} tries).",
    ),
    "choice.unstable": (
        "Another sample would give other segments: agreement {agreement} in a typical trial, and {needed} is asked for."
    ),
    "choice.sometimes_unstable": (
        "In one of four trials another sample gives clearly other segments: agreement {lower}, and {needed} is asked "
        "for."
    ),
    "choice.weak_segment": (
        "One of its segments is not found again: it overlaps with itself by {weakest_share}, and {needed_share} is "
        "asked for."
    ),
    "choice.small": (
        "{count} segment has fewer than {needed} customers.",
        "{count} segments have fewer than {needed} customers each.",
    ),
    "choice.few_markers": (
        "One of its segments differs clearly in only {count} dimension; {needed} are asked for.",
        "One of its segments differs clearly in only {count} dimensions; {needed} are asked for.",
    ),
    "choice.no_markers": "One of its segments differs clearly in no dimension; {needed} are asked for.",
    "choice.not_separated": (
        "The segments hardly differ in {dimensions}, in which they must.",
        "The segments hardly differ in {dimensions}, in which they must.",
    ),
    "choice.too_many": "More than the {most} segments that a team can treat differently.",
    "error.limits_out_of_range": (
        "The largest number of segments is one from {smallest} to {largest}, and the smallest segment no fewer than no "
        "customers. Choose another."
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
    "name.value_high": "high value",
    "name.value_low": "low value",
    "name.recent": "active lately",
    "name.away": "not active for long",
    "name.number": "no. {number}",
}
