"""Whether segments stand for what nobody should be sorted by, and what a profile does not say of its members."""
