"""The layout is a promise; these tests keep it."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

BELOW_UI = {"core", "data", "segments", "decide", "store", "jobs", "pipeline", "tasks"}
MAY_IMPORT = {  # area -> other areas it may use; a new area starts with an entry here
    "core": set(),
    "data": {"core"},
    "segments": {"core", "data"},
    "decide": {"core", "data", "segments"},
    "store": {"core"},
    "jobs": {"core"},
    "pipeline": {"core", "data", "segments", "decide"},
    "tasks": {"core", "data", "segments", "decide", "store", "pipeline"},
    "words": {"core"},
    "headless": BELOW_UI | {"words"},
    "__main__": {"core", "headless", "words"},
    "ui": BELOW_UI | {"words"},
    "pages": {"core", "ui"},
    "app": {"core", "ui"},
    "seg": set(),
}
ONLY_IN = {"streamlit": {"ui", "pages", "app"}, "plotly": {"ui"}} | {
    name: set() for name in ("pickle", "dill", "joblib")
}
KEY_TYPES = {"str", "int", "float", "bool", "date", "tuple", "None", "Recipe"}  # what a cache may hash
ROOT = Path(__file__).parent.parent
FILES = [ROOT / "app.py", *ROOT.glob("seg/**/*.py"), *ROOT.glob("pages/**/*.py")]
NAMES = [".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in FILES]
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in zip(NAMES, FILES, strict=True)}


def area(name):  # "seg.data.matrix" -> "data", "pages.find.map" -> "pages", "seg.ui.words.words" -> "words"
    if name.startswith("seg.ui.words"):  # no Streamlit in it: the command line words its errors too
        return "words"
    top, *rest = name.split(".")
    return rest[0] if top == "seg" and rest else top


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = "." * node.level + f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            yield from (start + alias.name for alias in node.names)


def test_imports_point_down():
    for module, name in [(m, n) for m, tree in TREES.items() for n in imports(tree)]:
        here, there, top = area(module), area(name), name.split(".")[0]
        ours = top in {"", "seg", "pages", "app"}  # "" is a relative import: write the full name
        assert not ours or there in MAY_IMPORT[here] | {here}, f"{module} must not import {name}"
        assert here in ONLY_IN.get(top, {here}), f"{module} must not import {top}"
        assert top != "streamlit" or not module.startswith("seg.ui.charts"), f"{module} must draw without streamlit"


def test_no_two_modules_need_each_other():
    needs = {m: {n for i in imports(TREES[m]) for n in (i, i.rpartition(".")[0])} & TREES.keys() - {m} for m in TREES}
    TopologicalSorter(needs).prepare()  # raises CycleError, which names the cycle


def test_pages_sit_in_section_folders():
    assert not list(ROOT.glob("pages/*.py"))


def test_nothing_is_pickled():
    assert not [m for m in TREES if re.search(r"(read|to)_pickle\(|allow_pickle=True", ast.unparse(TREES[m]))]


def test_no_frame_is_hashed_as_a_cache_argument():
    for f in (n for tree in TREES.values() for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        cached = any(re.search("cache_(data|resource)", ast.unparse(d)) for d in f.decorator_list)
        for arg in (a for a in ast.walk(f.args) if isinstance(a, ast.arg) and cached and a.arg[0] != "_"):
            kinds = set(re.findall(r"\w+", ast.unparse(arg.annotation))) if arg.annotation else {"untyped"}
            assert kinds <= KEY_TYPES, f"{f.name}: pass a fingerprint and name the frame _{arg.arg}"
