"""The page of patterns tells the rows of its JSON, what fails before all."""

from __future__ import annotations

import copy
import json

import pytest

import patterns
from experiments.patterns.registry import PATTERNS

ROWS = json.loads(patterns.NUMBERS.read_text(encoding="utf-8"))


@pytest.fixture
def rows():
    return copy.deepcopy(ROWS)


def test_every_row_stands_in_the_table_of_its_pattern():
    page = patterns.page_of(ROWS)
    chapters = page.split("\n## ")
    for row in ROWS:
        number = row["id"].split("-")[0]
        (chapter,) = [one for one in chapters if one.startswith(f"{number}. ")]
        assert f"| {row['name']} `{row['id']}` |" in chapter


def test_the_tenth_has_no_row_and_says_why():
    assert {row["id"].split("-")[0] for row in ROWS} == {str(one.number) for one in PATTERNS}
    assert "## 10. " in patterns.page_of(ROWS)
    assert "Not here yet" in patterns.page_of(ROWS)


def test_what_fails_is_counted_and_explained_at_the_top(rows):
    failing = [row for row in rows if row["holds"] is False]
    claims = [row for row in rows if row["holds"] is not None]
    top = patterns.page_of(rows).split("\n## ")[0]
    assert f"**{len(claims) - len(failing)} of {len(claims)} claims hold" in top
    for row in failing:
        assert f"- *{row['name']}* (" in top


def test_a_failure_that_nobody_explains_is_refused(rows):
    row = next(row for row in rows if row["holds"])
    row["holds"] = False
    with pytest.raises(LookupError, match=row["id"]):
        patterns.page_of(rows)


def test_an_explanation_of_what_holds_is_refused(rows):
    row = next(row for row in rows if row["holds"] is False)
    row["holds"] = True
    with pytest.raises(LookupError, match=rf"though they hold \['{row['id']}'\]"):
        patterns.page_of(rows)


def test_every_source_is_a_link():
    page = patterns.page_of(ROWS)
    for key in {key for row in ROWS for key in row["source"]}:
        assert f"[{key}](reference/bibliography.md#{key})" in page
    assert patterns._KEY.findall(page) == []


def test_the_picture_draws_claims_with_an_interval_by_unit():
    for panel, (_, unit, _) in zip(patterns.panels_of(ROWS), patterns.DRAWN, strict=True):
        names = [claim.name for claim in panel.claims]
        assert names == [
            row["name"]
            for row in ROWS
            if row["unit"] == unit and row["holds"] is not None and row["low"] < row["high"]
        ]
        assert len(names) > 10


def test_a_stale_page_is_found_and_mended(tmp_path, capsys):
    page, image = tmp_path / "page.md", tmp_path / "image.png"
    page.write_text("old\n", encoding="utf-8")
    image.touch()
    assert patterns.main(["--check"], page=page, image=image) == 1
    assert "docs/build/patterns.py" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old\n"
    assert patterns.main([], page=page, image=image) == 0
    assert page.read_text(encoding="utf-8") == patterns.render()
    assert image.read_bytes().startswith(b"\x89PNG")
    assert patterns.main(["--check"], page=page, image=image) == 0
    image.unlink()
    assert patterns.main(["--check"], page=page, image=image) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (12.345, "12.3"),
        (-0.5, "−0.5"),
        (0.000542, "0.000542"),
        (-5.885e-05, "−0.000059"),
    ],
)
def test_numbers_are_short_and_never_in_powers_of_ten(value, text):
    assert patterns._short(value) == text
