"""Which Seg this is."""

RELEASE = "0.5.0"
