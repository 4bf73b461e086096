"""Answers as dimensions of customers: labels that say what they are, values, and what it takes to score others alike.

    survey:straight_lining(block=A)       one answer to all questions of a block: yes or no
    survey:longstring(block=A)            the longest run of one answer, as a share
    survey:factor(block=A;number=2)       the score on a factor of a block
    survey:speeding(column=duration)      too fast to have read the questions: yes or no

`survey` is a table without events: everything comes from the columns of the customers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.answers.blocks import Block, answers_to, find_blocks
from seg.data.answers.factors import Factor, FactorModel, Sums, factor_scores, fit_factors
from seg.data.answers.quality import NO_YES, least_answered, longstring, speeding, straight_lining
from seg.data.columns.lexicon import meanings
from seg.data.columns.names import name_parts
from seg.data.events.summary import summed_up

SURVEY = "survey"
TICKED = ("0", "1")
"""The scale of lists to tick: who ticks nothing has not answered everything alike."""
SURVEY_TIMES = frozenset({"interviewtime", "timesum", "qtime", "totaltime", "completiontime", "timetaken"})
"""How survey programs call the time that somebody took, where the word is no duration in a language."""

Answered = dict[str, tuple[Column, pa.Array]]


@dataclass(frozen=True)
class FittedBlock:
    """A block and its factors, None where it has none."""

    block: Block
    factors: FactorModel | None


@dataclass(frozen=True)
class Fitted:
    """All that the dimensions of a survey are made with, as data: its blocks, and the median of each duration by the
    label of its column."""

    blocks: tuple[FittedBlock, ...]
    medians: tuple[tuple[str, float], ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns that the dimensions are made of."""
        items = (label for part in self.blocks for label in part.block.labels)
        return tuple(dict.fromkeys([*items, *(label for label, _ in self.medians)]))

    def as_json(self) -> dict:
        blocks = [
            {"block": part.block.as_json(), "factors": part.factors and part.factors.as_json()} for part in self.blocks
        ]
        return {"blocks": blocks, "medians": [list(pair) for pair in self.medians]}

    @classmethod
    def from_json(cls, raw: Mapping) -> Fitted:
        blocks = tuple(
            FittedBlock(
                Block.from_json(part["block"]),
                FactorModel.from_json(part["factors"]) if part["factors"] else None,
            )
            for part in raw["blocks"]
        )
        return cls(blocks, tuple((label, median) for label, median in raw["medians"]))


def fitted_answers(customers: pa.Table, columns: Iterable[Column], seed: int = 0) -> Fitted:
    """What the dimensions are made with, found on these customers. Nothing where they answered no survey."""
    columns = tuple(columns)
    blocks = find_blocks(columns, customers)
    if not blocks:
        return Fitted(())
    items = {label for block in blocks for label in block.labels}
    durations = [column for column in columns if is_duration(column) and column.label not in items]
    medians = ((column.label, _median(customers, column.label)) for column in durations)
    fitted = tuple(FittedBlock(block, _factors(block, customers, seed)) for block in blocks)
    return Fitted(fitted, tuple((label, median) for label, median in medians if median))


def scored_answers(customers: pa.Table, fitted: Fitted) -> Answered:
    """The dimensions of any customers, made as `fitted` says. Raises `SegError` where columns are missing."""
    found: Answered = {}
    for part in fitted.blocks:
        found |= _of_block(part, customers)
    for label, median in fitted.medians:
        if label not in customers.column_names:
            raise SegError("dimensions_missing", dimensions=(label,), count=1)
        column = _column(
            Derivation.of(SURVEY, "speeding", column=label),
            Kind.BINARY,
            fitted.blocks[0].block.basis,
            evidence=(Fact.of("answers.usual_duration", column=label, median=median),),
        )
        found[column.label] = _told(column, speeding(_numbers(customers, label), median))
    return found


