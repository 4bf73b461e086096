"""One measured thing in a process of its own: `python -m tests.bench.child NAME CUSTOMERS MISSING_SHARE`.

Gets ready (imports, compiled code, customers), says so, waits for a line, then measures and tells JSON.
"""

import json
import sys
import time
import warnings

import numpy as np

from seg import pipeline
from seg.core.settings import setting
from seg.jobs.warm import keep_compiled_layout, warm_up
from tests.bench import notebook
from tests.bench.customers import RECIPE, customers

KS = list(notebook.KS)


def segments(data, table):
    """Our segments for every k, and their profiles."""
    who = pipeline.population(data, table, RECIPE)
    solved = pipeline.solve(who, RECIPE)
    pipeline.describe(data, who, RECIPE, solved)
    return {"sse": [solved.by_k[k].sse for k in KS], "k": len(solved.by_k)}


def umap(data, table):
    """Our map of everybody."""
    return pipeline.picture(pipeline.population(data, table, RECIPE), RECIPE).trust


def segments_then_umap(data, table):
    return segments(data, table) | umap(data, table)


def first_look(data, table):
    """Our first answer: sizes of one k, and the PCA map."""
    who = pipeline.population(data, table, RECIPE)
    pipeline.look(who, 5, RECIPE.seed)
    pipeline.sketch(who)
    return {}


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
    segments, umap, segments_then_umap, first_look, notebook_segments, notebook_umap, ten_full_starts
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
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds} | without_arrays(found)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
