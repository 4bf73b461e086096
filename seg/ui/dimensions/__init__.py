"""The dimensions of a segmentation: which form and describe it, which events give, and how events count."""
