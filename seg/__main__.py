"""The headless front door: `python -m seg inspect | segment | score`, on the same pipeline as the app.

Exit status 0 when done, 2 with one plain sentence on stderr when the input cannot be used.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from seg.core.errors import SegError
from seg.core.recipe import K_MAX, K_MIN, LEAST_EMPHASIS, MAP_DETAILS
from seg.core.settings import Environment
from seg.ui.words.words import words

if TYPE_CHECKING:
    from seg.headless import Sources


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    asked = _parser().parse_args(arguments)
    _keep_compiled_code()
    try:
        with tempfile.TemporaryDirectory(prefix="seg-") as scratch:
            asked.command(asked, Path(scratch))
    except SegError as problem:
        print(words("en").say(problem.fact, markdown=False), file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m seg", description="Customer segmentation without a browser.")
    commands = parser.add_subparsers(required=True)

    inspect = commands.add_parser("inspect", help="what files, columns and rows are, every problem, and joins, as JSON")
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.set_defaults(command=_inspect)

    segment = commands.add_parser(
        "segment",
        help="segments, profile, choice of k, map, encoding and report into DIR",
        description="Writes into DIR, beside the segments: map.parquet (where every customer lies), and "
        "landmarks.parquet (encoded values, x and y of those who hold the map in place), on which `score --map` lays "
        "others, next week too.",
    )
    segment.add_argument("customers", type=Path, nargs="?", help="left out, the customers are those of the events")
    segment.add_argument("--events", action="append", default=[], metavar="NAME=FILE", help="orders=FILE, visits=FILE")
    segment.add_argument(
        "--everyone", action="store_true", help="who has events but is not among the customers is a customer too"
    )
    segment.add_argument(
        "--choose",
        action="append",
        default=[],
        type=_choice,
        metavar="NAME=VALUE",
        help="how events are counted: orders/currency=EUR, orders/returned=out, stage/lapsed_days=180; once for each",
    )
    segment.add_argument(
        "--join",
        action="append",
        default=[],
        metavar="FILE",
        help="another table, or NAME=FILE, joined as proposed by the ids that it shares with the customers: its "
        "columns are added, or its rows are counted where a customer has several; once for each",
    )
    choice = segment.add_mutually_exclusive_group()
    choice.add_argument("--recipe", type=Path, help="recipe.json of an earlier run; other options override it")
    choice.add_argument("--dimensions", type=_names, help="forming dimensions, A,B,... (default: the suggested ones)")
    segment.add_argument("--describe", type=_names, help="dimensions that only describe, C,D,...")
    segment.add_argument(
        "--because",
        action="append",
        metavar="LABEL=WHY",
        help="why a dimension that is held back (health, religion, ...) may form segments; once for each",
    )
    segment.add_argument(
        "--category-emphasis",
        type=float,
        metavar="Q",
        help=f"how much categories count beside numbers, {LEAST_EMPHASIS} to 1 (default: 1, the same)",
    )
    segment.add_argument("--k", type=_k, help=f"{K_MIN}-{K_MAX} or auto (default: auto)")
    segment.add_argument(
        "--method", help="kmeans (default), ward, latent_class, gaussian, kamila, hdbscan, medoids, column or rfm"
    )
    segment.add_argument(
        "--segments-from", metavar="LABEL", help="the column whose values are the segments, with --method column"
    )
    segment.add_argument("--as-of", help="ISO date that ages are counted to (default: the latest date in the data)")
    segment.add_argument("--seed", type=int)
    segment.add_argument(
        "--map-detail",
        choices=MAP_DETAILS,
        help="how closely the map looks at customers: large groups first, balanced (default), or small groups apart",
    )
    segment.add_argument(
        "--trials",
        type=_trials,
        help="on how many other samples, and beside how many sets of customers without groups, the segments are tried: "
        "3 to 1000 (default: 20)",
    )
    segment.add_argument("--out", type=Path, required=True, metavar="DIR")
    segment.set_defaults(command=_segment)

    score = commands.add_parser("score", help="put other customers into the segments of DIR")
    score.add_argument("run", type=Path, metavar="DIR")
    score.add_argument("customers", type=Path, nargs="?")
    score.add_argument("--events", action="append", default=[], metavar="NAME=FILE")
    score.add_argument("--everyone", action="store_true")
    score.add_argument("--as-of", default="", help="ISO date that events are counted to (default: that of the run)")
    score.add_argument(
        "--join", action="append", default=[], metavar="FILE", help="the tables that the run joined, in the same order"
    )
    score.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help="also write customer id, x, y and segment id of everybody, laid on the map of DIR as it stands: who has "
        "not changed since lies where they lay (.csv, .xlsx or .parquet)",
    )
    score.add_argument("--out", type=Path, required=True, metavar="FILE")
    score.set_defaults(command=_score)
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _choice(text: str) -> tuple[str, str]:
    name, _, value = (part.strip() for part in text.partition("="))
    if not name or not value:
        raise argparse.ArgumentTypeError(f"NAME=VALUE, not {text}")
    return name, value


def _trials(text: str) -> int:
    if not 3 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError("3 to 1000")
    return int(text)


def _k(text: str) -> int | str:
    return text if text == "auto" else int(text)


def _keep_compiled_code() -> None:
    """Let numba keep what it compiles where the app's workers keep it. Must run before umap is imported."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Environment.read(os.environ).home / "cache" / "numba"))


def _inspect(asked: argparse.Namespace, scratch: Path) -> None:
    from seg.headless import inspect

    json.dump(inspect(asked.files, scratch, date.today().isoformat()), sys.stdout, ensure_ascii=False, indent=2)
    print()


def _sources(asked: argparse.Namespace) -> Sources:
    from seg.headless import Sources

    return Sources(asked.customers, asked.events, asked.join, asked.everyone, date.today().isoformat())


def _segment(asked: argparse.Namespace, scratch: Path) -> None:
    from seg.headless import segment

    choices = {
        "forming": asked.dimensions,
        "describing": asked.describe,
        "because": asked.because,
        "k": asked.k,
        "method": asked.method or ("column" if asked.segments_from else None),
        "segments_from": asked.segments_from,
        "as_of": asked.as_of,
        "seed": asked.seed,
        "trials": asked.trials,
        "category_emphasis": asked.category_emphasis,
        "map_detail": asked.map_detail,
        "events": tuple(asked.choose) or None,
    }
    given = {name: value for name, value in choices.items() if value is not None}
    segment(_sources(asked), asked.recipe, given, asked.out, scratch)


def _score(asked: argparse.Namespace, scratch: Path) -> None:
    from seg.headless import score

    score(asked.run, _sources(asked), asked.out, scratch, asked.as_of, asked.map)


if __name__ == "__main__":
    sys.exit(main())
