"""The page on which a team decides how many segments it works with."""
