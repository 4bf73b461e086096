"""Where the messages are: the sentences of `english/`, and the literals that the pages put on the screen."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from seg.ui.words.english import sentences

ROOT = Path(__file__).parents[3]
SINGLE, PLURAL = frozenset({"t", "text"}), frozenset({"tn", "plural"})
"""Names of the functions and methods that translate: `t("...")`, `words.text("...")`; `tn("one", "many", n)`."""


@dataclass(frozen=True)
class Message:
    """One message: its English, the plural of it ("" for none), and where it is from, for translators."""

    singular: str
    plural: str = ""
    origin: str = ""


def screen_files(root: Path = ROOT) -> list[Path]:
    """The modules that put words on the screen."""
    return [root / "app.py", *sorted(root.glob("pages/**/*.py")), *sorted(root.glob("seg/ui/**/*.py"))]


def translating_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, bool]]:
    """Calls that translate, each with whether it has a plural. `st.text` is Streamlit's and no such call."""
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        name = node.func.attr if owner else getattr(node.func, "id", "")
        streamlit = isinstance(owner, ast.Name) and owner.id == "st"
        if name in SINGLE | PLURAL and (owner or name in {"t", "tn"}) and not streamlit:
            yield node, name in PLURAL


def literals(node: ast.expr | None) -> list[str]:
    """The strings that an argument can be: a literal, or those of `a if condition else b` and `a or b`; else none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        sides = [literals(node.body), literals(node.orelse)]
        return sides[0] + sides[1] if all(sides) else []
    if isinstance(node, ast.BoolOp):
        return [text for side in node.values for text in literals(side)]
    return []


def messages_of(path: Path, root: Path = ROOT) -> Iterator[Message]:
    """The literal messages of one module, in the order of its text."""
    origin = path.relative_to(root).as_posix()
    calls = translating_calls(ast.parse(path.read_text("utf-8")))
    for call, has_plural in sorted(calls, key=lambda found: (found[0].lineno, found[0].col_offset)):
        first, second = ([literals(arg) for arg in call.args[:2]] + [[], []])[:2]
        if has_plural and first and second:
            yield Message(first[0], second[0], origin)
        elif not has_plural:
            yield from (Message(text, "", origin) for text in first)


def all_messages(root: Path = ROOT) -> list[Message]:
    """Every message once: sentences by area, then the screen by file. Raises `ValueError` for two plurals of one."""
    found = [_sentence_message(key, sentence) for key, sentence in sentences().items()]
    found += [message for path in screen_files(root) for message in messages_of(path, root)]
    return list(_merged(found).values())


def _sentence_message(key: str, sentence: str | tuple[str, str]) -> Message:
    return Message(sentence, "", key) if isinstance(sentence, str) else Message(*sentence, key)


def _merged(found: Iterable[Message]) -> dict[str, Message]:
    merged: dict[str, Message] = {}
    for message in found:
        known = merged.setdefault(message.singular, message)
        if known.plural and message.plural and known.plural != message.plural:
            raise ValueError(f"two plurals for {message.singular!r}: {known.origin} and {message.origin}")
        if message.plural and not known.plural:
            merged[message.singular] = message
    return merged


def blanks(sentence: str) -> set[str]:
    """The names in braces. Raises `ValueError` for a brace without a partner or a blank that is no plain name."""
    names = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(sentence) if name is not None]
    if any(spec or conversion or not name.isidentifier() for name, spec, conversion in names):
        raise ValueError(f"a blank must be a plain name: {sentence}")
    return {name for name, _, _ in names}
