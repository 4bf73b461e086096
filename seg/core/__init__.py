"""The words of the house: values that every area speaks. No computation."""
