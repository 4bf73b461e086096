"""Words of the core: roles, kinds and bases of columns, and what a recipe may not be."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "role.id": "Customer id",
    "role.trait": "Fact about the customer",
    "role.date": "Date of an event",
    "role.amount": "Amount",
    "role.quantity": "Quantity",
    "role.product": "Product",
    "role.category": "Product category",
    "role.channel": "Channel",
    "role.location": "Place",
    "role.consent": "Consent",
    "role.contact": "Contact detail",
    "role.ignored": "Left out",
    "kind.money": "Money",
    "kind.count": "Count",
    "kind.number": "Number",
    "kind.ordinal": "Ordered groups",
    "kind.nominal": "Groups",
    "kind.binary": "Yes or no",
    "kind.multi-value": "Several values",
    "kind.date": "Date",
    "kind.text": "Free text",
    "basis.demographic": "Demographic",
    "basis.geographic": "Geographic",
    "basis.psychographic": "Psychographic",
    "basis.behavioural": "Behavioural",
    "basis.sociocultural": "Sociocultural",
    "basis.needs": "Needs",
    "basis.journey": "Customer journey",
    "sensitivity.none": "No",
    "sensitivity.personal": "Personal",
    "sensitivity.held": "Held back",
    "value.yes": "yes",
    "value.no": "no",
    "error.k_out_of_range": ("{k} segments were asked for. Choose a number of segments from {smallest} to {largest}."),
    "error.weight_out_of_range": (
        "A weight is outside what can be used. Choose weights above 0 and no higher than 100."
    ),
    "error.emphasis_out_of_range": (
        "Categories can count from {smallest} to 1 times what they count otherwise. Choose an emphasis in between."
    ),
    "error.map_detail_unknown": "“{given}” is no detail that a map can have. Choose one of these: {known}.",
    "error.bad_as_of": (
        "“{given}” is not a date. Give the day to count from as year-month-day, for example 2026-03-31."
    ),
    "error.recipe_too_new": (
        "This recipe was saved by a newer Seg (recipe version {version}; this Seg knows versions up to {known}). "
        "Open it with the newer Seg, or make the choices again here."
    ),
    "error.recipe_unreadable": (
        "This is not a recipe that Seg can read: {problem}. Use a recipe.json that Seg wrote, or choose again."
    ),
}
