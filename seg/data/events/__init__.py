"""What customers did becomes dimensions: events in a common form, rules for what counts, and measures of it.

parts        which column of a table says what about an event
times        what stands in the column of times, before events are made of it
canonical    any table of events in one form
rules        rows that count in their own way, or not at all
zones        times that name a zone, in UTC
counted      the events that count up to a day, as lines, orders and days
measures/    one function for each dimension
derive       dimensions of customers from all of it
offered      the dimensions that a dataset can have
"""
