"""One measured thing in a process of its own: `python -m tests.bench.child NAME CUSTOMERS MISSING_SHARE`.

Gets ready (imports, compiled code, customers), says so, waits for a line, then measures and tells JSON.
"""

import json
import sys
import tempfile
import time
import warnings
from dataclasses import replace

import numpy as np
import pyarrow as pa

from seg import pipeline
from seg.core.facts import Fact
from seg.core.recipe import MAP_DETAILS
from seg.core.settings import Environment, setting
from seg.jobs.warm import keep_compiled_layout, warm_up
from seg.segments.customer_map import umap_map
from seg.segments.lines import STATISTICS, lines
from seg.segments.placing import filled, neighbours, self_first
from seg.segments.profiles import profiles
from seg.segments.spread import spread
from seg.store.workspace import Workspace
from seg.tasks import kept
from seg.ui.map.legend import LegendEntry
from seg.ui.map.wire import MAP_WORDS, labels_message, map_message
from seg.ui.naming import segment_names
from seg.ui.tables.profile import profile_table
from seg.ui.words.words import words as words_of
from tests.bench import notebook
from tests.bench.customers import COLUMNS, RECIPE, customers

KS = list(notebook.KS)


def segments(data, table):
    """Our segments for every k, and their profiles."""
    who = pipeline.population(data, table, RECIPE)
    solved = pipeline.solve(who, RECIPE)
    pipeline.describe(data, who, RECIPE, solved)
    return {"sse": [solved.by_k[k].sse for k in KS], "k": len(solved.by_k)}


def choice(data, table):
    """The table of every k with its first stability."""
    who = pipeline.population(data, table, RECIPE)
    solved = pipeline.solve(who, RECIPE)
    described = pipeline.describe(data, who, RECIPE, solved)
    checked = pipeline.check(who, RECIPE, solved, setting("stability_rounds_first"))
    return {"suggested": pipeline.choose(RECIPE, solved, described, checked).k, "k": len(checked)}


def structure(data, table):
    """The test against customers without groups, as far as it is shown first."""
    found = pipeline.structure(pipeline.population(data, table, RECIPE), RECIPE.seed, setting("structure_sets"))
    return {"p": found.p, "gap": found.gap}


def umap(data, table):
    """Our map of everybody."""
    return pipeline.picture(pipeline.population(data, table, RECIPE), RECIPE).trust


def map_trust(data, table):
    """How trustworthy our map of 5,000 is in every detail, and umap-learn's default of the same, exact neighbours given
    to it: `n_neighbors=15, min_dist=.1`, spectral, 500 epochs."""
    from sklearn.manifold import trustworthiness
    from umap import UMAP

    x = filled(pipeline.population(data, table.slice(0, 5_000), RECIPE).encoded.matrix)
    at, distance = self_first(*neighbours(x, x, 15))
    theirs = UMAP(random_state=42, n_epochs=500, precomputed_knn=(at.astype(np.int32), distance)).fit_transform(x)
    start = time.perf_counter()
    ours = {detail: umap_map(x, RECIPE.seed, detail).xy for detail in MAP_DETAILS}
    seconds = (time.perf_counter() - start) / len(ours)
    trust = {detail: float(trustworthiness(x, xy, n_neighbors=10)) for detail, xy in ours.items()}
    return {"ours": trust, "theirs": float(trustworthiness(x, theirs, n_neighbors=10)), "inner_seconds": seconds}


def segments_then_umap(data, table):
    return segments(data, table) | umap(data, table)


def first_look(data, table):
    """Our first answer: sizes of one k, and the PCA map."""
    who = pipeline.population(data, table, RECIPE)
    pipeline.look(who, 5, RECIPE.seed)
    pipeline.sketch(who)
    return {}


def change_of_k(data, table):
    """What the server does when another k is asked for that is computed already: table, legend, labels to send.

    Solutions and profiles come from the store, as after a restart; that part is told apart as `load_seconds`.
    """
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace.open(Environment.read({"SEG_HOME": home}))
        made = replace(data, reading=replace(data.reading, raw=workspace.blobs.add_table(table.select([]))))
        made = replace(made, customers=made.reading.raw, id=RECIPE.dataset)
        workspace.add_dataset(made)
        who = pipeline.population(data, table, RECIPE)
        solved = pipeline.solve(who, RECIPE)
        kept.keep_solutions(workspace, RECIPE, who, solved)
        kept.keep_profiles(workspace, RECIPE, pipeline.describe(data, who, RECIPE, solved))
        start = time.perf_counter()
        found, profiles = kept.kept_solutions(workspace, RECIPE), kept.kept_profiles(workspace, RECIPE)
        load_seconds = time.perf_counter() - start
        _shown(found.solutions.by_k[5], profiles[5], found.as_of)  # what the visitor saw before
        start = time.perf_counter()
        _shown(found.solutions.by_k[6], profiles[6], found.as_of)
        return {"inner_seconds": time.perf_counter() - start, "load_seconds": load_seconds}


