"""The colours of segments, the same everywhere and fixed by the number of the segment.

Found by search: of twelve hues that people can name, the variant in which every two stay apart for full colour
vision, protanopia and deuteranopia (Machado, Oliveira & Fernandes 2009, severity 1). The nearest two are
CIEDE2000 12.9 apart on light ground and 12.0 on dark ground, with lightness from L* 27 to 78 and 46 to 86,
no two the same.
Colour is never the only sign: the legend, the hover card and the tables carry the name.
"""

from __future__ import annotations

LIGHT = (
    "#0b76cb",  # blue
    "#d47801",  # orange
    "#12847d",  # teal
    "#a33b60",  # raspberry
    "#72c0f1",  # sky
    "#e8ba21",  # amber
    "#7a1f1f",  # oxblood
    "#51397a",  # violet
    "#62af68",  # green
    "#916240",  # brown
    "#e997b3",  # rose
    "#062cde",  # ultramarine
)
DARK = (
    "#329eff",
    "#e89136",
    "#09b29c",
    "#d14e7b",
    "#96dbfd",
    "#f3d740",
    "#bc4c38",
    "#8f86b6",
    "#93d589",
    "#b68c67",
    "#fbb9ca",
    "#5369b3",
)
GROUNDS = ("#ffffff", "#11161d")
"""What charts lie on: light, dark."""
GREYS = ("#a3a8b0", "#6c727b")
"""For those who are in no segment, on light and on dark ground: nearer to the ground than any segment."""


def segment_colour(number: int, dark: bool = False) -> str:
    """Hex colour of the segment with that number, from 0; beyond twelve the colours begin again. Below 0 it is grey."""
    if number < 0:
        return GREYS[dark]
    return (DARK if dark else LIGHT)[number % len(LIGHT)]


def swatch(colour: str) -> str:
    """A square of a colour, as SVG."""
    shape = f"<rect width='18' height='18' rx='5' fill='{colour}'/>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='18' height='18'>{shape}</svg>"


def swatch_address(colour: str) -> str:
    """The same where an address of a picture is asked for."""
    return "data:image/svg+xml;utf8," + swatch(colour).replace("#", "%23")
