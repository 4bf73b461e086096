"""Which Seg this is."""

RELEASE = "0.4.0"
