"""What the segments are: the profile table, cards, and pictures of all segments."""