def _of_block(part: FittedBlock, customers: pa.Table) -> Answered:
    block, model = part.block, part.factors
    least = least_answered(len(block.levels))
    telling = len(block.labels) >= least and block.levels != TICKED
    pieces: list[list[pa.Array]] = []
    for answers in _pieces(block, customers):
        quality = [straight_lining(answers, least), longstring(answers, least)] if telling else []
        pieces.append([*quality, *_scores(part, answers)])
    made = _columns(block, model, telling)
    values = [pa.concat_arrays(parts) for parts in zip(*pieces, strict=True)]
    return {column.label: _told(column, each) for column, each in zip(made, values, strict=True)}


def _scores(part: FittedBlock, answers: np.ndarray) -> list[pa.Array]:
    if part.factors is None:
        return []
    items = [part.block.labels.index(label) for label in part.factors.labels]
    return [pa.array(scores, from_pandas=True) for scores in factor_scores(part.factors, answers[:, items]).T]


def _columns(block: Block, model: FactorModel | None, telling: bool) -> list[Column]:
    """The columns of a block, in the order in which their values are made."""
    told = Fact.of("column.from_answers", block=block.name, count=len(block.labels))
    more = {"basis": block.basis, "sensitive": block.sensitive, "evidence": (told,)}
    found = []
    if telling:
        found.append(_column(Derivation.of(SURVEY, "straight_lining", block=block.name), Kind.BINARY, **more))
        run = Derivation.of(SURVEY, "longstring", block=block.name)
        found.append(_column(run, Kind.NUMBER, **more, unit="share"))
    for number, factor in enumerate(model.factors if model else (), 1):
        label = Derivation.of(SURVEY, "factor", block=block.name, number=number)
        found.append(_column(label, Kind.NUMBER, **{**more, "evidence": (told, *_says(factor))}))
    return found


def _says(factor: Factor) -> tuple[Fact, ...]:
    """What a factor stands for, in facts."""
    high = tuple(label for label in factor.strongest if label not in factor.against)
    facts = [Fact.of("answers.factor_explains", explained_share=factor.explained_share)]
    if high:
        facts.append(Fact.of("answers.factor_with", items=high, count=len(high)))
    if factor.against:
        facts.append(Fact.of("answers.factor_against", items=factor.against, count=len(factor.against)))
    return tuple(facts)


def _column(derivation: Derivation, kind: Kind, basis: Basis, **more) -> Column:
    levels = NO_YES if kind is Kind.BINARY else ()
    return Column(derivation.label, derivation.label, kind=kind, basis=basis, levels=levels, **more)


def _told(column: Column, values: pa.Array) -> tuple[Column, pa.Array]:
    return summed_up(column, values), values


def _factors(block: Block, customers: pa.Table, seed: int) -> FactorModel | None:
    sums = Sums.of(_pieces(block, customers), len(block.labels))
    return fit_factors(block.labels, sums, seed)


def _pieces(block: Block, customers: pa.Table) -> Iterator[np.ndarray]:
    """The answers of a block, so many customers at a time that memory is no matter; one empty piece of nobody."""
    size = int(setting("chunk_rows"))
    for start in range(0, max(len(customers), 1), size):
        yield answers_to(block, customers.slice(start, size))


def is_duration(column: Column) -> bool:
    """Whether a column tells how long somebody took, by its name."""
    if not column.forms or column.kind not in NUMERIC_KINDS or column.held:
        return False
    means = any(meaning.concept.name == "duration" for meaning in meanings(column.label))
    return means or "".join(name_parts(column.label)) in SURVEY_TIMES


def _median(customers: pa.Table, label: str) -> float | None:
    """The median of durations; None where too few are known."""
    if label not in customers.column_names:
        return None
    known = _numbers(customers, label)
    known = known[known > 0]
    return float(np.median(known)) if len(known) >= setting("min_customers") else None


def _numbers(customers: pa.Table, label: str) -> np.ndarray:
    return customers[label].cast(pa.float64()).to_numpy()
