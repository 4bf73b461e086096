"""Two maps side by side: two segmentations, or two days; who is picked on one stands out on both."""
