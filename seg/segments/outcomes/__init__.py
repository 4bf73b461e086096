"""Whether groups of customers differ in an outcome: by how much, how surely, and what else could be behind it."""
