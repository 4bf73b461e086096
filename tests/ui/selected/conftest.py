"""The panel of the small world, and gestures on its map."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from seg.core.selection import Selection
from seg.tasks import kept, kept_maps, selections
from seg.tasks.desk import workspace
from seg.ui.map.asked import Asked
from tests import small_shop as world
from tests.patience import PATIENCE_SECONDS

APP = Path(__file__).with_name("app.py")


class Panel:
    """A visitor of the panel. Another visitor, each time; `sel` as a link has it."""

    def __init__(self, saved, sel=""):
        self.saved = workspace().segmentation(saved.id)
        self.at = AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS)
        self.at.query_params.update({"lang": "en", "s": saved.id, **({"sel": sel} if sel else {})})
        self.run()

    def run(self):
        self.at.run()
        assert not self.at.exception
        return self

    @property
    def recipe(self):
        return workspace().segmentation(self.saved.id).recipe

    @property
    def xy(self):
        return kept_maps.kept_map(workspace(), self.recipe).drawn.xy

    @property
    def rows(self):
        """Who stands where on the map: row numbers of the file."""
        return kept.kept_solutions(workspace(), self.recipe).rows

    @property
    def held(self):
        """The selections of the session."""
        return self.at.session_state["seg"].picked[self.saved.id].selections

    def between(self, left, right):
        """Which customers (row numbers of the file) lie between two shares of the map, from its left."""
        x, rows = self.xy[:, 0], self.rows
        low, high = self._ends(left, right)
        return sorted(rows[(x > low) & (x < high)].tolist())

    def _ends(self, left, right):
        x = np.sort(self.xy[:, 0])
        cuts = np.concatenate([[x[0] - 1], (x[1:] + x[:-1]) / 2, [x[-1] + 1]])
        return (float(cuts[round(share * len(x))]) for share in (left, right))

    def circle(self, left, right, add=False, hidden=()):
        """Draw around those who lie between two shares of the map."""
        low, high = self._ends(left, right)
        corners = ((low, -9), (high, -9), (high, 9), (low, 9))
        return self.ask(Asked("area", "m", corners, hidden=hidden, add=add))

    def ask(self, asked):
        self.at.session_state["asked"] = asked
        return self.run()

    def link(self, sel):
        """Follow a link of the same page."""
        self.at.query_params["sel"] = sel
        return self.run()

    def click(self, key):
        next(button for button in self.at.button if button.key and button.key.startswith(key)).click()
        return self.run()

    def work(self):
        """What a worker does about the selection of the address, and the page after it."""
        one, *other = [_selection(part) for part in self.sel.split("~")]
        ids = kept.kept_solutions(workspace(), self.recipe).solutions.by_k[self.recipe.k].ids
        arguments = {
            "recipe": self.recipe.as_json(),
            "k": self.recipe.k,
            "ids": list(ids),
            "one": one.as_json(),
            "other": other[0].as_json() if other else None,
        }
        selections.contrast(arguments, world.silent)
        return self.run()

    @property
    def sel(self):
        found = self.at.query_params.get("sel", "")
        return found if isinstance(found, str) else "".join(found)

    @property
    def said(self):
        return "\n".join(str(e.value) for kind in ("markdown", "caption", "toast") for e in self.at.get(kind))

    @property
    def buttons(self):
        return {button.key for button in self.at.button}


def _selection(part):
    kind, _, rest = part.partition(".")
    return Selection("segments", segments=tuple(rest.split("."))) if kind == "s" else Selection("own", own=rest)


@pytest.fixture
def visit_panel(saved):
    """Opens the panel: `visit_panel(sel="")`."""
    return lambda sel="": Panel(saved, sel)


@pytest.fixture
def panel(visit_panel):
    return visit_panel()
