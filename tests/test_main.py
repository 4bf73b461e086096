"""The commands as a shell calls them: exit status, one sentence, real files."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small_shop as world
from tests.serving import COMPILED

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
WHOLESALE = DATA / "wholesale" / "wholesale_customers.csv"
MARKETING = DATA / "marketing_campaign" / "marketing_campaign_semicolon_bom.csv"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the repository")


def seg(*arguments):
    environment = os.environ | {"NUMBA_CACHE_DIR": str(COMPILED)}
    command = [sys.executable, "-m", "seg", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def ids_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["customer_id"] for row in csv.DictReader(file)]


def report_of(folder):
    return json.loads((folder / "report.json").read_text("utf-8"))


BAD = {
    "missing.csv": None,
    "empty.csv": b"",
    "header.csv": b"customer_id,visits,spend\n",
    "one.csv": b"customer_id,visits\n1,5\n",
    "page.csv": b"<!DOCTYPE html><html><body>Please sign in</body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_status_2_and_one_sentence(tmp_path, name):
    if BAD[name] is not None:
        (tmp_path / name).write_bytes(BAD[name])
    done = seg("segment", tmp_path / name, "--out", tmp_path / "out", "--trials", "3")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith(".")


def test_inspect_tells_of_duplicates_and_identical_columns(tmp_path):
    rows = [(*row, row[3]) for row in world.customers()]
    path = world.write_customers(tmp_path / "odd.csv", rows + rows[:5], (*world.HEADER, "visits_again"))
    done = seg("inspect", path)
    assert (done.returncode, done.stderr) == (0, "")
    (table,) = json.loads(done.stdout)["files"][0]["tables"]
    assert table["rows"] == {"in": 35, "kept": 35, "set_aside": 0}
    told = {finding["key"] for finding in table["findings"]}
    assert len({key for key in told if "repeat" in key or "duplicate" in key}) >= 1
    assert len({key for key in told if "same" in key or "twin" in key or "identical" in key}) >= 1


def test_what_is_held_back_takes_a_reason_for_each(tmp_path):
    rows = [(*row, ("Catholic", "none", "Reformed")[number % 3]) for number, row in enumerate(world.customers())]
    path = world.write_customers(tmp_path / "parish.csv", rows, (*world.HEADER, "religion"))
    asked = ("segment", path, "--dimensions", "visits,religion", "--k", "3", "--trials", "3", "--out", tmp_path / "out")
    refused = seg(*asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("religion is held back")
    assert "--because" in refused.stderr
    done = seg(*asked, "--because", "religion=Members asked for it", "--because", "visits=What they do")
    assert (done.returncode, done.stderr) == (0, "")
    held = [{"dimension": "religion", "reason": "Members asked for it"}]
    assert report_of(tmp_path / "out")["held_back"] == held


@needs_data
def test_wholesale_has_no_ids_so_rows_are_numbered(tmp_path):
    done = seg("segment", WHOLESALE, "--out", tmp_path / "out", "--k", "3", "--trials", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert ids_of(tmp_path / "out" / "segments.csv") == [str(number) for number in range(1, 441)]
    report = report_of(tmp_path / "out")
    assert report["rows"] == {"in": 440, "used": 440, "included": 440}
    assert report["map"]["method"] == "umap"


@needs_data
def test_marketing_campaign_accounts_for_every_row_and_scores_itself(tmp_path):
    done = seg("segment", MARKETING, "--out", tmp_path / "out", "--k", "auto", "--trials", "3")
    assert (done.returncode, done.stderr) == (0, "")
    rows, aside = report_of(tmp_path / "out")["rows"], report_of(tmp_path / "out")["set_aside"]
    assert rows["in"] == 2_240
    assert rows["in"] == rows["used"] + sum(part["values"]["count"] for part in aside)
    assert len(ids_of(tmp_path / "out" / "segments.csv")) == rows["included"]
    done = seg("score", tmp_path / "out", MARKETING, "--out", tmp_path / "again.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out" / "segments.csv").read_bytes()
