"""Bringing data: uploads, what was read, what each column is, the audit, repairs and their history, joins."""
