"""Sentences of the headless front door and of events beside customers."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "error.file_not_found": "There is no file {file}.",
    "error.events_malformed": "{given} does not name a table of events. Write NAME=FILE, for example "
    "orders=orders.csv.",
    "error.events_need_customer_ids": "The events {table} cannot be joined: the customers file has no column of "
    "customer ids. Add one, with the same ids as in the events.",
    "error.because_malformed": "{given} does not say why a dimension may form segments. Write LABEL=WHY, for example "
    '"religion=members asked for offers that fit their feasts".',
    "error.because_not_forming": (
        "There is a reason for {dimensions}, which does not form segments here. Those that do are {forming}: add it to "
        "--dimensions, or leave its --because out.",
        "There are reasons for {dimensions}, which do not form segments here. Those that do are {forming}: add them to "
        "--dimensions, or leave their --because out.",
    ),
    "error.format_unknown": "{given} is no ending of a file that can be written. Use one of {known}.",
    "error.out_not_writable": "Nothing can be written to {path}. Give a folder that exists or can be made, and that "
    "you may write to.",
    "error.nothing_forms": "None of the columns can form segments: {columns}. A column forms segments when customers "
    "differ in it and it is no id, name, contact or free text. Add such a column.",
    "error.run_unreadable": "The folder {folder} holds no finished run. Give the folder that was named as --out.",
    "error.landmarks_unreadable": "The folder {folder} holds no landmarks of a map. Run segment into it again, "
    "and others can be laid on its map.",
    "column.from_events": "computed from the events {table}",
    "reading.other_tables": (
        "{taken} was taken from {file}. It has {count} other table, which was left out: {others}.",
        "{taken} was taken from {file}. It has {count} other tables, which were left out: {others}.",
    ),
    "aside.unreadable": (
        "{count} row of the file could not be read.",
        "{count} rows of the file could not be read.",
    ),
    "aside.filtered_out": (
        "{count} customer is left out by the filters of the recipe.",
        "{count} customers are left out by the filters of the recipe.",
    ),
}
