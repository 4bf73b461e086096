"""SPSS .sav and .zsav -> a table of text: labels for codes, dates as ISO, what the file declares missing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pyreadstat

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.encoding import encoding_of
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.options import ReadOptions
from seg.data.reading.spss_letters import BYTES, Letters, declared_letters, guessed_letters
from seg.data.reading.spss_variable import Cell, Variable, distinguished
from seg.data.reading.writer import CellTooLongError, TextWriter, clean_text

CHUNK_CELLS = 4_000_000
CODE_NAME = re.compile(r"[a-z]{1,3}_?\d+([a-z]|_\d+)*|var_?\d+", re.IGNORECASE)
"""`Q1`, `V012`, `q7_3a`: a name that says nothing, so the label of the variable is put behind it."""


def read_spss(path: Path, file_name: str, options: ReadOptions, target: Path) -> TableReading:
    """Read the file, write `target`. `raw` of the reading is left empty. Raises `SegError`."""
    try:
        about = _read(path, metadataonly=True)
        _check_size(about.number_rows or 0, about.number_columns, file_name)
        if options.encoding:
            return _table(path, file_name, target, about, Letters(encoding_of(path, file_name, options.encoding)))
        return _in_its_letters(path, file_name, target, about)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as problem:
        raise SegError("spss_damaged", file=file_name) from problem


def _in_its_letters(path: Path, file_name: str, target: Path, about) -> TableReading:
    if letters := declared_letters(path):
        with suppress(UnicodeDecodeError):
            return _table(path, file_name, target, about, letters)
    raw = (text for chunk in _chunks(path, about) for column in chunk for text in column if type(text) is str)
    named = (text for labels in about.variable_value_labels.values() for text in labels.values())
    described = filter(None, about.column_names_to_labels.values())
    said = chain(about.column_names, named, described, raw)
    return _table(path, file_name, target, about, guessed_letters(said, target, file_name))


def _read(path: Path, **what: object):
    """The data by column and what is said of them, or the latter only."""
    data, about = pyreadstat.read_sav(
        path,
        encoding=BYTES,
        user_missing=True,
        disable_datetime_conversion=True,
        output_format="dict",
        **what,
    )
    return about if what.get("metadataonly") else (data, about)


def _check_size(rows: int, columns: int, file_name: str) -> None:
    most, cells = int(setting("max_columns")), int(setting("max_table_cells"))
    if columns > most:
        raise SegError("too_many_columns", file=file_name, count=columns, limit=most)
    if not columns:
        raise SegError("no_values", file=file_name)
    if rows * columns > cells:
        raise SegError("too_many_cells", file=file_name, cells=rows * columns, limit=cells)


def _table(path: Path, file_name: str, target: Path, about, letters: Letters) -> TableReading:
    variables = _variables(about, letters)
    labels, notes = clean_labels([variable.label for variable in variables])
    writer, controls = TextWriter(target, len(variables)), 0
    try:
        for columns in _chunks(path, about):
            shown_as = [variable.column(column, letters) for variable, column in zip(variables, columns, strict=True)]
            cleaned = [clean_text(column) for column in shown_as]
            controls += sum(count for _, count in cleaned)
            writer.write([column for column, _ in cleaned])
    except CellTooLongError as long:
        raise long.in_column(labels[long.column], file_name) from None
    finally:
        writer.close()
    if not writer.kept:
        raise SegError("no_values" if writer.blank else "no_rows", file=file_name, count=len(labels))
    how = (Fact.of("reading.spss"), letters.fact)
    notes += _told(variables)
    notes += (Fact.of("reading.blank_lines", count=writer.blank),) if writer.blank else ()
    notes += (Fact.of("reading.control_cells", count=controls),) if controls else ()
    return TableReading(file_name, file_name, "", labels, writer.kept, writer.kept, 0, how, notes)


def _variables(about, letters: Letters) -> list[Variable]:
    found = []
    for raw in about.column_names:
        name, said = letters.text(raw) or "", shown(letters.text(about.column_names_to_labels.get(raw)) or "", 1000)
        is_text = about.readstat_variable_types[raw] == "string"
        says_nothing = said and CODE_NAME.fullmatch(name)
        labels = {value: letters.text(text) for value, text in about.variable_value_labels.get(raw, {}).items()}
        missing = [(limits["lo"], limits["hi"]) for limits in about.missing_ranges.get(raw, ())]
        label, described = (f"{name} – {said}", "") if says_nothing else (name, said)
        format_ = about.original_variable_types[raw] or ""
        found.append(Variable(label, described, is_text, format_, distinguished(labels), missing))
    return found


def _chunks(path: Path, about) -> Iterator[list[list[Cell]]]:
    """The columns of so many rows at a time; the number of rows in the header may be unknown."""
    size, start = max(1, CHUNK_CELLS // about.number_columns), 0
    while about.number_rows is None or start < about.number_rows:
        chunk, _ = _read(path, row_limit=size, row_offset=start)
        columns = list(chunk.values())
        yield columns
        start += len(columns[0])
        if len(columns[0]) < size:
            break


def _told(variables: Sequence[Variable]) -> tuple[Fact, ...]:
    coded = [shown(variable.label, 60) for variable in variables if variable.labels]
    said = [
        f"{v.label} – {v.described[:100]}" for v in variables if v.described.casefold() not in ("", v.label.casefold())
    ]
    gone = [
        f"{shown(v.label, 60)} {v.met.total()} ({', '.join(shown(text, 40) for text, _ in v.met.most_common(3))})"
        for v in variables
        if v.met
    ]
    total = sum(variable.met.total() for variable in variables)
    found = (
        (coded, Fact.of("reading.spss_coded", count=len(coded), names=tuple(coded[:SHOWN]))),
        (said, Fact.of("reading.spss_labels", count=len(said), names=tuple(said[:SHOWN]))),
        (gone, Fact.of("reading.spss_missing", count=total, columns=tuple(gone[:SHOWN]))),
    )
    return tuple(fact for names, fact in found if names)
