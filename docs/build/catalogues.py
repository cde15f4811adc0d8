"""Collect the sentences that people read into configs/locales, and compile the catalogues.

python docs/build/catalogues.py            collect, keep what is translated, compile
python docs/build/catalogues.py answers    the same for one catalogue, or for some
python docs/build/catalogues.py --check    say what is missing or out of date; exit code 1 if so

A sentence is the first argument of ``say`` (or the first two of ``count``) in code and templates,
that of ``phrase`` in a table whose texts are said later, the reason of a ``Refused``, a text of
the configs that people see, one of ``TABLES``, or a claim and its unit in the patterns' findings.
Each catalogue has its own sources, below.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import io
import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "configs" / "locales"
LANGUAGES = ("ja",)
KEYWORDS = {"say": None, "count": (1, 2), "phrase": None, "Refused": (2,)}

SOURCES: dict[str, tuple[str, ...]] = {
    "world": (
        "configs/scenarios/japan_us_2025.yaml",
        "configs/scenarios/first_deal.yaml",
        "configs/scenarios/marenna_tirvald.yaml",
    ),
    "figures": (
        "talks/own_side.py",
        "talks/command/compare.py",
        "talks/command/run.py",
        "talks/command/telling.py",
        "experiments/figures/*.py",
        "experiments/figures/comparison/*.py",
        "experiments/analysis/*.py",
        "sim/happenings.py",
        "sim/package_words.py",
        "sim/speech.py",
        "sim/teller.py",
        "experiments/*.py",
        "experiments/templates/comparison.html.j2",
        "experiments/templates/parts.html.j2",
        "experiments/templates/report.html.j2",
        "configs/experiments/*.yaml",
        "configs/scenarios/japan_us_2025.yaml",
    ),
    "answers": (
        "talks/command/answer.py",
        "experiments/answers/*.py",
        "configs/experiments/*.yaml",
    ),
    "sensitivity": (
        "talks/command/sensitivity.py",
        "experiments/sensitivity/*.py",
        "experiments/figures/sensitivity/*.py",
        "experiments/templates/sensitivity.html.j2",
        "configs/sensitivity/*.yaml",
    ),
    "judging": (
        "talks/command/score.py",
        "talks/command/infer.py",
        "talks/command/patterns.py",
        "experiments/scoring/*.py",
        "experiments/inference/*.py",
        "experiments/patterns/*.py",
        "experiments/figures/inference/*.py",
        "experiments/figures/patterns/*.py",
        "configs/outcomes/*.yaml",
        "configs/inference/*.yaml",
        "docs/build/patterns.py",
        "docs/patterns.json",
        "sim/outcomes.py",
    ),
    "exercises": ("configs/classroom/*.yaml", "configs/classroom/names/*.yaml"),
    "classroom": ("classroom/**/*.py", "classroom/**/*.j2"),
}
"""Catalogue → files; a sentence that an earlier catalogue has is left to it."""

READ = {"label", "labels", "title", "unit"}
"""Keys of a scenario whose texts people see."""

READ_IN_REPORTS = READ | {"question", "summary"}
"""The same, of a scenario or an experiment that a report is written on."""

READ_OF_ANSWERS = READ | {
    "text",
    "design",
    "says",
    "more",
    "less",
    "unclear",
    "names",
    "limits",
    "caution",
}
"""The same, of the `answer` of an experiment."""

READ_BY = {
    "figures": READ_IN_REPORTS,
    "answers": READ_OF_ANSWERS,
    "judging": READ | {"question"},
    "sensitivity": READ | {"question"},
}
"""The same, of the files of a catalogue, where it isn't `READ`."""

TABLES = {"sim/outcomes.py": ("DATED", "COUNTED", "DOLLARS")}
"""File → tables in it of names and texts; the texts are said where outcomes are shown."""

UNREAD = ("id", "kind", "scenario", "settings", "tapes", "absent", "character", "names_from")
"""Keys of an exercise whose texts nobody sees."""

HEADER = (
    "# Sentences that people read. Collected by docs/build/catalogues.py: translate msgstr only."
)

