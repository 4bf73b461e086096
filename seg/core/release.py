"""Which Seg this is."""

RELEASE = "0.7.0"
