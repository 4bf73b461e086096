"""Steps that mend a table before it becomes a dataset: corrections of what columns are, repairs of cells and rows."""