def forty(table):
    """Forty dimensions: the twelve, over and over."""
    columns = {f"{each.label} {at}": replace(each, label=f"{each.label} {at}") for at in range(4) for each in COLUMNS}
    columns = dict(list(columns.items())[:40])
    return columns, pa.table({label: table[label.rpartition(" ")[0]] for label in columns})


def profile_table_of_k(data, table):
    """The profile of one k and forty dimensions; of every k at once it is told apart as `every_k_seconds`."""
    columns, wide = forty(table)
    who = pipeline.population(data, table, RECIPE)
    solutions = {k: pipeline.look(who, k, RECIPE.seed) for k in KS}
    start, cpu = time.perf_counter(), time.process_time()
    profiles(wide, columns, frozenset(), {6: solutions[6]}, "2026-01-01")
    found = {"inner_seconds": time.perf_counter() - start, "inner_cpu_seconds": time.process_time() - cpu}
    start = time.perf_counter()
    profiles(wide, columns, frozenset(), solutions, "2026-01-01")
    return found | {"every_k_seconds": time.perf_counter() - start}


def notebook_profile(data, table):
    frame = forty(table)[1].to_pandas()
    labels = np.random.default_rng(0).integers(6, size=len(frame))
    start, cpu = time.perf_counter(), time.process_time()
    notebook.profile(frame, labels)
    return {"inner_seconds": time.perf_counter() - start, "inner_cpu_seconds": time.process_time() - cpu}


def profile_of_k(data, table):
    """The page of the profile for one k and forty dimensions: how values lie, and every figure of the table."""
    columns, wide = forty(table)
    solution = pipeline.look(pipeline.population(data, table, RECIPE), 6, RECIPE.seed)
    found = profiles(wide, columns, frozenset(), {6: solution}, "2026-01-01")[6]
    start, cpu = time.perf_counter(), time.process_time()
    each = (spread(wide, columns[part.dimension], part, solution.labels, 6, "2026-01-01") for part in found)
    spreads = {lies.dimension: lies for lies in each if lies}
    told = lines(found, spreads)
    for line in told:
        for statistic in STATISTICS:
            [line.figure(group, statistic) for group in line.groups]
    return {"inner_seconds": time.perf_counter() - start, "inner_cpu_seconds": time.process_time() - cpu}


def _shown(solution, profile, as_of):
    words = words_of("en")
    names = segment_names(profile, solution.ids, {}, words)
    legend = tuple(
        LegendEntry(i, name, "#000000", int(n)) for i, (name, n) in enumerate(zip(names, solution.sizes, strict=True))
    )
    said = {key: words.say(Fact.of(key, count=1)) for key in MAP_WORDS}
    labels_id, _ = labels_message(solution.labels)
    map_message("map", legend, said, {"labels": labels_id}, key="map", height=560)
    profile_table(profile, names, tuple(solution.sizes.tolist()), "typical", words, as_of).styled().to_html()


def notebook_segments(data, table):
    notebook.segments(table.to_pandas())
    return {}


def notebook_umap(data, table):
    return {"map": notebook.umap_map(table.to_pandas())}


def ten_full_starts(data, table):
    """scikit-learn on all customers in our encoding, so that sums of squares compare."""
    from sklearn.cluster import KMeans

    x = np.nan_to_num(pipeline.population(data, table, RECIPE).encoded.matrix)
    return {"sse": [float(KMeans(k, n_init=10, random_state=42).fit(x).inertia_) for k in KS]}


THINGS = {each.__name__: each for each in (
    segments, choice, structure, umap, map_trust, segments_then_umap, first_look, change_of_k,
    profile_table_of_k, profile_of_k, notebook_segments, notebook_profile, notebook_umap, ten_full_starts,
)}  # fmt: skip


def ready(name, data, table):
    """Load and compile what the thing needs, so that only its work is measured."""
    if name == "notebook_umap":
        keep_compiled_layout()
        notebook.umap_map(table.slice(0, 4_500).to_pandas())  # from 4,096 rows on umap compiles another search
    elif name == "notebook_segments":
        notebook.segments(table.slice(0, 500).to_pandas())
    else:
        warm_up()
        first_look(data, table.slice(0, 2_000))


def without_arrays(found):
    """What was found beside the time; of a map, how far it can be trusted."""
    if "map" in found:
        from sklearn.manifold import trustworthiness

        x, xy = found.pop("map")
        picked = np.random.default_rng(0).choice(len(x), min(len(x), setting("map_trust_sample")), replace=False)
        found["trustworthiness"] = float(trustworthiness(x[picked], xy[picked], n_neighbors=10))
    return found


def main(name, count, missing_share):
    warnings.simplefilter("ignore")
    data, table = customers(int(count), float(missing_share))
    ready(name, data, table)
    print("ready", flush=True)
    sys.stdin.readline()
    wall, cpu = time.perf_counter(), time.process_time()
    found = THINGS[name](data, table)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    seconds = found.pop("inner_seconds", seconds)  # where the work stands on other work
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds} | without_arrays(found)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
