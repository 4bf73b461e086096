"""How often the structure test is wrong: `python -m tests.bench.structure_study --date 2026-03-31`. By hand.

On worlds without groups it should say p <= .05 one time in twenty, on worlds with groups as often as it can. Prints a
Markdown table as it goes: how often p <= .05 with exact binomial limits of 95 %, and how often "natural", which asks
for the size of the gap too.
"""

import argparse
import time

import numpy as np
from scipy.stats import binomtest

from seg.core.settings import setting
from seg.segments.structure.check import check_structure
from tests.bench.structure_worlds import CONTINUA, GROUPS, encoded

HEAD = ("world", "sets", "p <= .05", "limits", "natural", "median gap", "largest gap", "CPU seconds")


def studied(world, customers, seeds):
    """The result for every seed."""
    found = []
    for seed in seeds:
        data = encoded(world(np.random.default_rng([seed, customers]), customers))
        found.append(check_structure(data.matrix, data.encoding, seed, int(setting("structure_sets"))))
    return found


def line(name, found, seconds):
    alarms = sum(each.p <= setting("structure_p") for each in found)
    limits = binomtest(alarms, len(found)).proportion_ci()
    gaps = [each.gap for each in found]
    natural = sum(each.natural for each in found)
    share = lambda value: f"{100 * value:.1f} %"  # noqa: E731
    cells = (
        name,
        str(len(found)),
        share(alarms / len(found)),
        f"{share(limits.low)} - {share(limits.high)}",
        share(natural / len(found)),
        f"{np.median(gaps):.3f}",
        f"{max(gaps):.3f}",
        f"{seconds:.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.structure_study", description=__doc__.splitlines()[0])
    parser.add_argument("--date", required=True, help="the day of the study, for the table")
    parser.add_argument("--customers", type=int, default=250)
    parser.add_argument("--continua", type=int, default=40, help="sets of each world without groups")
    parser.add_argument("--groups", type=int, default=10, help="sets of each world with groups")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--worlds", nargs="+", default=[*CONTINUA, *GROUPS])
    options = parser.parse_args()

    print(f"{options.customers:,} customers, B = {setting('structure_sets')}, {options.date}\n")
    for row in (HEAD, ("---",) * len(HEAD)):
        print("| " + " | ".join(row) + " |")
    for registry, sets in ((CONTINUA, options.continua), (GROUPS, options.groups)):
        everything, whole = [], time.process_time()
        for name, world in ((name, world) for name, world in registry.items() if name in options.worlds):
            begun = time.process_time()
            found = studied(world, options.customers, range(options.first_seed, options.first_seed + sets))
            print(line(name, found, time.process_time() - begun), flush=True)
            everything += found
        if everything:
            print(line("all without groups" if registry is CONTINUA else "all with groups", everything,
                       time.process_time() - whole), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
