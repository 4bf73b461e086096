"""Segments told in other words: rules on the original values, the fewest questions that place a customer."""
