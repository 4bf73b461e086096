"""Bytes of files -> one row per customer: reading, roles, audit, features."""
