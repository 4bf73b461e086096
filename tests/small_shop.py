"""A small world that several areas test with: three planted kinds of customers, read, built and computed for real."""

import csv
from pathlib import Path

from seg import pipeline
from seg.core.recipe import Forming, Recipe
from seg.store.segmentations import SavedSegmentation
from seg.tasks import imports, kept, segments
from seg.tasks.desk import workspace

KINDS = ("daily", "weekly", "yearly")
EACH = 10
"""So few that a map is drawn without UMAP: the tests of pages need no compiled code."""
HEADER = ("customer_id", "email", "age", "visits", "spend", "country", "member", "joined")


def customers(each: int = EACH) -> list[tuple[str, ...]]:
    """Customers in turns of a kind: 100, 20 or 2 visits, and spend, membership and country that go with them."""
    return [_customer(number) for number in range(each * len(KINDS))]


def _customer(number: int) -> tuple[str, ...]:
    kind, wobble = number % len(KINDS), number // len(KINDS)
    visits, spend = (100 + wobble, 20 + wobble, 2 + wobble % 3)[kind], (50.5, 400.25, 2000.75)[kind] + wobble
    country, member = ("Malta", "Poland", "Netherlands")[kind], ("yes", "no", "no")[kind]
    age, joined = 20 + number, f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
    row = (f"{number:04d}", f"person{number}@example.org", age, visits, f"{spend:.2f}", country, member, joined)
    return tuple(str(value) for value in row)


def write_customers(path: Path, rows: list[tuple[str, ...]] | None = None, header: tuple[str, ...] = HEADER) -> Path:
    """A comma separated UTF-8 file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(customers() if rows is None else rows)
    return path


def silent(stage: str, share: float) -> None:
    """Nobody watches."""


def read(path: Path, folder: Path) -> str:
    """The id of the reading of a file; the file itself is left where it is."""
    laid = folder / f"laid-{path.name}"
    laid.write_bytes(path.read_bytes())
    return imports.read({"path": str(laid), "file_name": path.name}, silent)["readings"][0]


def dataset_of(reading: str, name: str = "Small shop") -> str:
    """The id of the dataset of a reading, with the columns as they were guessed."""
    return imports.build({"reading": reading, "name": name}, silent)["dataset"]


def recipe_of(dataset: str, k: int | None = 3) -> Recipe:
    """What the kinds differ in forms, age describes."""
    return Recipe(dataset, (Forming("visits"), Forming("spend"), Forming("country")), ("age",), k=k)


def compute(recipe: Recipe) -> None:
    """Everything that a page can ask of a recipe, in the store."""
    arguments = {"recipe": recipe.as_json()}
    segments.look({**arguments, "k": recipe.k}, silent)
    for task in (segments.solve, segments.doubt, segments.draw):
        task(arguments, silent)
    trust(recipe)


def trust(recipe: Recipe) -> None:
    """Stability and the test for structure, as a page finds them in the end: two rounds and three sets do here."""
    _, who = segments._begin({"recipe": recipe.as_json()}, silent)
    solved = kept.kept_solutions(workspace(), recipe).solutions
    kept.keep_check(workspace(), recipe, kept.check_rounds()[-1], pipeline.check(who, recipe, solved, 2))
    kept.keep_structure(workspace(), recipe, kept.structure_sets()[-1], pipeline.structure(who, recipe.seed, 3))


def segmentation(recipe: Recipe, name: str = "Small shop") -> SavedSegmentation:
    """A saved segmentation with nothing in it but the recipe."""
    return workspace().create_segmentation(name, recipe, {})
