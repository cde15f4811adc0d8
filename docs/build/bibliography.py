"""Write docs/reference/bibliography.md from configs/sources.yaml.

python docs/build/bibliography.py            write the page
python docs/build/bibliography.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import generated
from pages import ROOT

SOURCES = ROOT / "configs" / "sources.yaml"
PAGE = ROOT / "docs" / "reference" / "bibliography.md"

Entry = Mapping[str, Any]

# (heading, kinds listed under it, what the reader should know)
SECTIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Articles", ("article",), "The five news reports the project started from."),
    (
        "Pages",
        ("page",),
        "Published by 17 June 2025, or timeless. The titles describe the page; they are not "
        "its headline.",
    ),
    (
        "Checked later",
        ("checked-later",),
        "Facts public by 17 June 2025 that we checked in a page that came later.",
    ),
    ("Derived", ("derived",), "Arithmetic of ours. Rows are those of [the fact sheet](facts.md)."),
    ("Papers", ("paper", "book"), "Papers and books, by author."),
)

PREAMBLE = """\
# Bibliography

<!-- Written by docs/build/bibliography.py from configs/sources.yaml: edit that file instead. -->

Every source that a config may cite, by its key.
"""


def natural(key: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts P9 before P10."""
    parts = re.findall(r"\d+|\D+", key)
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts)


def render(sources_path: Path | str) -> str:
    """Return the bibliography as Markdown.

    Raises ``ruamel.yaml.constructor.DuplicateKeyError`` if a key occurs twice, and ``ValueError``
    if an entry's kind has no section.
    """
    entries: dict[str, Entry] = YAML(typ="safe").load(Path(sources_path).read_text("utf-8"))
    shown = {kind for _, kinds, _ in SECTIONS for kind in kinds}
    for key, entry in entries.items():
        if entry["kind"] not in shown:
            raise ValueError(
                f"{sources_path}: {key}: kind {entry['kind']!r} is unknown; "
                f"allowed are {', '.join(sorted(shown))}"
            )
    blocks = [PREAMBLE]
    for heading, kinds, note in SECTIONS:
        keys = sorted((k for k, e in entries.items() if e["kind"] in kinds), key=natural)
        blocks.append(f"## {heading}\n\n{note}\n")
        blocks.append("\n".join(_item(key, entries[key]) for key in keys) + "\n")
    return "\n".join(blocks)


def _item(key: str, entry: Entry) -> str:
    """Return one entry as a list item that links to the keys it names."""
    title = f"*{entry['title']}*" if entry["kind"] in ("paper", "book") else entry["title"]
    by = entry.get("author") or entry.get("publisher")
    dated = None if entry["kind"] == "derived" else entry.get("date")
    head = ", ".join(part for part in (by, dated) if part)
    order = (head, title) if entry.get("author") else (title, head)
    sentences = [". ".join(filter(None, order))]
    sentences.append(entry["says"])
    if "arithmetic" in entry:
        sentences.append(f"Arithmetic: {entry['arithmetic']}")
    if "inputs" in entry:
        sentences.append("From " + ", ".join(_link(k) for k in entry["inputs"]))
    if "assumes" in entry:
        sentences.append("Assumes " + "; ".join(entry["assumes"]))
    if "row" in entry:
        rows = [entry["row"]] if isinstance(entry["row"], str) else entry["row"]
        sentences.append("Row: " + "; ".join(rows))
    if "where" in entry:
        sentences.append(entry["where"])
    if "record_of" in entry:
        sentences.append(f"See {_link(entry['record_of'])}")
    if "status" in entry:
        sentences.append(f"Status: {entry['status']}")
    text = " ".join(s if s.endswith(".") else s + "." for s in sentences)
    return f'- <a id="{key}"></a>**{key}** {text}'


def _link(key: str) -> str:
    """Return a link to another entry of the page."""
    return f"[{key}](#{key})"


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit code."""
    return generated.main(lambda: render(SOURCES), page, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
