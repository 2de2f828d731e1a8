"""Writes the catalogues of languages anew: every text that the program says, each once.

`python docs/catalogue.py` adds to each `model/contactline/language/*.po` what is new and takes out
what is no longer said; `--check` only says what is lacking; `--missing PLACE` prints what has no
translation yet, of the files whose path starts so; `--from FILE` takes translations from other
files. A new language: an empty `de.po` beside the others, then this program.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import texts_of_registries as registries
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

PACKAGE = Path(__file__).resolve().parents[1] / "model" / "contactline"
LANGUAGES = PACKAGE / "language"
WIDTH = 100
UNTOLD = tuple(
    f'"{one}'.encode()
    for one in (
        "POT-Creation-Date PO-Revision-Date Generated-By Last-Translator Language-Team "
        "Report-Msgid-Bugs-To Project-Id-Version"
    ).split()
)
"""Lines of the head of a catalogue that would change with the day, or say nothing."""

type Key = str | tuple[str, str]
type Found = Iterator[tuple[Key, str | None]]
"""Texts, each in one form or for one and for many, with the meaning that is meant, if any."""

SAYS = {"say": None, "say_many": (1, 2), "say_as": ((1, "c"), 2), "marked": None}
"""What says a text in templates, and at which place of its arguments."""

SAID_IN_JAVASCRIPT = re.compile(
    r'\b(say|sayMany|marked)\(\s*"((?:[^"\\]|\\.)*)"(?:,\s*"((?:[^"\\]|\\.)*)")?'
)


def texts_in_python(path: Path) -> Found:
    """Yield the texts that a file says: in calls of `say` and its kin, and of `counted`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        literals = [
            one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None
            for one in node.args
        ]
        match name, literals:
            case (("say" | "marked"), [str(text), *_]):
                yield text, None
            case "say_many", [str(one), str(many), *_]:
                yield (one, many), None
            case "say_as", [str(meaning), str(text), *_]:
                yield text, meaning
            case "counted", [_, str(one)]:
                yield (one, f"{one}s"), None
            case "counted", [_, str(one), str(many)]:
                yield (one, many), None


def texts_in_javascript(path: Path) -> Found:
    """Yield the texts that a script of the page says, also those said inside of another."""
    for name, *texts in SAID_IN_JAVASCRIPT.findall(path.read_text("utf-8")):
        one, many = (ast.literal_eval(f'"{text}"') for text in texts)
        yield ((one, many) if name == "sayMany" else one), None


def texts_in_template(path: Path) -> Found:
    """Yield the texts that a page says by `{{ say("...") }}`."""
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    for _, name, text in extract_from_ast(tree, SAYS):
        yield from as_found(name, text)


def as_found(name: str, text: str | tuple[str | None, ...] | None) -> Found:
    """Yield what an extractor gave for one call: a text, or all its arguments."""
    texts = [text] if isinstance(text, str) else [one for one in text or () if one]
    match name, texts:
        case (("say" | "marked"), [str(only), *_]):
            yield only, None
        case "say_many", [str(one), str(many), *_]:
            yield (one, many), None
        case "say_as", [str(meaning), str(only), *_]:
            yield only, meaning


READERS: dict[str, Callable[[Path], Found]] = {
    ".py": texts_in_python,
    ".js": texts_in_javascript,
    ".html": texts_in_template,
    ".typ": texts_in_template,
}


def template() -> Catalog:
    """Return a catalogue of every text that is said, without translations."""
    catalogue = Catalog()
    for place, key, meaning in sorted(all_texts(), key=str):
        catalogue.add(key, locations=[(place, 1)], context=meaning)
    return catalogue


def all_texts() -> Iterable[tuple[str, Key, str | None]]:
    """Yield every text with the file or registry it stands in."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in READERS and "__pycache__" not in path.parts:
            place = path.relative_to(PACKAGE).as_posix()
            yield from ((place, key, meaning) for key, meaning in READERS[path.suffix](path))
    for place, text in registries.texts():
        yield place, text, None


def renewed(language: Path, others: Iterable[Path] = ()) -> Catalog:
    """Return the catalogue of a language with what is said now. others: files to take from.

    A language without a file yet has no translations.
    """
    before = [read(path, language.stem) for path in (*others, language) if path.exists()]
    catalogue = Catalog(
        locale=language.stem, charset="utf-8", fuzzy=False,
        header_comment=f"# What contactline says, in the language {language.stem!r}.",
    )  # fmt: skip
    for message in template():
        if message.id:
            known = (one.get(message.id, message.context) for one in before)
            strings = (as_asked(message.id, one.string) for one in known if one is not None)
            catalogue.add(
                message.id, next(filter(None, strings), None), locations=message.locations,
                context=message.context,
            )  # fmt: skip
    return catalogue


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue in a file; an empty file has an empty one."""
    return read_po(BytesIO(path.read_bytes()), locale=language)


def as_asked(key: Key, string: str | tuple[str, ...]) -> str | tuple[str, ...] | None:
    """Return a translation in as many forms as its text is said in now; None without all."""
    if isinstance(key, str) and not isinstance(string, str):
        string = string[0]
    return string if filled(string) and isinstance(key, str) == isinstance(string, str) else None


def filled(string: str | tuple[str, ...] | list[str]) -> bool:
    """Return whether a text has a translation in all its forms."""
    return bool(string) and all([string] if isinstance(string, str) else string)


def as_text(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file: sorted by text, with places but without lines and dates."""
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    return b"".join(
        line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(UNTOLD)
    )


def missing(language: Path, place: str = "") -> Catalog:
    """Return what has no translation yet, of files whose path starts with `place`."""
    catalogue = Catalog(locale=language.stem, charset="utf-8", fuzzy=False)
    for message in renewed(language):
        here = any(file.startswith(place) for file, _ in message.locations)
        if message.id and here and not filled(message.string):
            catalogue.add(message.id, locations=message.locations, context=message.context)
    return catalogue


def main(arguments: list[str] | None = None) -> int:
    """Write, check or print, as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is not current")
    parser.add_argument("--missing", metavar="PLACE", help="print what has no translation")
    parser.add_argument("--from", dest="others", nargs="+", type=Path, default=[], metavar="FILE")
    given = parser.parse_args(arguments)
    stale = 0
    for language in sorted(LANGUAGES.glob("*.po")):
        if given.missing is not None:
            sys.stdout.write(as_text(missing(language, given.missing)).decode())
            continue
        text = as_text(renewed(language, given.others))
        if text == language.read_bytes():
            continue
        stale += 1
        sys.stdout.write(f"{language.name} {'is not current' if given.check else 'written'}\n")
        if not given.check:
            language.write_bytes(text)
    return 1 if given.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
