"""Every key that the code uses has a sentence, and every sentence is used."""

import ast
import re
from pathlib import Path

import pytest

from seg.core.columns import Basis, Kind, Role, Sensitivity
from seg.core.events import About, Part
from seg.data.answers.quality import NO_YES
from seg.data.columns.lexicon import concepts
from seg.data.events.calendar import FAITH_OCCASIONS, OPEN_OCCASIONS
from seg.data.events.choices import BOUNDARIES
from seg.data.events.measures import MEASURES, NARROWED_BY
from seg.data.events.measures.occasions import DAYPARTS
from seg.data.events.offered import OPTIONS
from seg.data.events.rules import RULES
from seg.data.repairs.history import REPAIRS
from seg.segments.methods import METHODS
from seg.ui.words.english import sentences
from seg.ui.words.messages import blanks, literals

ROOT = Path(__file__).parents[3]
SENTENCES = sentences()
FILES = [ROOT / "app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("seg/**/*.py")]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}
MAKES_KEYS = {"seg/core/errors.py", "seg/core/facts.py", "seg/core/steps.py"}  # from parts that others give
KEYS_IN_TABLES = {  # module that puts keys together -> what they start with, and what can follow
    "seg/data/columns/guess.py": ("", r"column\.(?:looks_like|values)_\w+"),  # and the concepts, see NAMES
    "seg/store/problems.py": ("error.", r"store_\w+"),
    "seg/ui/readings/aside.py": ("aside.", r"no_id|identical_rows|repeated_id_\w+"),
    "seg/segments/verdict.py": ("", r"verdict\.\w+"),
    "seg/segments/breaking.py": ("", r"breaking\.\w+"),
    "seg/segments/cards.py": ("", r"card\.\w+"),
    "seg/segments/outcomes/sentences.py": ("", r"outcome\.\w+"),  # and the tables of keys.py
    "seg/headless/scoring.py": ("scoring.", r"what|reads|gives|number|date|text|tags"),
    "seg/ui/map_page/drawing.py": ("", r"map\.\w+"),  # hands every word of the map to the map
}
NAMES = {f"{family.__name__.lower()}.{member}" for family in (Role, Kind, Basis, Sensitivity) for member in family}
NAMES |= {f"concept.{concept}" for concept in concepts().keys() - {"id", "customer_id"}}  # ids have words of their own
NAMES |= {f"{family.__name__.lower()}.{member}" for family in (About, Part) for member in family}
NAMES |= {f"rule.{name}{more}" for name in RULES for more in ("", ".means")}
NAMES |= {f"treatment.{position}" for rule in RULES.values() for position in rule.treatments}
NAMES |= {f"option.{name}{more}" for name in OPTIONS for more in ("", ".means", ".help")} | {"option.rfm/fm.settled"}
NAMES |= {f"option.{name}.{option}" for name, options in OPTIONS.items() for option in options}
NAMES |= {f"narrowed.{part}{more}" for part in NARROWED_BY for more in ("", ".means")}
RETURNED = {measure.returned for measure in MEASURES.values() if measure.returned}
NAMES |= {f"returned.{what}.{position}" for what in RETURNED for position in RULES["returned"].treatments}
NAMES |= {"orders.as_one"}
NAMES |= {f"method.{name}{more}" for name in METHODS for more in ("", ".when")}
NAMES |= {f"boundary.{name}{more}" for name in BOUNDARIES for more in ("", ".means")}
NAMES |= {f"occasion.{name}" for name in (*OPEN_OCCASIONS, *FAITH_OCCASIONS)} | {f"daypart.{name}" for name in DAYPARTS}
OF_ANSWERS = {"straight_lining": NO_YES, "longstring": (), "speeding": NO_YES, "factor": ()}
LEVELS = {measure.name: measure.levels for measure in MEASURES.values()} | OF_ANSWERS
NAMES |= {f"dimension.{name}{more}" for name in LEVELS for more in ("", ".means")}
NAMES |= {f"level.{name}.{level}" for name, levels in LEVELS.items() for level in levels}
NAMES |= {f"repair.{name}.{moment}" for name in REPAIRS for moment in ("offer", "done")}


def keys_of(tree):
    """(line, keys) of each fact and error; no keys where the first argument is no literal."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        first = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "key"), None)
        if name in {"Fact", "Fact.of"}:
            yield call.lineno, literals(first)
        elif name == "SegError":
            yield call.lineno, [f"error.{key}" for key in literals(first)]
        elif name == "report" and literals(first):  # a task tells its stage
            yield call.lineno, literals(first)


def facts_of(tree):
    """(line, key, names of its values) of each fact and error with a literal key and all values by name."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        if name in {"Fact.of", "SegError"} and call.args and all(word.arg for word in call.keywords):
            for key in literals(call.args[0]):
                yield call.lineno, f"error.{key}" * (name == "SegError") or key, {word.arg for word in call.keywords}


def keys_in_table(tree, prefix, pattern):
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [prefix + text for text in texts if re.fullmatch(pattern, text)]


def used():
    """key -> where it is used first."""
    found = {}
    for path in FILES:
        name, tree = path.relative_to(ROOT).as_posix(), TREES[path]
        tabled = keys_in_table(tree, *KEYS_IN_TABLES[name]) if name in KEYS_IN_TABLES else []
        for line, keys in [*keys_of(tree), (1, tabled)]:
            for key in keys:
                found.setdefault(key, f"{name}:{line}")
    return found


def mentioned():
    """Every string in the code outside the sentences themselves: keys may wait in a table for their use."""
    texts = set()
    for path in (path for path in FILES if "english" not in path.parts):
        nodes = ast.walk(TREES[path])
        texts |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts


def test_every_key_has_a_sentence():
    without = [f"{key} ({where})" for key, where in used().items() if key not in SENTENCES]
    assert not without, f"{len(without)} keys have no sentence in seg/ui/words/english: {without}"


def test_every_blank_has_a_value():
    wrong = []
    for path in FILES:
        for line, key, names in facts_of(TREES[path]):
            sentence = SENTENCES.get(key, "")
            forms = (sentence,) if isinstance(sentence, str) else (*sentence, "{count}")
            if gone := set().union(*map(blanks, forms)) - names:
                wrong.append(f"{path.relative_to(ROOT)}:{line} {key} lacks {sorted(gone)}")
    assert not wrong, wrong


def test_every_sentence_is_used():
    said = mentioned() | NAMES | used().keys()
    unused = [key for key in SENTENCES if key not in said and key.removeprefix("error.") not in said]
    assert not unused, f"{len(unused)} sentences are never said: {unused}"


def test_keys_are_literals_so_that_they_can_be_found():
    hidden = []
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if name not in MAKES_KEYS | KEYS_IN_TABLES.keys() and "words" not in path.parts:
            hidden += [f"{name}:{line}" for line, keys in keys_of(TREES[path]) if not keys]
    assert not hidden, f"write the key as a literal: {hidden}"


@pytest.mark.parametrize("member", sorted(NAMES))
def test_every_role_kind_basis_and_concept_has_a_name(member):
    assert member in SENTENCES


def test_blanks_are_plain_names_and_plurals_count():
    for key, sentence in SENTENCES.items():
        forms = (sentence,) if isinstance(sentence, str) else sentence
        assert len(forms) in (1, 2), key
        assert all(form.strip() == form and form for form in forms), key
        assert blanks(forms[0]) | {"count"} >= blanks(forms[-1]) - {"count"}, key
        assert len(forms) == 1 or blanks(forms[0]) - {"count"} <= blanks(forms[1]), key


def test_a_key_without_a_sentence_is_noticed():
    tree = ast.parse("raise SegError('gone', n=1)\nFact.of('a.b' if x else 'c.d')\nFact(key='e.f')\nFact.of(other)")
    assert next(iter(facts_of(tree))) == (1, "error.gone", {"n"})
    assert list(keys_of(tree)) == [(1, ["error.gone"]), (2, ["a.b", "c.d"]), (3, ["e.f"]), (4, [])]
