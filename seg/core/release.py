"""Which Seg this is."""

RELEASE = "0.6.0"
