"""`segment`: the whole run, written into a folder."""

from __future__ import annotations

import json
import platform
import time
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg import pipeline
from seg.core.columns import Column, Role
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import EventTable
from seg.core.facts import Fact
from seg.core.recipe import Forming, Limits, Recipe
from seg.core.release import RELEASE
from seg.core.results import Stability
from seg.data.events.choices import Choices
from seg.data.events.offered import as_labelled_now, check_choices, columns_for, offered
from seg.data.events.suggest import suggested
from seg.decide.files import write_plain_csv
from seg.headless.aloud import tell
from seg.headless.landmarks import write_landmarks
from seg.headless.said import said
from seg.headless.scoring import scoring_sql
from seg.headless.tables import Built, EarlierEvents, Sources, built, ready
from seg.jobs.warm import keep_compiled_layout
from seg.segments.methods import METHODS
from seg.segments.names import proposed_names
from seg.segments.sql import speakable
from seg.segments.verdict import segment_grade, verdict
from seg.ui.words.words import words

LIBRARIES = ("numpy", "pandas", "pyarrow", "scikit-learn", "umap-learn", "duckdb", "ibis-framework")


def segment(sources: Sources, recipe_file: Path | None, given: dict[str, Any], out: Path, scratch: Path) -> None:
    """Run the pipeline on files and write what it gives into `out`. Raises `SegError`."""
    clock = _Stopwatch()
    stored = _stored(recipe_file)
    Recipe("", as_of=given.get("as_of") or stored.get("as_of", ""))  # refused before any work
    ready(out)
    made = built(sources, scratch)
    tell(made)
    clock("loading")  # libraries, and on a new machine the compiling of umap
    recipe = _recipe(made, stored, given)
    keep_compiled_layout()
    clock("events")
    choices = Choices.of(recipe.events)
    customers = made.frame(recipe.named, recipe.as_of, choices)
    told = lambda stage, share: clock(stage.split(".")[1])  # noqa: E731
    result = pipeline.run(made.dataset, customers, recipe, told, given.get("trials"))
    clock("done")
    recipe = replace(recipe, k=result.k, as_of=result.population.as_of, events=_frozen(made, recipe))
    _write(out, made, recipe, result, clock.seconds)


def _frozen(made: Built, recipe: Recipe) -> tuple[tuple[str, str], ...]:
    """The choices about events, and the cut points of what was ranked: others are scored by the same."""
    cuts = made.cuts(recipe.named, recipe.as_of, Choices.of(recipe.events))
    frozen = {f"cuts/{label}": "/".join(map(repr, points)) for label, points in cuts.items()}
    return tuple(sorted({**frozen, **dict(recipe.events)}.items()))


