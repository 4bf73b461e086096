"""What a team keeps: metadata in SQLite or PostgreSQL, tables and arrays as files named by their content."""
