"""Keep the catalogues in step with the code: `python -m seg.ui.words.extract`.

    python -m seg.ui.words.extract                    add new messages (empty), drop those no longer used
    python -m seg.ui.words.extract --missing pl       what has no translation yet, as JSON
    python -m seg.ui.words.extract --fill pl FILE     write translations of FILE into the catalogue

FILE is JSON: {"message": "translation", "message with a plural": ["form", "form", ...]}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import write_po

from seg.ui.words.catalogues import catalogue_file, read_catalogue
from seg.ui.words.languages import LANGUAGES, SOURCE, plural_rule
from seg.ui.words.messages import Message, all_messages, blanks

_FIXED_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a date of today would change the files at every run
Translation = str | tuple[str, ...]


def plural_examples(catalog: Catalog) -> list[list[int]]:
    """For each plural form, the counts up to 200 that take it, by gettext's own reading of the rule."""
    form_of = c2py(catalog.plural_expr)
    return [[n for n in range(201) if form_of(n) == form] for form in range(catalog.num_plurals)]


def empty_catalogue(language: str) -> Catalog:
    """A catalogue with our plural rule and nothing that changes from day to day."""
    catalog = Catalog(
        language,
        project="Seg",
        version="1",
        header_comment=f"# {LANGUAGES[language]} words of Seg.",
        msgid_bugs_address="Seg",
        last_translator="Seg",
        language_team="Seg",
        creation_date=_FIXED_DAY,
        revision_date=_FIXED_DAY,
        fuzzy=False,
    )
    catalog.mime_headers = [("Plural-Forms", plural_rule(language))]  # Babel's own is wrong for two languages
    return catalog


def kept_translations(language: str) -> dict[str, Translation]:
    """Message -> its translation so far; nothing where there is no catalogue yet."""
    if not catalogue_file(language).exists():
        return {}
    return {_singular(entry): entry.string for entry in read_catalogue(language) if entry.id and _complete(entry)}


def make_catalogue(language: str, messages: list[Message], known: Mapping[str, Translation]) -> Catalog:
    """The catalogue of `messages`, in their order, with the `known` translations that fit them."""
    catalog = empty_catalogue(language)
    for message in messages:
        ids = (message.singular, message.plural) if message.plural else message.singular
        string = ids if language == SOURCE else known.get(message.singular)
        if problem := string and unfit(message, string, catalog):
            print(f"{language}: dropped the translation of {message.singular!r}: {problem}", file=sys.stderr)
            string = None
        catalog.add(
            ids,
            string or ("",) * catalog.num_plurals if message.plural else string or "",
            auto_comments=[message.origin],
        )
    return catalog


def unfit(message: Message, translation: Translation, catalog: Catalog) -> str:
    """Why a translation cannot stand for a message ("" when it can): forms, empty parts, other blanks.

    {count} may be left out of a form that only one count takes ("no customers", "two customers").
    """
    forms = (translation,) if isinstance(translation, str) else tuple(translation)
    if isinstance(translation, str) == bool(message.plural) or len(forms) != (
        catalog.num_plurals if message.plural else 1
    ):
        return f"{catalog.num_plurals} plural forms are needed" if message.plural else "one text is needed"
    every = blanks(message.singular) | blanks(message.plural)
    always = blanks(message.singular) & blanks(message.plural) if message.plural else every
    for form, counts in zip(forms, plural_examples(catalog) if message.plural else [[]], strict=True):
        needed = always - {"count"} | ({"count"} & every if len(counts) != 1 else set())
        if not form.strip():
            return "it is empty"
        if not needed <= _blanks_or_none(form) <= every:
            return f"its blanks must be {sorted(every)}: {form!r}"
    return ""


def _blanks_or_none(form: str) -> set[str]:
    try:
        return blanks(form)
    except ValueError:
        return {"{"}  # a name that no message has, so the form is refused


def write_catalogue(language: str, catalog: Catalog) -> None:
    """Replace the file of a language."""
    text = BytesIO()
    write_po(text, catalog, width=0, no_location=True, ignore_obsolete=True)
    catalogue_file(language).write_bytes(text.getvalue())


def update(language: str) -> int:
    """Bring one catalogue in step with the code; gives the number of messages without a translation."""
    catalog = make_catalogue(language, all_messages(), kept_translations(language))
    write_catalogue(language, catalog)
    return sum(not _complete(entry) for entry in catalog if entry.id)


def missing(language: str) -> list[dict]:
    """What to translate: each message, where it is from and, with a plural, which counts take which form."""
    catalog, known = empty_catalogue(language), kept_translations(language)
    examples = [counts[:6] for counts in plural_examples(catalog)]
    wanted = [message for message in all_messages() if language != SOURCE and message.singular not in known]
    return [
        {"message": message.singular, "from": message.origin}
        | ({"plural": message.plural, "counts_of_each_form": examples} if message.plural else {})
        for message in wanted
    ]


def fill(language: str, given: Mapping[str, str | list[str]]) -> list[str]:
    """Write the translations that fit; gives a sentence for each one that does not."""
    messages = {message.singular: message for message in all_messages()}
    catalog, good, refused = empty_catalogue(language), {}, []
    for text, raw in given.items():
        translation = raw if isinstance(raw, str) else tuple(raw)
        problem = unfit(messages[text], translation, catalog) if text in messages else "no such message"
        if problem:
            refused.append(f"{text!r}: {problem}")
        else:
            good[text] = translation
    write_catalogue(language, make_catalogue(language, list(messages.values()), kept_translations(language) | good))
    return refused


def _singular(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _complete(entry: Entry) -> bool:
    forms = (entry.string,) if isinstance(entry.string, str) else entry.string
    return not entry.fuzzy and bool(forms) and all(forms)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m seg.ui.words.extract", description=__doc__.splitlines()[0])
    parser.add_argument("--missing", choices=LANGUAGES, metavar="LANG")
    parser.add_argument("--fill", nargs=2, metavar=("LANG", "FILE"))
    options = parser.parse_args(arguments)
    if options.missing:
        print(json.dumps(missing(options.missing), ensure_ascii=False, indent=1))
    elif options.fill:
        language, file = options.fill
        refused = fill(language, json.loads(Path(file).read_text("utf-8")))
        print("\n".join([*refused, f"{language}: {len(missing(language))} without a translation"]))
        return bool(refused)
    else:
        for language in LANGUAGES:
            print(f"{language}: {update(language)} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
