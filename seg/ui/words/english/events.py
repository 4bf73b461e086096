"""Events: tables, their parts, the rules for what counts, and what can be wrong with them."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "about.orders": "Orders",
    "about.visits": "Visits",
    "about.emails": "E-mails",
    "about.support": "Support",
    "about.campaigns": "Campaigns",
    "about.answers": "Answers",
    "about.other": "Other events",
    "part.customer": "Customer",
    "part.time": "Time",
    "part.value": "Amount",
    "part.price": "Price of one piece",
    "part.quantity": "Quantity",
    "part.discount": "Discount",
    "part.duration": "Duration",
    "part.score": "Score or answer",
    "part.order": "Order",
    "part.product": "Product",
    "part.category": "Category",
    "part.channel": "Channel",
    "part.type": "Type or question",
    "part.campaign": "Campaign",
    "part.status": "Status",
    "part.currency": "Currency",
    "part.place": "Place",
    "rule.no_customer": "Without a customer",
    "rule.no_customer.means": "No customer id, or an empty one: nobody can be credited with it.",
    "rule.no_time": "Without a readable time",
    "rule.no_time.means": "The table has times, but not here: nobody knows whether it was before the as-of date.",
    "rule.duplicate": "Told twice",
    "rule.duplicate.means": "Alike in every part, at the same second or within one order: the copies do not count.",
    "rule.test": "Tests",
    "rule.test.means": "The customer, product, order, type or campaign is called test.",
    "rule.returned": "Returned",
    "rule.returned.means": "A negative quantity or amount, or a status that says so. Taken off: its money is taken off "
    "what the customer spent, and it is no order.",
    "rule.cancelled": "Cancelled",
    "rule.cancelled.means": "A status that says so, or an order number with a C in front. Where money went back it is "
    "treated as returned.",
    "rule.zero": "For nothing",
    "rule.zero.means": "The amount is 0: free goods and corrections.",
    "treatment.out": "Leave out",
    "treatment.in": "Count them",
    "treatment.net": "Take off",
    "aside.no_event_counts": (
        "{count} customer has no event that counts.",
        "{count} customers have no event that counts.",
    ),
    "aside.not_yet": (
        "{count} customer has no event up to the as-of date.",
        "{count} customers have no event up to the as-of date.",
    ),
    "how.connected": (
        "{rows} events stay in {connection}, where they are counted; {count} customer was read from it.",
        "{rows} events stay in {connection}, where they are counted; {count} customers were read from it.",
    ),
    "error.connections_unreadable": "The settings of connections in {file} cannot be read: {problem}",
    "error.connection_unknown": "There is no connection {connection} in {file} any more.",
    "error.connection_malformed": "The connection {connection} says something about {entry} that cannot be meant. "
    "Compare it with the example in the README.",
    "error.connection_url": "The connection {connection} has no address of a PostgreSQL database. Write url = "
    '"postgresql://...", or url_from with the name of a variable that holds it.',
    "error.connection_failed": "The database {connection} cannot be reached. Ask whoever looks after it, then try "
    "again.",
    "error.connection_query_failed": "The database {connection} cannot answer: {problem}",
    "error.connection_lacks_table": "The database {connection} has no table {table}, or it may not be read.",
    "error.connection_lacks_columns": (
        "The table {table} has no column {columns}. It has {known}.",
        "The table {table} has no columns {columns}. It has {known}.",
    ),
    "error.connection_changed": "The events {table} in {connection} are others than when it was connected. Connect it "
    "again: that makes a new dataset, and this one stays as it is.",
    "error.dataset_is_connected": "This dataset stays in its database. What is which column there stands in the "
    "settings of the connection.",
    "error.nothing_given": "Give a file of customers, or events with --events NAME=FILE.",
    "error.events_need_customer": "No column of {table} says whose the events are. Choose one: {known}.",
    "error.events_column_unknown": (
        "{table} has no column {columns}. It has {known}.",
        "{table} has no columns {columns}. It has {known}.",
    ),
    "error.events_time_is_no_date": "The column {column} of {table} holds no dates. Choose another one for the time, "
    "or say that it is a date first.",
    "error.events_unknown": "{given} is made of events that are not here. There are events of {known}.",
    "error.measure_unknown": "{given} is no dimension that events can give.",
    "error.measure_parameters": "{given} does not say what it needs: {needs}.",
    "error.measure_needs_parts": "{dimension} needs something that {table} does not have: {parts}.",
    "error.currency_not_chosen": "{table} has several currencies: {currencies}. Choose the one that counts: amounts of "
    "different currencies are never added up.",
    "error.choice_unknown": "There is no choice {given}. There are {known}.",
    "error.choice_value": "{choice} cannot be {given}. It is one of {known}.",
    "error.boundary_out_of_range": "{choice} cannot be {given}: it goes from {low} to {high}.",
}
