"""Segments in other words: rules, a questionnaire, and the stereotype guard."""