class _Stopwatch:
    """Seconds per stage: each call ends the stage before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "reading", time.monotonic()

    def __call__(self, stage: str) -> None:
        now = time.monotonic()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now


def _stored(recipe_file: Path | None) -> dict:
    if recipe_file is None:
        return {}
    try:
        raw = json.loads(recipe_file.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise SegError("recipe_unreadable", problem=str(problem)) from problem
    if not isinstance(raw, dict) or not raw:
        raise SegError("recipe_unreadable", problem=recipe_file.name)
    return raw


def _recipe(made: Built, stored: dict, given: dict[str, Any]) -> Recipe:
    """The stored recipe or the suggested one, with what the command line says on top."""
    columns = made.dataset.columns
    before = Recipe.from_json({**stored, "dataset": made.dataset.id}).events if stored else ()
    chosen = tuple(sorted({**dict(before), **dict(given.get("events", ()))}.items()))
    given = {**given, "events": chosen}
    check_choices(made.dataset.tables, Choices.of(chosen))
    from_events = offered(made.dataset.tables, Choices.of(chosen))
    if not made.dataset.dimensions and not from_events:
        raise SegError("nothing_forms", columns=tuple(column.label for column in columns))
    if stored:
        recipe = Recipe.from_json({**stored, "dataset": made.dataset.id})
    else:
        proposed, described = suggested(made.dataset, Choices.of(chosen))
        forming = given.get("forming") or proposed
        describing = given.get("describing", described if "forming" not in given else ())
        recipe = Recipe(made.dataset.id, tuple(Forming(label) for label in forming), _others(describing, forming))
    plain = ("method", "segments_from", "as_of", "seed", "category_emphasis", "map_detail", "events")
    changes = {name: given[name] for name in plain if name in given}
    if "forming" in given:
        changes["forming"] = tuple(Forming(label) for label in given["forming"])
    if "describing" in given:
        changes["describing"] = given["describing"]
    if "because" in given:
        changes["forming"] = _explained(changes.get("forming", recipe.forming), given["because"])
    if "k" in given:
        changes["k"] = None if given["k"] == "auto" else given["k"]
    recipe = replace(recipe, **changes)
    if recipe.method == "rfm" and not recipe.segments_from:
        recipe = replace(recipe, segments_from=_rfm_groups(from_events))
    return _labelled_now(recipe, made.dataset)


def _rfm_groups(from_events: tuple[Column, ...]) -> str:
    """The label of the groups of recency, frequency and money of the first table that gives them; "" without one."""
    derived = (Derivation.parse(column.label) for column in from_events)
    return next((found.label for found in derived if found and found.measure == "rfm_group"), "")


def _labelled_now(recipe: Recipe, dataset: Dataset) -> Recipe:
    """The recipe with the labels that the dimensions of its events have now."""
    return replace(
        recipe,
        segments_from=as_labelled_now(recipe.segments_from, dataset),
        forming=tuple(replace(part, dimension=as_labelled_now(part.dimension, dataset)) for part in recipe.forming),
        describing=tuple(as_labelled_now(label, dataset) for label in recipe.describing),
        filters=tuple(replace(part, dimension=as_labelled_now(part.dimension, dataset)) for part in recipe.filters),
    )


def _explained(forming: tuple[Forming, ...], because: list[str]) -> tuple[Forming, ...]:
    """The forming dimensions with the reasons that `LABEL=WHY` gives; the others keep theirs."""
    reasons = {}
    for given in because:
        label, _, why = (part.strip() for part in given.partition("="))
        if not label or not why:
            raise SegError("because_malformed", given=given)
        reasons[label] = why
    labels = tuple(part.dimension for part in forming)
    if unknown := tuple(label for label in reasons if label not in labels):
        raise SegError("because_not_forming", dimensions=unknown, forming=labels, count=len(unknown))
    return tuple(replace(part, reason=reasons.get(part.dimension, part.reason)) for part in forming)


def _others(describing: tuple[str, ...], forming: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label for label in describing if label not in forming)


def _write(out: Path, made: Built, recipe: Recipe, result: pipeline.Run, seconds: dict[str, float]) -> None:
    solution, profile = result.solutions.by_k[result.k], result.profiles[result.k]
    names = [words("en").phrase(facts) for facts in proposed_names(profile, solution.model)]
    following = METHODS[solution.model.method].assign(solution.model, result.population.material).second
    in_file = np.argsort(result.population.rows)
    ids = made.ids.take(pa.array(result.population.rows[in_file]))
    solution = solution.of(in_file)
    segment_ids = pa.array(solution.ids).take(pa.array(solution.labels))
    lists = {
        "customer_id": ids,
        "segment_id": segment_ids,
        "segment_name": pa.array(names).take(pa.array(solution.labels)),
        "confidence": pa.array(solution.confidence),
        "next_segment_id": pa.array(solution.ids).take(pa.array(following[in_file])),
    }
    write_plain_csv(pa.table(lists), out / "segments.csv")
    x, y = result.map.xy[in_file].T
    drawn = {"customer_id": ids, "x": x, "y": y, "segment_id": segment_ids}
    pq.write_table(pa.table(drawn), out / "map.parquet")
    write_landmarks(result.map, out)
    segments = [
        {"id": segment_id, "name": name, "customers": int(size), "share": float(size / len(solution.labels))}
        for segment_id, name, size in zip(solution.ids, names, solution.sizes, strict=True)
    ]
    said_of = verdict(solution, result.stability.get(result.k), result.structure, recipe.limits, tested=True)
    documents = {
        "recipe": recipe.as_json(),
        "profile": {"segments": segments, "dimensions": [part.as_json() for part in profile]},
        "choice": _choice(result, recipe.limits),
        "encoding": _encoding(made, result, names),
        "report": {
            "rows": {"in": made.dataset.rows_in, "used": made.dataset.rows_used, "included": len(solution.labels)},
            "set_aside": _set_aside(made, recipe, result),
            "read": [said(fact) for fact in (*made.dataset.reading.how, *made.dataset.reading.notes)],
            "findings": [said(finding.fact) for finding in made.dataset.findings],
            "notes": [said(note) for note in result.population.encoded.notes],
            "joins": [joining.told() for joining in made.joinings],
            "events": [_events(table, made.times[table.name]) for table in made.dataset.tables],
            "held_back": _held_back(made, recipe),
            "verdict": {"grade": said_of.grade, "statements": [said(fact) for fact in said_of.facts]},
            "map": {"method": result.map.method, **result.map.trust},
            "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
            "versions": {"seg": RELEASE, "python": platform.python_version(), **{n: version(n) for n in LIBRARIES}},
        },
    }
    if speakable(solution.model):
        named = dict(zip(solution.ids, names, strict=True))
        statement = scoring_sql(result.population.encoded.encoding, solution.model, named)
        (out / "scoring.sql").write_text(statement, "utf-8")
    for name, document in documents.items():
        (out / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False, indent=2), "utf-8")


def _events(table: EventTable, times: tuple[Fact, ...]) -> dict:
    """What stood in a table of events: its rows, those that each rule speaks of, those of nobody we know, what should
    be known of its times, and how it was read."""
    dates = {"earliest": table.earliest_date, "latest": table.latest_date}
    met = {name: count for name, count in table.met if count}
    parts = {part.value: label for part, label in table.parts}
    read = {"in": table.reading.rows_in, "kept": table.rows, "unreadable": table.reading.rows_aside}
    told = {"name": table.name, "about": table.about, "parts": parts, "rows": read, **dates}
    ahead = {"rows": table.ahead, "latest": table.ahead_date}
    how = [said(fact) for fact in (*table.reading.how, *table.reading.notes)]
    counts = {"met": met, "of_nobody": table.of_nobody, "ahead": ahead}
    return {**told, **counts, "times": [said(fact) for fact in times], "read": how}


def _held_back(made: Built, recipe: Recipe) -> list[dict]:
    """The dimensions that are held back and form segments all the same, each with the reason."""
    columns = columns_for(made.dataset, recipe)
    held = [part for part in recipe.forming if columns[part.dimension].held]
    return [{"dimension": part.dimension, "reason": part.reason} for part in held]


def _choice(result: pipeline.Run, limits: Limits) -> dict:
    """Every k that was tried: quality, stability, sizes, verdict, and why it is no candidate."""
    reasons = {each.k: each.reasons for each in result.choice.tried}

    def tried(k: int) -> dict:
        solution, stability = result.solutions.by_k[k], result.stability.get(k)
        return {
            "k": k,
            "sse": solution.sse,
            "silhouette": solution.silhouette,
            "sizes": solution.sizes.tolist(),
            "stability": _stability(stability) if stability else None,
            "heritage": list(result.solutions.heritage[k]),
            "drivers": result.solutions.drivers[k],
            "verdict": verdict(solution, stability, result.structure, limits).grade,
            "candidate": not reasons[k] if k in reasons else None,
            "against": [said(fact) for fact in reasons.get(k, ())],
        }

    return {
        "taken": result.k,
        "suggested": result.choice.k,
        "holds": result.choice.holds,
        "structure": asdict(result.structure) if result.structure else None,
        "tried": [tried(k) for k in result.solutions.by_k],
    }


def _stability(found: Stability) -> dict:
    """Figures over all rounds, and of every segment."""
    figures = {name: getattr(found, name) for name in ("rounds", "median", "lower", "upper")}
    grades = [segment_grade(overlap) for overlap in found.segments]
    return {**figures, "segments": list(found.segments), "segment_grades": grades}


def _encoding(made: Built, result: pipeline.Run, names: list[str]) -> dict:
    """The encoding, the model, how columns were understood and tables joined: all that scoring others takes."""
    encoding = result.population.encoded.encoding
    needed = {part.dimension for part in encoding.dimensions} | {result.population.source}
    columns = [c for c in made.dataset.columns if c.label in needed or c.role is Role.ID]
    solution = result.solutions.by_k[result.k]
    centres = np.asarray(solution.centres, np.float64).tolist()
    segments = [{"id": i, "name": n, "centre": c} for i, n, c in zip(solution.ids, names, centres, strict=True)]
    understood = [replace(column, evidence=()).as_json() for column in columns]
    joins = [joining.as_json() for joining in made.joinings]
    answers = {"answers": made.dataset.answers} if made.dataset.answers else {}
    events = {t.name: EarlierEvents.of(t).as_json() for t in made.dataset.tables}
    return {
        **encoding.as_json(),
        "segments": segments,
        "model": solution.model.as_json(),
        "columns": understood,
        "joins": joins,
        "events": events,
        **answers,
    }


def _set_aside(made: Built, recipe: Recipe, result: pipeline.Run) -> list[dict]:
    found = [said(fact) for fact in made.dataset.set_aside]
    unread = made.dataset.reading.rows_aside if made.dataset.dimensions else 0  # else they are rows of events
    out = made.dataset.rows_used - len(result.population.rows)
    if unread:
        found.append(said(Fact.of("aside.unreadable", count=unread)))
    if out:
        found.append(said(pipeline.left_out(recipe, out)))
    return found