PASSING = tuple(
    f'"{name}'
    for name in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Lines of a catalogue's head that say nothing, or something else every day."""

ANY_DATE = datetime.datetime(2025, 6, 17, tzinfo=datetime.UTC)
"""Stands in a compiled catalogue for the day on which it was made, which changes nothing."""

Place = tuple[str, int]


def sentences(pattern: str, read: Collection[str] = READ) -> Iterator[tuple[Any, Place]]:
    """Yield ``(sentence or (one, many), (file, line))`` of all files of a pattern.

    Of a config these are the texts under the keys ``read``.
    """
    for path in sorted(ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".yaml":
            data = yaml.safe_load(path.read_text("utf-8"))
            yield from ((text, (name, 0)) for text in _texts(data, path, read))
            continue
        if path.suffix == ".json":
            rows = json.loads(path.read_text("utf-8"))
            yield from ((row[key], (name, 0)) for row in rows for key in ("name", "unit"))
            continue
        if name in TABLES:
            yield from ((text, (name, 0)) for text in _of_tables(path, TABLES[name]))
            continue
        method = "jinja2.ext:babel_extract" if path.suffix == ".j2" else "python"
        options = {"silent": "false"} if path.suffix == ".j2" else {}
        found = extract_from_file(method, path, keywords=KEYWORDS, options=options)
        for line, message, _, _ in found:
            yield message, (name, line)


def _of_tables(path: Path, tables: Collection[str]) -> Iterator[str]:
    """The texts of tables that a Python file assigns; it isn't run."""
    for part in ast.parse(path.read_text("utf-8")).body:
        if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) in tables:
            yield from (text for _, text in ast.literal_eval(part.value))


def _texts(data: Any, path: Path, read: Collection[str], key: str = "") -> Iterator[str]:
    """The texts of a config that people see: all of an exercise, the labels of a scenario."""
    everything = "classroom" in path.parts
    hidden = UNREAD if everything else ("reason", "source", "sources", "summary")
    if read is READ_OF_ANSWERS:
        hidden = (*hidden, "defines")  # what it says is reckoned with; its labels are reports' own
    if isinstance(data, dict):
        for name, value in data.items():
            if (name in hidden and name not in read) or (name == "name" and not key):
                continue
            yield from _texts(value, path, read, key if key in read else str(name))
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, path, read, key)
    elif isinstance(data, str) and (everything or key in read):
        yield data.strip()


def collected(domain: str, taken: set[Any]) -> Catalog:
    """Return a template of a catalogue, without what is in ``taken``; adds to ``taken``."""
    catalogue = Catalog(domain=domain, fuzzy=False)
    mine: set[Any] = set()
    read = READ_BY.get(domain, READ)
    for pattern in SOURCES[domain]:
        for message, (name, _) in sentences(pattern, read):
            key = message if isinstance(message, str) else message[0]
            if key and key not in taken:
                mine.add(key)
                catalogue.add(message, locations=[(name, 0)])
    taken |= mine
    return catalogue


def updated(language: str, domain: str, template: Catalog) -> Catalog:
    """Return the catalogue with what was translated before, and what is new left empty."""
    path = LOCALES / language / f"{domain}.po"
    catalogue = Catalog(locale=language, domain=domain, fuzzy=False, header_comment=HEADER)
    before = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else None
    for message in sorted(template, key=lambda one: (one.locations[:1], str(one.id))):
        if not message.id:
            continue
        old = before.get(message.id) if before is not None else None
        text = old.string if old is not None else ""
        catalogue.add(message.id, text, locations=sorted(set(message.locations)))
    return catalogue


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as .po and as .mo; the same sentences give the same bytes."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False)
    body = "".join(
        line
        for line in text.getvalue().decode().splitlines(keepends=True)
        if not line.startswith(PASSING)
    )
    machine = io.BytesIO()
    plain = read_po(io.BytesIO(body.encode()), locale=str(catalogue.locale))
    plain.creation_date = ANY_DATE
    write_mo(machine, plain)
    return body.encode(), machine.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences that have no translation."""
    return [
        str(one.id) for one in catalogue if one.id and not (one.string and all(_parts(one.string)))
    ]


def _parts(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> int:
    """Collect and compile, or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("catalogues", nargs="*", help=f"of {', '.join(SOURCES)} [default: all]")
    asked = parser.parse_args()
    checking, wanted = asked.check, asked.catalogues or tuple(SOURCES)
    if unknown := set(wanted) - set(SOURCES):
        parser.error(f"no catalogue {', '.join(unknown)}; there are {', '.join(SOURCES)}")
    faults = []
    for language in LANGUAGES:
        taken: set[Any] = set()
        for domain in SOURCES:
            catalogue = updated(language, domain, collected(domain, taken))
            if domain not in wanted:
                continue
            for ending, content in zip((".po", ".mo"), written(catalogue), strict=True):
                path = LOCALES / language / (domain + ending)
                if checking and (not path.exists() or path.read_bytes() != content):
                    faults.append(
                        f"{path.relative_to(ROOT)} is out of date: python docs/build/catalogues.py"
                    )
                elif not checking:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            lacking = missing(catalogue)
            faults += [f"{language}/{domain}: no translation of: {text}" for text in lacking]
            print(f"{language}/{domain}: {len(catalogue)} sentences, {len(lacking)} untranslated")
    if checking:
        print("\n".join(faults))
    return 1 if checking and faults else 0


if __name__ == "__main__":
    sys.exit(main())
