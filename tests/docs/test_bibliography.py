"""The sources, the fact sheet and the bibliography agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError

import bibliography

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "docs" / "reference" / "facts.md"
SOURCES = ROOT / "configs" / "sources.yaml"
LAST_DAY = "2025-06-17"
KEY = re.compile(r"[SPH]\d+|D-A\d(\.\d+)?-[a-z0-9-]+|[a-z]+\d{4}[a-z]*")
REQUIRED = {
    "article": {"title", "publisher", "date", "says", "where"},
    "page": {"title", "publisher", "date", "says", "where"},
    "checked-later": {"title", "says", "where", "row", "status"},
    "derived": {"title", "date", "says", "row", "inputs", "arithmetic"},
    "paper": {"title", "author", "date", "says", "where"},
    "book": {"title", "author", "date", "says", "where"},
}


def _table_rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (label, value, source) of every table row of a Markdown text."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| A") and len(cells) == 3:
            yield cells[0], cells[1], cells[2]


SOURCE: dict[str, dict[str, Any]] = YAML(typ="safe").load(SOURCES.read_text("utf-8"))
ROWS = list(_table_rows(FACTS.read_text("utf-8")))
CITED_ROWS = [
    (key, row)
    for key, entry in SOURCE.items()
    if "row" in entry
    for row in ([entry["row"]] if isinstance(entry["row"], str) else entry["row"])
]


def test_the_page_is_in_sync() -> None:
    assert bibliography.main(["--check"]) == 0


def test_a_stale_page_is_found_and_mended(tmp_path: Path) -> None:
    page = tmp_path / "bibliography.md"
    page.write_text("old", encoding="utf-8")
    assert bibliography.main(["--check"], page=page) == 1
    assert page.read_text("utf-8") == "old"
    assert bibliography.main([], page=page) == 0
    assert bibliography.main(["--check"], page=page) == 0
    assert [path.name for path in tmp_path.iterdir()] == [page.name]


def test_a_key_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    twice = tmp_path / "sources.yaml"
    entry = "{kind: book, title: T, author: A, date: '1900', says: s, where: w}"
    twice.write_text(f"a1900: {entry}\na1900: {entry}\n", encoding="utf-8")
    with pytest.raises(DuplicateKeyError):
        bibliography.render(twice)


def test_a_kind_without_a_section_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "sources.yaml"
    odd.write_text("a1900: {kind: rumour, title: T, says: s}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"rumour.*allowed are"):
        bibliography.render(odd)


def test_every_key_appears_once_on_the_page() -> None:
    anchors = re.findall(r'<a id="([^"]+)">', bibliography.render(SOURCES))
    assert sorted(anchors) == sorted(SOURCE)
    assert len({key.casefold() for key in SOURCE}) == len(SOURCE)


def test_every_entry_has_its_fields_and_no_empty_one() -> None:
    for key, entry in SOURCE.items():
        assert KEY.fullmatch(key), key
        missing = REQUIRED[entry["kind"]] - set(entry)
        assert not missing, f"{key}: {missing}"
        assert all(entry.values()), key


def test_every_key_named_by_an_entry_resolves() -> None:
    for key, entry in SOURCE.items():
        named = [*entry.get("inputs", []), *filter(None, [entry.get("record_of")])]
        assert not set(named) - set(SOURCE), key


def test_no_derivation_rests_on_itself() -> None:
    def below(key: str) -> set[str]:
        inputs = SOURCE[key].get("inputs", [])
        assert key not in inputs
        return set(inputs).union(*map(below, inputs)) if inputs else set()

    for key in SOURCE:
        assert key not in below(key)


def test_nothing_is_dated_after_the_last_day() -> None:
    for key, entry in SOURCE.items():
        if entry["kind"] in ("article", "page", "derived"):
            date = entry["date"]
            if date == "undated":
                assert entry["kind"] == "page", key
            else:
                assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date), key
                assert date <= LAST_DAY, key


def test_a_fact_checked_later_says_that_it_was_public_by_the_last_day() -> None:
    later = [entry for entry in SOURCE.values() if entry["kind"] == "checked-later"]
    assert later
    assert {entry["status"] for entry in later} == {
        f"fact public by {LAST_DAY}; page later",
    }


def test_labels_of_the_fact_sheet_are_unique() -> None:
    labels = [label for label, _, _ in ROWS]
    assert len(labels) == len(set(labels)) > 100


@pytest.mark.parametrize(("key", "row"), CITED_ROWS)
def test_a_row_names_a_label_its_value_and_comes_back(key: str, row: str) -> None:
    label, separator, value = row.partition(" = ")
    assert separator, row
    found = [(text, source) for name, text, source in ROWS if name == label]
    assert len(found) == 1, f"{key}: no row {label!r} in {FACTS.name}"
    text, source = found[0]
    assert value in text, f"{key}: {value!r} is not in {text!r}"
    assert re.search(rf"{re.escape(key)}(?![\w.-])", source), (
        f"{key} is not the source of {label!r}"
    )


def test_every_derived_and_later_checked_entry_names_a_row() -> None:
    with_row = {key for key, _ in CITED_ROWS}
    assert with_row == {k for k, e in SOURCE.items() if e["kind"] in ("derived", "checked-later")}


def test_every_key_cited_in_the_reference_pages_resolves() -> None:
    cited = {
        (page.name, key)
        for page in (FACTS, FACTS.with_name("glossary.md"))
        for key in re.findall(
            r"(?<![\w-])(?:[SPH]\d+|D-A\d(?:\.\d+)?-[a-z0-9-]+|[a-z]+(?:19|20)\d\d(?:book)?)(?![\w-])",
            page.read_text("utf-8"),
        )
    }
    assert len(cited) > 100
    assert not {(name, key) for name, key in cited if key not in SOURCE}
