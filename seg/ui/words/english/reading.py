"""How files were read, what was met on the way, and why one cannot be read."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    # how a table was read
    "reading.encoding": "Text encoding: {encoding}.",
    "reading.encoding_guessed": (
        "The file does not say how its letters are written; they look like {encoding}. "
        "Please check these words: {examples}. If they look wrong, choose another encoding."
    ),
    "reading.delimiter_comma": "Cells are separated by commas.",
    "reading.delimiter_semicolon": "Cells are separated by semicolons.",
    "reading.delimiter_tab": "Cells are separated by tabs.",
    "reading.delimiter_pipe": "Cells are separated by vertical bars.",
    "reading.delimiter_blanks": "Cells are separated by runs of blanks.",
    "reading.delimiter_other": "Cells are separated by “{sign}”.",
    "reading.delimiter_none": "No separator was found, so each line is one cell.",
    "reading.header_line": "Column names are on line {line}.",
    "reading.header_rows": (
        "Column names take {rows} rows, from line {line} on; the names of groups are joined to them, as in “{example}”."
    ),
    "reading.titles": (
        "{count} line above the column names is no part of the table: “{text}”.",
        "{count} lines above the column names are no part of the table; the first is “{text}”.",
    ),
    "reading.no_header": "The first line holds data, so the columns are called column_1, column_2 and so on.",
    "reading.sheet": "Sheet “{sheet}”.",
    "reading.json": "JSON file; each object is a row, and numbers keep their digits.",
    "reading.json_list": "JSON file; the rows are the objects in the list “{name}”, and numbers keep their digits.",
    "reading.spss": "SPSS file; answers are shown as their labels, dates as dates.",
    "reading.parquet": "Parquet file; its values are kept exactly, as text.",
    "reading.times_with_zone": "Times carry a time zone; they are kept as local time with its distance to UTC.",
    # what was met on the way
    "reading.is_text": "The name ends in .{ending}, but the file is plain text and was read as such.",
    "reading.is_excel": "This is a spreadsheet although its name ends in .{ending}; it was opened as one.",
    "reading.is_json": "This is JSON although its name ends in .{ending}; it was read as such.",
    "reading.is_spss": "This is an SPSS file although its name ends in .{ending}; it was opened as one.",
    "reading.is_parquet": "This is a Parquet file although its name ends in .{ending}; it was opened as one.",
    "reading.columns_unnamed": (
        "{count} column has no name; called {names}.",
        "{count} columns have no name; called {names}.",
    ),
    "reading.columns_repeated": (
        "{count} column name occurs more than once; the repeat is called {names}.",
        "{count} column names are repeats; they are called {names}.",
    ),
    "reading.columns_cleaned": (
        "{count} column name held extra spaces or invisible characters; it is now {names}.",
        "{count} column names held extra spaces or invisible characters; they are now {names}.",
    ),
    "reading.columns_cut": (
        "{count} column name is longer than {limit} characters and was cut: {names}.",
        "{count} column names are longer than {limit} characters and were cut: {names}.",
    ),
    "reading.rows_ragged": (
        "{count} of {total} rows does not have {columns} cells and was set aside (line {lines}). "
        "Look there for a missing or extra separator.",
        "{count} of {total} rows do not have {columns} cells and were set aside (first lines: {lines}). "
        "Look there for missing or extra separators.",
    ),
    "reading.units": ("Line {line} only says in what the columns are counted ({text}), so it was set aside."),
    "reading.totals": (
        "{count} row at the bottom adds up the others (line {lines}: “{text}”), so it was set aside.",
        "{count} rows at the bottom add up the others (lines {lines}; the first is “{text}”), so they were set aside.",
    ),
    "reading.footnotes": (
        "{count} line below the table is a remark (line {lines}: “{text}”), so it was set aside.",
        "{count} lines below the table are remarks (lines {lines}; the first is “{text}”), so they were set aside.",
    ),
    "reading.blank_lines": (
        "{count} row without any value was left out.",
        "{count} rows without any value were left out.",
    ),
    "reading.empty_last_column": "The last column has neither name nor values and was left out.",
    "reading.controls_replaced": (
        "{count} invisible character was replaced by � (line {line}).",
        "{count} invisible characters were replaced by � (the first on line {line}).",
    ),
    "reading.control_cells": (
        "{count} cell held invisible characters, which were replaced by �.",
        "{count} cells held invisible characters, which were replaced by �.",
    ),
    "reading.undecodable_replaced": (
        "{count} character could not be read and was replaced by �. Another encoding may fit better.",
        "{count} characters could not be read and were replaced by �. Another encoding may fit better.",
    ),
    "reading.error_cells": (
        "{count} cell holds the Excel error {error}; it counts as missing.",
        "{count} cells hold the Excel error {error}; they count as missing.",
    ),
    "reading.formulas_without_value": (
        "{count} formula was saved without its result and counts as missing. Open the file in Excel, save it "
        "and try again.",
        "{count} formulas were saved without their results and count as missing. "
        "Open the file in Excel, save it and try again.",
    ),
    "reading.merged_cells": (
        "{count} merged range ({cells}); its value stands in its first cell only.",
        "{count} merged ranges ({cells}); their values stand in their first cells only.",
    ),
    "reading.long_numbers": (
        "{count} number has more than 15 digits, which spreadsheets do not keep: it had been rounded before the file "
        "was saved ({columns}). If these are ids, export them as text.",
        "{count} numbers have more than 15 digits, which spreadsheets do not keep: they had been rounded before the "
        "file was saved ({columns}). If these are ids, export them as text.",
    ),
    "reading.no_dates": (
        "{count} cell is formatted as a date but holds none that spreadsheets know, such as 0; it counts as missing "
        "({columns}).",
        "{count} cells are formatted as dates but hold none that spreadsheets know, such as 0; they count as missing "
        "({columns}).",
    ),
    "reading.rows_unread": (
        "{count} row could not be read and was set aside (line {lines}).",
        "{count} rows could not be read and were set aside (first lines: {lines}).",
    ),
    "reading.json_beside": (
        "{count} entry beside the rows was ignored: {names}.",
        "{count} entries beside the rows were ignored: {names}.",
    ),
    "reading.json_repeated": (
        "{count} object has the same name twice ({names}); the last value counts.",
        "{count} objects have the same name twice ({names}); the last value counts.",
    ),
    "reading.json_nans": (
        "{count} value is NaN (not a number) and counts as missing.",
        "{count} values are NaN (not a number) and count as missing.",
    ),
    "reading.json_joined": (
        "{count} column holds lists; their items are joined with semicolons: {names}.",
        "{count} columns hold lists; their items are joined with semicolons: {names}.",
    ),
    "reading.json_confused": (
        "{count} list has an item with a semicolon in it, which will look like two items.",
        "{count} lists have items with a semicolon in them, each of which will look like two items.",
    ),
    "reading.spss_coded": (
        "{count} column shows value labels instead of codes: {names}. Codes without a label stay numbers.",
        "{count} columns show value labels instead of codes: {names}. Codes without a label stay numbers.",
    ),
    "reading.spss_labels": (
        "{count} column is described in the file: {names}.",
        "{count} columns are described in the file: {names}.",
    ),
    "reading.spss_missing": (
        "{count} answer that the file declares to be missing counts as missing: {columns}.",
        "{count} answers that the file declares to be missing count as missing: {columns}.",
    ),
    "reading.hidden_sheets": (
        "{count} hidden sheet was not read: {sheets}. It can be chosen by name.",
        "{count} hidden sheets were not read: {sheets}. They can be chosen by name.",
    ),
    "reading.nested_ignored": (
        "{count} column holds nested or binary data and was ignored: {names}.",
        "{count} columns hold nested or binary data and were ignored: {names}.",
    ),
    # why a row was set aside
    "aside.ragged": "Another number of cells than the column names",
    "aside.units": "Says only in what the columns are counted",
    "aside.totals": "Adds up the rows above it",
    "aside.footnote": "A remark below the table",
    "aside.unread": "Could not be read as a row",
    # why a file cannot be read
    "error.file_empty": "The file {file} is empty. Export it again and check that it has rows.",
    "error.file_too_large": (
        "The file {file} is larger than {limit_mb} MB. Leave out columns or rows that are not needed, "
        "or save it as Parquet."
    ),
    "error.file_packed": "The file {file} is compressed. Unpack it first and choose the file inside.",
    "error.file_is_pdf": "The file {file} is a PDF, not a table. Export the data as CSV or Excel.",
    "error.file_is_page": (
        "The file {file} is a web page, not a table. It may be the login page of the system that you exported from; "
        "sign in there and export again."
    ),
    "error.file_other_format": (
        "The file {file} is {format}, which cannot be read. Save it as CSV, Excel, ODS, Parquet, JSON or SPSS."
    ),
    "error.file_not_table": "The file {file} is not a table. Choose a CSV, Excel, ODS, Parquet, JSON or SPSS file.",
    "error.encoding_unknown": "“{given}” is not the name of a text encoding. Choose one from the list.",
    "error.encoding_mixed": (
        "The file {file} mixes two text encodings: line {line} is not UTF-8, but other lines are. "
        "Choose an encoding, or export the file again as UTF-8.",
        "The file {file} mixes two text encodings: {count} lines, the first of them line {line}, are not "
        "UTF-8, but other "
        "lines are. Choose an encoding, or export the file again as UTF-8.",
    ),
    "error.delimiter_unusable": (
        "“{given}” cannot separate cells. Choose one sign that is no letter, digit or quotation mark."
    ),
    "error.no_such_line": (
        "{file} has no line {line} among its first rows, so the column names cannot be there. Choose another line."
    ),
    "error.no_line_break": (
        "The first {limit_mb} MB of {file} hold no line break, so it is not a table of rows. Export it again as CSV."
    ),
    "error.no_rows": (
        "{file}: found {count} column, but no rows below the names. Export it again with its data.",
        "{file}: found {count} columns, but no rows below the names. Export it again with its data.",
    ),
    "error.no_values": "{file} holds no values at all. Export it again with its data.",
    "error.all_rows_ragged": (
        "{file}: the first line names {columns} columns, but none of the {count} row below has as many cells. "
        "Delete title lines above the column names, or choose another separator.",
        "{file}: the first line names {columns} columns, but none of the {count} rows below has as many cells. "
        "Delete title lines above the column names, or choose another separator.",
    ),
    "error.quote_unclosed": (
        "{file}: a quotation mark opened on line {line} is never closed, so what follows would be one cell. "
        "Close or delete it there."
    ),
    "error.cell_too_long": (
        "{file}: line {line} holds a cell of about {characters} characters; the limit is {limit}. "
        "Look there for a missing line break or quotation mark."
    ),
    "error.cell_too_long_at": (
        "{file}: cell {cell} holds {characters} characters; the limit is {limit}. Shorten it there."
    ),
    "error.cell_too_long_in": (
        "{file}: row {row} of column {column} holds {characters} characters; the limit is {limit}. "
        "Shorten it or leave the column out."
    ),
    "error.too_many_columns": (
        "{file} has {count} column; the limit is {limit}. Leave out columns that do not describe customers.",
        "{file} has {count} columns; the limit is {limit}. Leave out columns that do not describe customers.",
    ),
    "error.not_excel": (
        "{file} is not a spreadsheet, whatever its name says. Open it where it came from and save it as .xlsx."
    ),
    "error.excel_damaged": (
        "The spreadsheet {file} is damaged, or written in an unusual way. "
        "Open it in Excel or LibreOffice, save it again as .xlsx and try that."
    ),
    "error.excel_locked": "The spreadsheet {file} is protected by a password. Remove the password and save it again.",
    "error.excel_old": "{file} comes from a version of Excel before 1993. Open it in Excel and save it as .xlsx.",
    "error.excel_binary": (
        "{file} holds cells in a binary form that cannot be read exactly. Open it in Excel and save it as .xlsx."
    ),
    "error.excel_macros": "{file} contains macros, which are never opened here. Save it as .xlsx without macros.",
    "error.excel_definitions": (
        "{file} contains forbidden definitions (a document type), which no spreadsheet program writes. "
        "Open it in Excel and save it again."
    ),
    "error.excel_bomb": (
        "{file} unpacks to {unpacked_mb} MB; the limit is {limit_mb} MB and {limit_ratio} "
        "times its size. "
        "Save it as CSV instead."
    ),
    "error.excel_sparse": (
        "A sheet of {file} claims {cells} cells because of a stray cell {cell}; the limit is {limit}. "
        "Delete that cell (or its row or column), save and try again."
    ),
    "error.excel_too_many_cells": "{file} has more than {limit} filled cells. Save the sheet as CSV instead.",
    "error.no_such_sheet": "{file} has no sheet “{given}”. It has {sheets}.",
    "error.too_many_cells": (
        "{file} has {cells} cells, rows times columns; the limit is {limit}. Leave out columns or rows."
    ),
    "error.json_damaged": (
        "{file} is not valid JSON: line {line} cannot be read. The file may have been cut off; export it again."
    ),
    "error.json_deep": (
        "{file}: line {line} holds data nested too deeply to be a table. Export a flat list of customers."
    ),
    "error.json_no_rows": (
        "{file} holds no list of customers in which each is an object with named values. "
        "Export it as a list of records, or as CSV."
    ),
    "error.json_many_lists": (
        "{file} holds more than {limit} lists of objects. Export one list in which each object is a customer."
    ),
    "error.spss_damaged": "{file} is damaged or is not an SPSS file. Open it in SPSS and save it again as .sav.",
    "error.spss_encoding": (
        "The letters in {file} are not written in the encoding that it names. Choose another encoding, "
        "or save it again in SPSS as Unicode."
    ),
    "error.parquet_damaged": "{file} is damaged or is not a Parquet file. Export it again.",
    "error.parquet_locked": "The Parquet file {file} is encrypted. Export it without encryption.",
    "error.parquet_bomb": (
        "{file} would need about {needed_gb} GB when unpacked; the limit is {limit_gb} GB. "
        "Leave out long text columns or rows."
    ),
    "error.parquet_all_nested": (
        "{file} has {count} column of nested or binary data and none that can be shown as a table. Flatten it first.",
        "{file} has {count} columns of nested or binary data and none that can be shown as a table. Flatten it first.",
    ),
    "error.reader_memory": (
        "{file} needs more memory to read than is allowed. Leave out columns or rows, or save it as CSV."
    ),
    "error.reader_output": (
        "{file} holds more than {limit_mb} MB of values when unpacked, which is the limit. "
        "Leave out columns or rows that are not needed."
    ),
    "error.reader_disk": (
        "There is no room left on the disk to read {file}. Ask whoever runs this server to free some, then try again."
    ),
    "error.reader_time": (
        "Reading {file} was stopped after {seconds} seconds. Leave out columns or rows, or save it as CSV."
    ),
    "error.reader_stopped": (
        "{file} could not be read: the reader stopped. Open it where it came from, save it again as CSV and try that."
    ),
}
