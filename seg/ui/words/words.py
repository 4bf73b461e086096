"""Every visible string, number and date in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent, is_currency

from seg.core.columns import Basis, Kind, Role, Sensitivity
from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.core.facts import Fact, Value
from seg.ui.words.catalogues import translations
from seg.ui.words.english import Sentence, sentences
from seg.ui.words.escape import md_escape
from seg.ui.words.languages import LOCALES

MISSING = "–"
NAMED: Mapping[str, type[StrEnum]] = {"role": Role, "kind": Kind, "basis": Basis, "sensitivity": Sensitivity}
NAMED_PARAMETERS = frozenset({"occasion", "daypart"})
"""Parameters of dimensions whose values have words of their own."""
EXAMPLE = datetime(2026, 12, 31, 18, 30)
"""Shows a pattern of dates: what is day and what is month cannot be mistaken."""
SIGNIFICANT_DIGITS = 3
ROUNDING = 1e-9
"""How far a sum of shares may be from the whole for no other reason than that it was added up."""


class Words:
    """All words of one language. Sentences are found by their English text, or by key for a `Fact`.

    Values go into the blanks of a sentence formatted by their names, as `seg.core.facts.Fact` says. Text
    values come from users and files: they are escaped for Markdown unless `markdown=False`, which is for
    places that show plain text (table cells, file contents, the terminal).
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES[language])
        self._catalogue = translations(language)

    @cached_property
    def _sentences(self) -> dict[str, Sentence]:
        return sentences()

    def text(self, message: str, *, markdown: bool = True, **values: Value) -> str:
        """`message` (English) in this language. Raises `KeyError` for a blank without a value."""
        return self._fill(self._catalogue.gettext(message), values, markdown)

    def plural(self, singular: str, plural: str, count: int, *, markdown: bool = True, **values: Value) -> str:
        """The form for `count`, which also fills the blank {count}."""
        form = self._catalogue.ngettext(singular, plural, count)
        return self._fill(form, {"count": count, **values}, markdown)

    def say(self, fact: Fact, *, markdown: bool = True) -> str:
        """The sentence of a fact. Raises `KeyError` for a key without words."""
        sentence, values = self._sentences[fact.key], dict(fact.values)
        if {"dimension", "level"} <= values.keys():
            values["level"] = self.level(values["dimension"], values["level"])
        if isinstance(sentence, str):
            return self.text(sentence, markdown=markdown, **values)
        return self.plural(*sentence, markdown=markdown, **values)

    def phrase(self, facts: Iterable[Fact]) -> str:
        """Facts as one phrase of plain text: "High spend, low recency"; a value alone as it stands."""
        facts = tuple(facts)
        text = ", ".join(self.say(fact, markdown=False) for fact in facts)
        return text if [fact.key for fact in facts] == ["name.value"] else text[:1].upper() + text[1:]

    def name_of(self, member: Role | Kind | Basis | Sensitivity | About | Part) -> str:
        """What a role, kind, basis, sensitivity, subject or part of events is called on the screen."""
        return self.say(Fact(f"{type(member).__name__.lower()}.{member.value}"))

    def dimension(self, label: str) -> str:
        """What a dimension is called: as its column is labelled, or in words where its label is a definition."""
        derivation = Derivation.parse(label)
        if derivation is None or f"dimension.{derivation.measure}" not in self._sentences:
            return label
        values = {name: self._parameter(name, value) for name, value in derivation.parameters}
        told = Fact.of(f"dimension.{derivation.measure}", table=self.events(derivation.table), **values)
        name = self.say(told, markdown=False)
        for part, value in self._narrowed(derivation):
            only = self.say(Fact.of(f"narrowed.{part}", value=value), markdown=False)
            name = self.text("{dimension}, {only}", dimension=name, only=only, markdown=False)
        days = derivation.get("days")
        return (
            self.text("{dimension}, last {days} days", dimension=name, days=int(days), markdown=False) if days else name
        )

    def dimension_means(self, label: str, as_of: str) -> str:
        """What a derived dimension says, in a sentence; "" for a column of a file."""
        derivation = Derivation.parse(label)
        if derivation is None or f"dimension.{derivation.measure}.means" not in self._sentences:
            return ""
        values = {name: self._parameter(name, value) for name, value in derivation.parameters}
        facts = {"table": self.events(derivation.table), "as_of_date": as_of, **values}
        told = [self.say(Fact.of(f"dimension.{derivation.measure}.means", **facts), markdown=False)]
        for part, value in self._narrowed(derivation):
            told.append(self.say(Fact.of(f"narrowed.{part}.means", value=value), markdown=False))
        if days := derivation.get("days"):
            told.append(self.text("Of the last {days} days alone, as if there were nothing before.", days=int(days)))
        return " ".join(told)

    def _narrowed(self, derivation: Derivation) -> list[tuple[str, str]]:
        """The parts of one value of which alone it is made, which its sentence does not name."""
        sentence = self._sentences[f"dimension.{derivation.measure}"]
        given = [(name, value) for name, value in derivation.parameters if f"narrowed.{name}" in self._sentences]
        return [(name, value) for name, value in given if f"{{{name}}}" not in sentence]

    def level(self, label: str, value: str) -> str:
        """What a value of a dimension is called: as it stands, or in words where the dimension has its own levels."""
        derivation = Derivation.parse(label)
        key = f"level.{derivation.measure}.{value}" if derivation else ""
        return self.say(Fact(key)) if key in self._sentences else value

    def events(self, table: str) -> str:
        """What a table of events is called: in words for what it is about, with its number, else by its name."""
        about, _, number = table.partition("_")
        if f"about.{about}" not in self._sentences or not (number.isdigit() or number == ""):
            return table
        return " ".join(filter(None, [self.say(Fact(f"about.{about}")), number]))

    def _parameter(self, name: str, value: str) -> str | int:
        if value.isdigit() and name in {"days", "times", "number"}:
            return int(value)
        if name == "country":
            return self.locale.territories.get(value, value)
        named = f"{name}.{value}" if name in NAMED_PARAMETERS else ""
        return self.say(Fact(named)) if named in self._sentences else value

    def named(self, family: str, member: str) -> str:
        """What a member of a family is called: a `rule`, a `treatment`, a `boundary`, an `option`, and so on.

        With `.means` behind it, what it means, where that is said.
        """
        return self.say(Fact(f"{family}.{member}"), markdown=False)

    def number(self, x: float | None, digits: int | None = None) -> str:
        """`x` with `digits` decimals, 0 for what they leave nothing of; without, whole numbers in full and others to
        three significant digits."""
        if x is None or x != x:
            return MISSING
        if digits is None:
            digits = 0 if float(x).is_integer() else max(0, SIGNIFICANT_DIGITS - _digits_before_point(x))
            return format_decimal(round(x, digits), f"#,##0.{'#' * digits}" if digits else "#,##0", self.locale)
        if not round(x, digits):
            return format_decimal(0, "#,##0", self.locale)
        return format_decimal(x, f"#,##0.{'0' * digits}" if digits else "#,##0", self.locale)

    def year(self, x: float, digits: int = 0) -> str:
        """A year, or an average of years with `digits` decimals: nothing parts its thousands."""
        return format_decimal(x, f"0.{'0' * digits}" if digits else "0", self.locale)

    def compact(self, x: float | None) -> str:
        """`x` short, for charts and tiles: 12.3K."""
        if x is None or x != x:
            return MISSING
        return self.number(x) if abs(x) < 1_000 else format_compact_decimal(x, fraction_digits=1, locale=self.locale)

    def percent(self, share: float | None, digits: int = 0) -> str:
        """A share of 0..1 as a percentage. What is neither nothing nor all is never rounded to 0 % or 100 %.

        Shares that were added up are all when they are as near to it as sums of them come.
        """
        if share is None or share != share:
            return MISSING
        step = 10 ** -(digits + 2)
        sign, shown = "", share
        if 0 < share < step / 2:
            sign, shown = "<", step
        elif 1 - step / 2 < share < 1 - ROUNDING:
            sign, shown = ">", 1 - step
        pattern = self.locale.percent_formats[None].pattern
        return sign + format_percent(
            shown, pattern.replace("0", f"0.{'0' * digits}") if digits else pattern, self.locale
        )

    def bound(self, side: str, share: float) -> str:
        """What a share of 0..1 is "under", "over" or "about", in whole percent."""
        if side == "under":
            return self.text("under {share}", share=max(share, 0.01), markdown=False)
        if side == "over":
            return self.text("over {share}", share=min(share, 0.99), markdown=False)
        return self.text("about {share}", share=share, markdown=False)

    def date(self, day: date | str | None, length: str = "medium") -> str:
        """A day given as a date or ISO text; "short", "medium" or "long"."""
        if not day:
            return MISSING
        return format_date(date.fromisoformat(day[:10]) if isinstance(day, str) else day, length, locale=self.locale)

    def moment(self, when: datetime) -> str:
        """A day and time to the minute, in the time zone that `when` carries."""
        return f"{self.date(when)} {format_time(when, 'HH:mm', tzinfo=when.tzinfo, locale=self.locale)}"

    def money(self, x: float | None, unit: str = "") -> str:
        """An amount: with its currency for an ISO code ("EUR"), with `unit` behind it for any other text.

        Cents are shown below 100 only.
        """
        if x is None or x != x:
            return MISSING
        digits = 0 if abs(x) >= 100 or float(x).is_integer() else 2
        if is_currency(unit):
            return format_currency(
                round(x, digits), unit, locale=self.locale, currency_digits=False, format=self._money(digits)
            )
        return f"{self.number(x, digits)}\N{NO-BREAK SPACE}{unit}".rstrip()

    def _money(self, digits: int) -> str:
        return self.locale.currency_formats["standard"].pattern.replace("0.00", f"0.{'0' * digits}" if digits else "0")

    def listing(self, items: Iterable[str]) -> str:
        """ "a, b and c"; the items as they are given."""
        return format_list([str(item) for item in items], locale=self.locale)

    def either(self, items: Iterable[str]) -> str:
        """ "a, b or c"; the items as they are given."""
        return format_list([str(item) for item in items], style="or", locale=self.locale)

    def _fill(self, sentence: str, values: Mapping[str, Value], markdown: bool) -> str:
        return sentence.format_map({name: self._value(name, value, markdown) for name, value in values.items()})

    def _value(self, name: str, value: Value, markdown: bool) -> str:
        if value is None:
            return MISSING
        if isinstance(value, bool):
            return self.say(Fact("value.yes" if value else "value.no"))
        if isinstance(value, int | float):
            return self._number(name, value)
        if isinstance(value, tuple):
            return self.listing(self._value(name, item, markdown) for item in value)
        return self._string(name, value, markdown)

    def _number(self, name: str, value: float) -> str:
        if name == "share" or name.endswith("_share"):
            return self.percent(value)
        return str(value) if name == "year" or name.endswith("_year") else self.number(value)

    def _string(self, name: str, value: str, markdown: bool) -> str:
        if name == "date" or name.endswith("_date"):
            return self.date(value)
        if name == "date_format":
            value = self.listing(EXAMPLE.strftime(way.replace("%n", "%f")) for way in value.split("|"))
        if name in NAMED and value in NAMED[name].__members__.values():
            return self.name_of(NAMED[name](value))
        value = self.dimension(value)
        return md_escape(value) if markdown else value


def _digits_before_point(x: float) -> int:
    return len(str(int(abs(x)))) if abs(x) >= 1 else 0


@cache
def words(language: str) -> Words:
    """The words of a language, made once. Raises `KeyError` for a language that Seg does not speak."""
    return Words(language)
