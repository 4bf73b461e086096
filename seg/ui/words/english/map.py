"""Words of the customer map. The page translates them and hands them to the map."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "map.label": (
        "Map of {count} customer. Customers who are alike lie close together.",
        "Map of {count} customers. Customers who are alike lie close together.",
    ),
    "map.legend": "Segments",
    "map.only": "Only",
    "map.who": "Who?",
    "map.show_all": "Show all",
    "map.reset": "Whole map",
    "map.zoom_in": "Zoom in",
    "map.zoom_out": "Zoom out",
    "map.hint": "Drag to move. Click the map, then scroll to zoom.",
    "map.hint_drawing": "Draw around customers. Hold Shift to add a second group. Escape goes back to moving.",
    "map.drawing": "Drawing the map …",
    "map.all_hidden": "All segments are hidden.",
    "map.no_webgl": "This browser cannot draw the interactive map: WebGL is switched off or missing. "
    "Below is a plain picture of it instead, in which you can circle customers all the same.",
    "map.tools": "Tools of the map",
    "map.move": "Move (M)",
    "map.lasso": "Lasso (L)",
    "map.box": "Box (B)",
    "map.names": "Names",
    "map.outlines": "Outlines",
    "map.confidence": "Confidence",
    "map.download": "Download",
    "map.png": "PNG",
    "map.svg": "SVG",
}
