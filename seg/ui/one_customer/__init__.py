"""What a segment is made of: one customer, their dimensions and their events."""
