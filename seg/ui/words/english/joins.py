"""Words on what one row of a table is, on how tables belong together, and on joining them."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "row.customer": (
        "One row is a customer: {column} has {count} value, and no value twice.",
        "One row is a customer: {column} has {count} different values, and no value twice.",
    ),
    "row.customer_repeats": (
        "One row is a customer, but {count} row repeats an id in {column}.",
        "One row is a customer, but {count} rows repeat an id in {column}.",
    ),
    "row.order": "One row is an order, not a customer: {order} names the order and is different in each of the {rows} "
    "rows; {customer} names the customer ({customers} different ones).",
    "row.line": "One row is a line of an order, not a customer: {order} names the order ({orders} different ones in "
    "{rows} rows), {customer} the customer ({customers} different ones).",
    "row.event": "One row is not a customer but something about one: {customer} names the customer and repeats "
    "({customers} different ones in {rows} rows).",
    "row.order_taken_for_customer": "{order} was taken for the customer id, but it names the order. "
    "Choose {customer} as the customer id.",
    "row.order_of_nobody": (
        "{order} names the order ({count} different one), and no column names the customer. Choose the column that "
        "does as the customer id.",
        "{order} names the order ({count} different ones), and no column names the customer. Choose the column that "
        "does as the customer id.",
    ),
    "row.other": (
        "One row is not a customer: {column} names something else ({count} different one in {rows} rows).",
        "One row is not a customer: {column} names something else ({count} different ones in {rows} rows).",
    ),
    "row.no_ids": (
        "No column holds ids, so the {count} row counts as a customer of its own.",
        "No column holds ids, so each of the {count} rows counts as a customer of its own.",
    ),
    "join.proposes_columns": (
        "Add {count} column of {right} to the rows of {left}.",
        "Add {count} columns of {right} to the rows of {left}.",
    ),
    "join.proposes_events": "Take the rows of {right} as events of {left}: how often, how recently and how much become "
    "dimensions.",
    "join.both_events": "{left} and {right} are events of the same customers: take {right} along.",
    "error.join_is_events": "{left} and {right} are not joined: the rows of {right} are events of {left}. Take them as "
    "events.",
    "join.proposes_repair": (
        "Nothing is proposed yet: {count} id in {column} of {right} occurs more than once. Keep one row of each id in "
        "{right}; then its columns can be added to {left}.",
        "Nothing is proposed yet: {count} ids in {column} of {right} occur more than once. Keep one row of each id in "
        "{right}; then its columns can be added to {left}.",
    ),
    "join.proposes_nothing": "Nothing is proposed for {left} and {right}: both have several rows for an id, so joining "
    "them would multiply rows. Join each of them to a table with one row per customer.",
    "join.proposes_nothing_new": "Nothing is proposed: {right} has no columns beside its ids that could be added to "
    "{left}.",
    "join.both": (
        "{left_column} of {left} and {right_column} of {right} have {count} id in common.",
        "{left_column} of {left} and {right_column} of {right} have {count} ids in common.",
    ),
    "join.found": (
        "{other} knows {found} of the {count} id of {table} ({match_share}).",
        "{other} knows {found} of the {count} ids of {table} ({match_share}).",
    ),
    "join.one_to_one": "Both {left} and {right} have one row for each id.",
    "join.one_to_many": "{one} has one row for each id, {many} up to {most}.",
    "join.many_to_many": "Both have several rows for an id: {left} up to {left_most}, {right} up to {right_most}.",
    "join.of_nobody": (
        "{count} row of {table} ({rows_share}) belongs to nobody in {other}.",
        "{count} rows of {table} ({rows_share}) belong to nobody in {other}.",
    ),
    "join.without_partner": (
        "{count} row of {table} ({rows_share}) has none in {other}.",
        "{count} rows of {table} ({rows_share}) have none in {other}.",
    ),
    "join.without_id": (
        "{count} row of {table} ({rows_share}) has no id in {column}.",
        "{count} rows of {table} ({rows_share}) have no id in {column}.",
    ),
    "join.bare": (
        "{count} of the ids is written differently in the two tables: it fits when zeros in front, .0 at the end and "
        "capitals do not count. The tables are joined like that; the ids stay as they are.",
        "{count} of the ids are written differently in the two tables: they fit when zeros in front, .0 at the end and "
        "capitals do not count. The tables are joined like that; the ids stay as they are.",
    ),
    "join.sure": "The names of the columns and the ids in them say that they mean the same.",
    "join.likely": "That {left_column} and {right_column} mean the same is likely but not certain. Check it with a few "
    "ids that you know.",
    "join.unsure_running": "That {left_column} and {right_column} mean the same is not certain: both are running "
    "numbers, which fit any other list of numbers. Check it with a few ids that you know.",
    "join.unsure": "That {left_column} and {right_column} mean the same is not certain: few ids are in both. Check it "
    "with a few ids that you know.",
    "how.columns_joined": (
        "Added {count} column of {table}, by {left_column} = {right_column}.",
        "Added {count} columns of {table}, by {left_column} = {right_column}.",
    ),
    "how.ids_alone": (
        "{count} of the {ids} ids in {column} of {table} has no row in {other}.",
        "{count} of the {ids} ids in {column} of {table} have no row in {other}.",
    ),
    "column.from_table": "added from the table {table}",
    "error.join_many_to_many": "{left} and {right} cannot be joined: both have several rows for one value of "
    "{left_column} and {right_column}, so each row would become several. Join {right} to a table with one row per "
    "customer.",
    "error.join_repeats": (
        "The columns of {table} cannot be added: {count} id in {column} occurs more than once, so rows would become "
        "several. Keep one row of each id in {table} first.",
        "The columns of {table} cannot be added: {count} ids in {column} occur more than once, so rows would become "
        "several. Keep one row of each id in {table} first.",
    ),
    "error.join_nothing_new": "{right} has no columns beside its ids that could be added to {left}.",
    "error.join_column_unknown": "{table} has no column {column} to join by. It has {known}.",
    "error.join_no_ids_in_common": "{right} cannot be joined to {left}: no column has the same ids in both. {left} has "
    "{left_columns}; {right} has {right_columns}. Add the customer ids to {right}.",
    "error.joins_differ": (
        "The run joined {count} other table ({known}). Give one --join for it.",
        "The run joined {count} other tables ({known}). Give a --join for each of them, in that order.",
    ),
    "error.joins_unknown_to_run": "The run joined no other table. Leave out --join.",
}
