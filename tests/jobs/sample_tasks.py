"""Small tasks and warm-ups for workers of the tests. A gate is a FIFO: reading it waits until the test writes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from seg.core.errors import SegError


def cold():
    """A warm-up that warms nothing."""


def fails():
    raise RuntimeError("no worker today")


def fails_at_first():
    """Fails as long as the file of failures has fewer lines than it should."""
    note({"notes": os.environ["FAILURES"]}, "failed")
    if len(Path(os.environ["FAILURES"]).read_text().splitlines()) <= 3:
        raise RuntimeError("no worker yet")


def only_two_get_warm():
    """From the third worker on the gate holds."""
    note({"notes": os.environ["STARTS"]}, "started")
    if len(Path(os.environ["STARTS"]).read_text().splitlines()) > 2:
        Path(os.environ["GATE"]).read_text()


def behind_gate():
    Path(os.environ["GATE"]).read_text()


def note(arguments, text):
    with open(arguments["notes"], "a") as notes:
        notes.write(text + "\n")


def echo(arguments, report):
    return {"given": arguments, "pid": os.getpid()}


def noted(arguments, report):
    note(arguments, arguments["name"])
    return {}


def hold(arguments, report):
    note(arguments, f"{os.getpid()} in")
    report("stage.held", 0.5)
    Path(arguments["gate"]).read_text()
    note(arguments, f"{os.getpid()} out")
    return {"pid": os.getpid()}


def stages(arguments, report):
    for count, name in enumerate(arguments["stages"]):
        report(name, count / len(arguments["stages"]))
        Path(arguments["gate"]).read_text()
    return {}


def die(arguments, report):
    """Kills its worker as often as asked."""
    note(arguments, "died")
    deaths = len(Path(arguments["notes"]).read_text().splitlines())
    if deaths <= arguments["times"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"tries": deaths}


def refuse(arguments, report):
    raise SegError("k_out_of_range", k=13, smallest=2, largest=12, among=("a", "b"))


def go_wrong(arguments, report):
    raise {"KeyError": KeyError, "SystemExit": SystemExit, "KeyboardInterrupt": KeyboardInterrupt}[arguments["how"]](
        "x"
    )


def return_badly(arguments, report):
    return {"nothing": None, "set": {"a": {1}}, "nan": {"a": float("nan")}}[arguments["what"]]


def hoard(arguments, report):
    return {"bytes": len(bytearray(arguments["bytes"]))}


def chatter(arguments, report):
    print('{"result": {"from": "print"}}', flush=True)
    os.write(1, b"a library wrote this\n")
    subprocess.run([sys.executable, "-c", "print('a child wrote this')"], check=True)
    return {"from": "task"}


def open_files(arguments, report):
    return {"inodes": [os.stat(f"/proc/self/fd/{n}").st_ino for n in os.listdir("/proc/self/fd") if exists(n)]}


def exists(number):
    return os.path.exists(f"/proc/self/fd/{number}") or os.path.islink(f"/proc/self/fd/{number}")


def surroundings(arguments, report):
    return {"niceness": os.nice(0), **{name: os.environ.get(name) for name in arguments["names"]}}


def have_a_child(arguments, report):
    """Starts a process that holds the gate open for as long as it lives."""
    child = "import signal, sys; gate = open(sys.argv[1], 'w'); gate.write('open'); gate.flush(); signal.pause()"
    subprocess.run([sys.executable, "-c", child, arguments["gate"]], check=True)
    return {}


def fit_twice(arguments, report):
    """CPU seconds of the first and the second map in this process, and whether they are the same."""
    import time

    import numpy as np
    from sklearn.neighbors import NearestNeighbors
    from umap import UMAP

    points = np.random.default_rng(1).normal(size=(1_500, 10)).astype(np.float32)
    distances, neighbours = NearestNeighbors(n_neighbors=30).fit(points).kneighbors(points)
    knn = neighbours.astype(np.int32), distances.astype(np.float32)
    seconds, maps = [], []
    for _ in range(2):
        begin = time.process_time()
        umap = UMAP(
            n_neighbors=30, min_dist=0.15, init="pca", n_epochs=50, random_state=3, n_jobs=1, precomputed_knn=knn
        )
        maps.append(umap.fit(points).embedding_)
        seconds.append(time.process_time() - begin)
    return {"seconds": seconds, "same": json.dumps(maps[0].tolist()) == json.dumps(maps[1].tolist())}


def compiled(arguments, report):
    """For each hot function of umap: where its code is kept, how often it was found there, how often compiled."""
    from umap import layouts, umap_

    hot = {
        "layout": layouts._nb_optimize_layout_euclidean_single_epoch,
        "smooth": umap_.smooth_knn_dist,
        "strengths": umap_.compute_membership_strengths,
    }
    stats = {name: function.stats for name, function in hot.items()}
    return {
        name: {"path": each.cache_path, "found": len(each.cache_hits), "compiled": len(each.cache_misses)}
        for name, each in stats.items()
    }
