"""The customer map: points drawn by WebGL in the browser, names and lines over them, a legend, lasso and pictures."""
