"""The page that holds groups against each other."""
