"""The customer map: points drawn by WebGL in the browser, with a legend that hides and isolates segments."""
