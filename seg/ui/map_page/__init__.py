"""The map as a page shows it: what is seen, in which colours, whom somebody points at, and how far to trust it."""
