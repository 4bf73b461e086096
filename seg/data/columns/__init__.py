"""What the columns of an import are, and which dimensions to start with."""
