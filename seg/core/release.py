"""Which Seg this is."""

RELEASE = "0.3.0"
