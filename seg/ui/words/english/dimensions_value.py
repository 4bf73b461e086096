"""Words on how often, how recently and how much."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "dimension.recency_days": "{table}: days since the last",
    "dimension.recency_days.means": "Days from the customer's last one to {as_of_date}; 0 on that day itself. Unknown "
    "for customers who have none.",
    "dimension.frequency": "{table}: how many",
    "dimension.frequency.means": "How many the customer has up to {as_of_date}. 0 for customers who have none.",
    "dimension.monetary": "{table}: total amount",
    "dimension.monetary.means": "All amounts of the customer up to {as_of_date} together. 0 for customers who have "
    "none.",
    "dimension.orders_of_known_value": "{table}: how many with an amount",
    "dimension.orders_of_known_value.means": "How many orders with an amount the customer has up to {as_of_date}. 0 "
    "for customers who have none.",
    "dimension.average_order_value": "{table}: average order value",
    "dimension.average_order_value.means": "The customer's total amount up to {as_of_date} for each order. Unknown for "
    "customers without an order.",
}
