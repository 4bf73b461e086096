"""Lists for people and machines, written when they are asked for and recorded before they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.columns import Role
from seg.core.errors import SegError
from seg.core.fingerprint import sha256_of_file
from seg.core.recipe import Recipe
from seg.data.events.offered import columns_for
from seg.decide.files import write
from seg.decide.lists import member_list
from seg.pipeline import silent
from seg.segments.area import marked
from seg.segments.doubts import Doubts
from seg.store.exports import ExportRecord
from seg.store.workspace import Workspace
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from seg.tasks.dimensions import Counting, dimension_frame

Report = Callable[[str, float], None]


def export(arguments: dict, report: Report) -> dict:
    """Write the list of a segmentation to `path` and record it.

    {"recipe", "k", "ids": as shown, "names": by id, "chosen": ids, "own": names by id of the team's own segments that
    are chosen too, "columns": labels, "headings": by label, "levels": words by label and level, "contacts",
    "confidence", "only": "undecided", "far" or "", "recorded": what the record calls the segments, "format", "path",
    "title", "who", "segmentation"} -> {"rows", "sequence"}. The file is complete, and the record committed, before
    anybody can take it.
    """
    store, recipe = workspace(), Recipe.from_json(arguments["recipe"])
    dataset, found = store.dataset(recipe.dataset), kept.kept_solutions(store, recipe)
    if found is None:
        raise SegError("not_computed")
    report("stage.joining", 0.1)
    solution = replace(found.solutions.by_k[arguments["k"]], ids=tuple(arguments["ids"]))
    asked, headings = set(arguments["columns"]), arguments.get("headings", {})
    wanted = [column for column in dataset.columns if column.label in asked]
    own = [column.name for column in wanted if column.role is not Role.CONTACT]
    customers = pq.read_table(store.blobs.path(dataset.customers), columns=["customer_id", *own])
    known = columns_for(dataset, recipe)
    own_labels = {column.label for column in wanted}
    derived = [known[label] for label in arguments["columns"] if label in known and label not in own_labels]
    frame = dimension_frame(store, Counting.of(dataset, recipe), [column.label for column in derived])
    for column in derived:
        called = arguments.get("levels", {}).get(column.label, {})
        customers = customers.append_column(column.name, _in_words(frame[column.label], called))
    wanted = [replace(column, label=headings.get(column.label, column.label)) for column in (*wanted, *derived)]
    contacts = None
    if arguments["contacts"] and dataset.contacts:
        contacts = pq.read_table(store.blobs.path(dataset.contacts))
    in_file = np.argsort(found.rows)  # a list comes in the order of its file
    only = arguments.get("only", "")
    doubts = _doubts(recipe, arguments["k"]).of(in_file) if only else None
    members = member_list(
        customers.take(pa.array(found.rows[in_file])),
        solution.of(in_file),
        arguments["names"],
        wanted,
        chosen=arguments["chosen"],
        contacts=contacts,
        confidence=arguments["confidence"] or bool(only),
        own=_own_members(store, arguments.get("own", {}), found.rows[in_file]),
        only=getattr(doubts, only) if only else None,
        doubts=doubts,
    )
    report("stage.writing", 0.4)
    path = Path(arguments["path"])
    try:
        write(members, arguments["format"], path, arguments["title"])
        sequence = store.record_export(_record(arguments, members, contacts is not None, dataset.id))
    except BaseException:
        path.unlink(missing_ok=True)  # what is not on the record does not leave
        raise
    return {"rows": len(members), "sequence": sequence}


def _doubts(recipe: Recipe, k: int) -> Doubts:
    """Whose segment is in doubt; looked for where nobody did so yet."""
    if kept.kept_doubts(workspace(), recipe) is None:
        segments.doubt({"recipe": recipe.as_json()}, silent)
    return kept.kept_doubts(workspace(), recipe)[k]


def _own_members(store: Workspace, own: dict[str, str], rows: np.ndarray) -> dict[str, np.ndarray]:
    """Masks over `rows` by name; two of one name are one."""
    found: dict[str, np.ndarray] = {}
    for own_id, name in own.items():
        mask = marked(store.own_members(own_id), rows)
        found[name] = found[name] | mask if name in found else mask
    return found


def _in_words(values: pa.ChunkedArray, called: dict[str, str]) -> pa.ChunkedArray:
    """Levels as people read them, where they have words of their own."""
    if not called or not pa.types.is_string(values.type):
        return values
    return pa.chunked_array([pa.array([called.get(v, v) for v in values.to_pylist()], pa.string())])


def _record(arguments: dict, members: pa.Table, contacts: bool, dataset: str) -> ExportRecord:
    own = list(arguments.get("own", {}).values())
    named = [arguments["names"][segment] for segment in arguments["chosen"] or ([] if own else arguments["ids"])] + own
    return ExportRecord(
        who=arguments["who"],
        dataset=dataset,
        segmentation=arguments["segmentation"],
        segments=tuple(arguments.get("recorded") or named),
        columns=tuple(members.column_names),
        rows=len(members),
        format=arguments["format"],
        contacts=contacts,
        sha256=sha256_of_file(Path(arguments["path"])),
    )
