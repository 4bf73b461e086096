"""A process is killed while it saves, 100 times: the old or the new state, and nothing acknowledged is lost."""

import os
import random
import select
import signal
import time

import numpy as np

from seg.core.attached import Attached
from seg.core.events import About
from seg.store.readings import ReadingState
from seg.store.workspace import Workspace
from tests.store.event_tables import keep_events

KILLS = {"sqlite": 100, "postgresql+psycopg": 40}  # the server outlives its clients: less to go wrong, slower to open
MOST_LINES, LONGEST_DELAY_SECONDS = 12, 0.012  # a round and a half of saving, about one save


def test_a_killed_process_leaves_the_old_or_the_new_state(start_process, workspace, environment, dataset, recipe):
    segmentation = workspace.create_segmentation("saved", recipe, {"number": 0}).id
    workspace.save_segment(segmentation, "a", name="0", note="0")
    workspace.put_result("key", "map", recipe.dataset, {"number": 0}, {"numbers": np.full(20_000, 0)})
    reading = reading_with_events(workspace, dataset)
    workspace.close()
    process = start_process("save_in_a_child", segmentation, reading)
    assert read_line(process) == "waiting"
    stored = {"recipe": 0, "words": 0, "result": 0, "reading": 0}
    chance, unanswered = random.Random(1), 0
    kills = KILLS[environment.store_url.partition(":")[0]]
    for _ in range(kills):
        delay_seconds = chance.uniform(0, LONGEST_DELAY_SECONDS)
        said = said_by_one_killed_after(process, chance.randrange(MOST_LINES), delay_seconds)
        acknowledged = stored | {what: int(number) for word, what, number in said if word == "saved"}
        tried = acknowledged | {what: int(number) for word, what, number in said if word == "saving"}
        stored = numbers_stored(Workspace.open(environment), segmentation, reading)
        for what, number in stored.items():
            assert number in (acknowledged[what], tried[what]), f"{acknowledged} acknowledged, {tried} tried"
        unanswered += stored != acknowledged
    assert stored["recipe"] > kills / 2, "most children lived long enough to save"
    print(f"{stored} saved, {unanswered} times a save was complete but not yet acknowledged")


def reading_with_events(workspace, dataset):
    """A reading with the number 0 in what is attached to it and in its table."""
    orders = keep_events(workspace)
    events = workspace.add_reading(ReadingState(orders.reading, orders.columns, (), orders.reading.raw))
    attached = (Attached(events, "0", About.ORDERS, "client"),)
    prepared = workspace.blobs.add_arrays({"number": np.array([0])})
    return workspace.add_reading(ReadingState(dataset.reading, dataset.columns, (), prepared, attached=attached))


def said_by_one_killed_after(process, lines, delay_seconds):
    """What a child says that is killed a moment after so many lines: ("saving" or "saved", what, number)."""
    process.stdin.write("save\n")
    process.stdin.flush()
    *said, child = lines_until(process, None, last="child")  # the child may speak before its parent names it
    said += lines_until(process, None, last="dead", most=max(0, lines - len(said)))
    if said[-1:] != ["dead"]:
        said += lines_until(process, time.monotonic() + delay_seconds, last="dead")
    assert "dead" not in said, "it failed by itself"
    os.kill(int(child.split()[1]), signal.SIGKILL)
    said += lines_until(process, None, last="dead")[:-1]
    return [line.split() for line in said]


def lines_until(process, deadline, last, most=10_000):
    """Lines of the output until the deadline, the line that starts with `last`, or so many."""
    lines = []
    while len(lines) < most and not (lines and lines[-1].startswith(last)):
        if deadline and not select.select([process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
            break
        lines.append(read_line(process))
    return lines


def read_line(process):
    """One line, byte by byte: a buffer would hide from `select` what is already read."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(process.stdout.fileno(), 1)
        assert piece, process.stderr.read()
        line += piece
    return line.decode().strip()


def numbers_stored(workspace, segmentation, reading):
    """The number in the recipe, the words, the result and the reading, each whole in itself."""
    workspace.ready()  # queues behind what a database server may still be doing for the dead
    saved = workspace.segmentation(segmentation)
    assert saved.recipe.seed == saved.identity["number"] == saved.version - 1
    words = workspace.segment_words(segmentation)["a"]
    assert words.name == words.note
    meta, arrays = workspace.get_result("key")
    assert (arrays["numbers"] == meta["number"]).all()
    state = workspace.reading(reading)
    number = int(state.attached[0].name)
    assert workspace.blobs.read_arrays(state.prepared)["number"].tolist() == [number]
    workspace.close()
    return {"recipe": saved.version - 1, "words": int(words.name), "result": meta["number"], "reading": number}
