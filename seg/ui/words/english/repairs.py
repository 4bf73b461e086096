"""Words on the steps that mend a table: what each offers to do, what the history says of it, and what it cannot do."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "repair.role.offer": "Use {column} as: {role}",
    "repair.role.done": "The role of {column} was changed to: {role}.",
    "repair.kind.offer": "Read {column} as: {kind}",
    "repair.kind.done": "The kind of {column} was changed to: {kind}.",
    "repair.basis.offer": "Set the basis of {column} to: {basis}",
    "repair.basis.done": "The basis of {column} was changed to: {basis}.",
    "repair.sensitivity.offer": "Set how sensitive {column} is to: {sensitivity}",
    "repair.sensitivity.done": "How sensitive {column} is was changed to: {sensitivity}.",
    "repair.date_format.offer": "Read the dates like {date_format}",
    "repair.date_format.done": "The dates in {column} are read like {date_format}.",
    "repair.levels.offer": "Put the values in this order: {values}",
    "repair.levels.done": "The values of {column} were put in an order: {values}.",
    "repair.ignore.offer": "Leave out {column}",
    "repair.ignore.done": "{column} was left out.",
    "repair.missing_values.offer": "Treat {values} as missing",
    "repair.missing_values.done": "In {column}, {values} counts as missing.",
    "repair.same_spelling.offer": "Write {others} as {first}",
    "repair.same_spelling.done": "In {column}, {others} is now written {first}.",
    "repair.alike_spellings.offer": "Write each in one way",
    "repair.alike_spellings.done": "In {column}, values that differed only in capitals, accents or blanks are now "
    "written in one way.",
    "repair.implausible_years.offer": "Treat years before {first} or after {last} as missing",
    "repair.implausible_years.done": "In {column}, years before {first} or after {last} count as missing.",
    "repair.bare_ids.offer": "Write each id in one way",
    "repair.bare_ids.done": "In {column}, ids that differed only in zeros in front, .0 at the end or capitals are now "
    "written in one way.",
    "repair.identical_rows.offer": "Keep one of each",
    "repair.identical_rows.done": "Of rows that were the same in every column, one was kept.",
    "repair.repeated_ids_first.offer": "Keep the first row of each",
    "repair.repeated_ids_first.done": "Of rows with the same id in {column}, the first was kept.",
    "repair.repeated_ids_last.offer": "Keep the last row of each",
    "repair.repeated_ids_last.done": "Of rows with the same id in {column}, the last was kept.",
    "repair.repeated_ids_add_up.offer": "Make one row of each: add up {values}, keep the first value of the rest",
    "repair.repeated_ids_add_up.done": "Rows with the same id in {column} became one: {values} were added up, of the "
    "other columns the first value was kept.",
    "aside.identical_rows": (
        "{count} row is the same as another in every column.",
        "{count} rows are the same as another in every column.",
    ),
    "aside.repeated_id_added_up": (
        "{count} row repeats an id in {column} and was added to the first row of that id.",
        "{count} rows repeat an id in {column} and were added to the first row of their id.",
    ),
    "error.repair_unknown": "A step for {column} was made by a newer Seg. Leave it out, or use that Seg.",
    "error.repair_no_column": "The file has no column {column}. Leave out the step that changes it.",
    "error.repair_bad_values": "{column} cannot be changed to {values}. Choose something else.",
    "error.repair_needs_id": "{column} does not hold the customer ids, so its rows cannot be made one for each. "
    "Choose the id column first.",
    "error.kind_does_not_fit": "No values in {column} can be read as: {kind}. Choose another kind.",
}
