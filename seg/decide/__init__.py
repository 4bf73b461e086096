"""What to do with the segments: lists and files to take away."""
