"""Answers to a survey, one row for each customer and one column for each question, become dimensions.

blocks       questions that stand side by side and are answered on one scale
quality      who answered everything alike, or too fast to have read the questions
factors      the few attitudes and needs that many answers have in common
dimensions   all of it as dimensions of customers, and what it takes to score others alike
"""
