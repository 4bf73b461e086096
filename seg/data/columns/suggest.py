"""Which dimensions a marketer would start with: what customers do first, who they are only to describe."""

from __future__ import annotations

from seg.core.columns import Basis, Column, Kind, Role
from seg.core.settings import setting
from seg.data.columns.names import name_parts

FEWEST, MOST, MOST_DESCRIBING = 6, 12, 12
MOST_OF_A_BASIS = 8
KINDS_FIRST = (Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.ORDINAL, Kind.MULTI_VALUE, Kind.BINARY, Kind.NOMINAL)
BASES_FIRST = tuple(
    map(Basis, ["behavioural", "journey", "needs", "psychographic", "sociocultural", "geographic", "demographic"])
)
NUMBERS = frozenset(KINDS_FIRST[:3])
SAY_LITTLE = {"total", "num", "nb", "number", "count", "amount", "amt", "mnt", "sum", "avg", "average", "monthly", "of"}


def suggest_dimensions(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Labels of up to 12 dimensions to form segments with, in file order.

    Numbers on behaviour come first, then the other bases in turn; of columns named alike (`offer1`, `offer2`)
    one, and more of them only where there would be fewer than 6. Columns that are held back, constants, columns
    that are mostly missing and categories with too many levels are never suggested, sensitive ones only when nothing
    else is.
    """
    usable = [column for column in columns if _usable(column)]
    candidates = [column for column in usable if not column.sensitive] or usable
    doing = [column for column in candidates if not _says_who_or_where(column)]
    candidates = doing if len(doing) >= FEWEST else candidates
    ranked = sorted(candidates, key=lambda c: (not _behaviour_in_numbers(c), _rank(c)))
    rounds = _rounds_by_name(ranked)
    chosen: list[Column] = []
    for number, alike in enumerate(rounds):
        if number and len(chosen) >= FEWEST:
            break
        chosen += _spread_over_bases(alike, MOST - len(chosen))
    return tuple(column.label for column in columns if column in chosen)


def suggest_describing(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Labels of up to 12 further dimensions that help to recognise a segment: who customers are comes first.

    What is held back may describe, after everything else.
    """
    forming = set(suggest_dimensions(columns))
    rest = [c for c in columns if c.forms and c.label not in forming and c.missing_share < 1]
    who = (Basis.DEMOGRAPHIC, Basis.GEOGRAPHIC, Basis.SOCIOCULTURAL)
    ranked = sorted(rest, key=lambda c: (c.held, c.basis not in who, _many_levels(c)))
    chosen = ranked[:MOST_DESCRIBING]
    return tuple(column.label for column in columns if column in chosen)


def _usable(column: Column) -> bool:
    known = column.missing_share <= setting("max_missing_share")
    dated = column.role is Role.DATE or column.kind is Kind.DATE
    return column.forms and not column.held and known and not dated and not _many_levels(column)


def _many_levels(column: Column) -> bool:
    return column.kind is Kind.NOMINAL and column.distinct > setting("max_levels")


def _says_who_or_where(column: Column) -> bool:
    """Who and where customers are: better to describe segments with than to form them."""
    return column.basis in {Basis.DEMOGRAPHIC, Basis.GEOGRAPHIC}


def _behaviour_in_numbers(column: Column) -> bool:
    return column.basis is Basis.BEHAVIOURAL and column.kind in NUMBERS


def _rank(column: Column) -> tuple[int, int]:
    return KINDS_FIRST.index(column.kind), BASES_FIRST.index(column.basis)


def _stem(column: Column) -> tuple[str, ...]:
    """The telling words of a name; the whole name when none is left."""
    parts = name_parts(column.label)
    return tuple(p for p in parts if not p.isdigit() and p not in SAY_LITTLE) or parts


def _rounds_by_name(ranked: list[Column]) -> list[list[Column]]:
    """The first of each stem, then the second of each, and so on, each in the order given."""
    rounds: list[list[Column]] = []
    met: dict[tuple[str, ...], int] = {}
    for column in ranked:
        at = met[_stem(column)] = met.get(_stem(column), -1) + 1
        rounds += [[]] if at == len(rounds) else []
        rounds[at].append(column)
    return rounds


def _spread_over_bases(ranked: list[Column], room: int) -> list[Column]:
    """Up to `room` columns: no more than 8 of one basis while another has something to say."""
    first, later = [], []
    for column in ranked:
        (first if sum(c.basis is column.basis for c in first) < MOST_OF_A_BASIS else later).append(column)
    return [*first, *later][:room]
