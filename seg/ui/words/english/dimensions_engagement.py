"""Words on what customers did: how often, whether at all, for how much and how long."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.event_count": "{table}: how many {type}",
    "dimension.event_count.means": "How many lines of the customer are of the type {type}, up to {as_of_date}. 0 for "
    "customers who have none.",
    "dimension.did": "{table}: any {type}",
    "dimension.did.means": "Whether at least one line of the customer, up to {as_of_date}, is of the type {type}. No "
    "for customers of whom nothing is known.",
    "level.did.no": "No",
    "level.did.yes": "Yes",
    "dimension.at_least": "{table}: {type}, {times} or more",
    "dimension.at_least.means": "Whether {times} lines of the customer or more, up to {as_of_date}, are of the type "
    "{type}. No for customers of whom nothing is known.",
    "level.at_least.no": "No",
    "level.at_least.yes": "Yes",
    "dimension.type_share": "{table}: share of {type}",
    "dimension.type_share.means": "Of the customer's lines that have a type, up to {as_of_date}, the part of the type "
    "{type}. Unknown for customers without a type.",
    "dimension.value_sum": "{table}: total amount of {type}",
    "dimension.value_sum.means": "All amounts of the customer's lines of the type {type}, up to {as_of_date}, "
    "together. 0 for customers who have none.",
    "dimension.largest_value": "{table}: largest amount",
    "dimension.largest_value.means": "The largest amount of any one line of the customer, up to {as_of_date}. Unknown "
    "for customers without an amount.",
    "dimension.did_any": "{table}: any at all",
    "dimension.did_any.means": "Whether the customer has at least one, up to {as_of_date}.",
    "level.did_any.no": "No",
    "level.did_any.yes": "Yes",
    "dimension.did_not": "{table}: none",
    "dimension.did_not.means": "Yes for customers who have none up to {as_of_date}, no for those who have at least "
    "one.",
    "level.did_not.no": "No",
    "level.did_not.yes": "Yes",
    "dimension.often": "{table}: {times} or more",
    "dimension.often.means": "Whether the customer has {times} or more, up to {as_of_date}. No for customers "
    "who have none.",
    "level.often.no": "No",
    "level.often.yes": "Yes",
    "dimension.pages_seen": "{table}: pages seen",
    "dimension.pages_seen.means": "The pages of all visits of the customer up to {as_of_date} together. Visits without "
    "a number of pages count as 0, and so do customers without a visit.",
    "dimension.time_spent": "{table}: time spent",
    "dimension.time_spent.means": "The time of all visits of the customer up to {as_of_date} together, in the unit of "
    "your file, such as seconds. Visits without a duration count as 0, and so do customers without a visit.",
    "dimension.cart_recency_days": "{table}: days since the last cart",
    "dimension.cart_recency_days.means": "Days from the last time that the customer had something in the cart to "
    "{as_of_date}, by words such as cart or basket in the type. Unknown for customers who never had.",
    "dimension.cart_abandoned": "{table}: cart left without an order",
    "dimension.cart_abandoned.means": "Whether the customer had something in the cart, and ordered nothing on that day "
    "or later, up to {as_of_date}. The cart is known by words such as cart or basket in the type. No for customers who "
    "never had one.",
    "level.cart_abandoned.no": "No",
    "level.cart_abandoned.yes": "Yes",
}
