"""Under the map: the customers that somebody picked, how they differ, and what to do with them."""
