"""Bytes of a file -> tables of text, read in a child process that cannot harm the server."""
