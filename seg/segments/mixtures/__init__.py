"""Mixtures: every segment is a distribution, fitted by expectation and maximisation (EM) over what is observed."""
