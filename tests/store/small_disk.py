"""Fills a disk of 56 MB with a workspace on it, then makes it read-only; tells what it met as JSON.

`small_disk.py FOLDER`, in a mount namespace of its own. For test_workspace.py.
"""

import contextlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow

from seg.core.dataset import Dataset, TableReading
from seg.core.errors import SegError
from seg.core.recipe import Recipe
from seg.core.settings import Environment
from seg.store.exports import ExportRecord
from seg.store.workspace import Workspace
from tests.store.tables import add_table

RECORD = ExportRecord("anna", "d", "s", (), ("id",) * 2_000, 1, "csv", False)
NUMBERS = np.random.default_rng(0).integers(0, 2**62, 100_000)


def error_of(action) -> tuple[str, str]:
    try:
        action()
    except SegError as problem:
        return problem.fact.key, problem.fact["path"]
    return "", ""


def fill(folder: Path) -> None:
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4_096))


def main(folder: Path) -> dict:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=56m", "tmpfs", folder], check=True)
    environment = Environment.read({"SEG_HOME": str(folder / "home")})
    workspace = Workspace.open(environment)
    workspace.start()
    raw = add_table(workspace.blobs, pyarrow.table({"c0": ["1"]}))
    dataset = Dataset("d", "Spring", TableReading("a.csv", "a", raw, ("id",), 1, 1, 0), (), raw, "", 1, 1)
    workspace.add_dataset(dataset)
    recipe = Recipe("d")
    saved = workspace.create_segmentation("one", recipe, {})
    upload = Path(folder, "upload.csv")
    upload.write_bytes(bytes(200_000))
    fill(folder)
    long_text = "note " * 20_000
    attempts = {
        "arrays": lambda: workspace.put_result("key", "map", "d", {}, {"numbers": NUMBERS}),
        "file": lambda: workspace.blobs.add_file(upload),
        "recipe": lambda: workspace.save_recipe(saved.id, 1, replace(recipe, k=5), {"text": long_text}),
        "words": lambda: workspace.save_segment(saved.id, "a", note=long_text),
        "export": lambda: workspace.record_export(RECORD),
        "ready": workspace.ready,
    }
    said = {what: error_of(attempt)[0] for what, attempt in attempts.items()}
    unchanged = (
        workspace.segmentations() == (saved,)
        and workspace.dataset("d") == dataset
        and workspace.blobs.read_table(raw).num_rows == 1
        and not workspace.segment_words(saved.id)
        and not workspace.exports()
    )
    leftovers = [path.name for path in workspace.blobs.folder.rglob(".tmp-*")]
    workspace.delete_dataset("d")
    after = {
        "datasets_after_deletion": len(workspace.datasets()),
        "blobs_after_deletion": len(list(workspace.blobs.all())),
        "ballast_bytes_after_deletion": (environment.home / "ballast").stat().st_size,
    }
    (folder / "filler").unlink()
    after["said_after_deletion"] = error_of(workspace.ready)[0]
    workspace.close()
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    read_only = {
        "opening": error_of(lambda: Workspace.open(environment)),
        "readiness": error_of(workspace.ready),
        "saving": error_of(lambda: workspace.record_export(RECORD)),
    }
    home = str(environment.home)
    return {"said": said, "unchanged": unchanged, "leftovers": leftovers, "read_only": read_only, "home": home} | after


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
