"""Write docs/patterns.md and its picture from docs/patterns.json, what ``talks patterns`` found.

talks patterns --out docs/patterns.json    play them
python docs/build/patterns.py              write the page and draw the picture
python docs/build/patterns.py --check      exit 1 if the page is stale
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import generated
from experiments.durable import replacing
from experiments.figures import canvas
from experiments.figures import render as rendered
from experiments.figures.patterns.effects import FIGURE, Claim, Panel
from experiments.patterns.ensembles import SEED
from experiments.patterns.registry import PATTERNS
from experiments.speech import phrase
from pages import ROOT
from pattern_texts import PATTERNS as WORDS
from pattern_texts import PREAMBLE, READING, TENTH, WHY_NOT

PAGE = ROOT / "docs" / "patterns.md"
NUMBERS = ROOT / "docs" / "patterns.json"
IMAGE = ROOT / "docs" / "images" / "patterns.png"

DRAWN = (
    (phrase("Terms and scores"), "points", phrase("difference in points, of 100")),
    (phrase("How often"), "share of histories", phrase("difference in the share of histories")),
)
"""What the picture has: heading, unit of the rows, and what the axis says."""

NOTHING = "–"

Row = dict[str, Any]
_KEY = re.compile(r"\[([A-Za-z]\w*\d\w*)\](?!\()")


def render() -> str:
    """Return the page as Markdown."""
    return page_of(json.loads(NUMBERS.read_text(encoding="utf-8")))


def page_of(rows: Sequence[Row]) -> str:
    """Return the page about these rows.

    Raises:
        LookupError: a claim fails that nobody explains, or one is explained that holds.
    """
    panels = FIGURE.prepare(panels_of(rows))
    parts = [
        PREAMBLE,
        _counted(rows),
        _failing(rows),
        "## How to read it",
        READING,
        f"All histories are those of seed {SEED}.",
    ]
    if panels is not None:
        parts += [
            f"![{FIGURE.alt(panels)}](images/{IMAGE.name})",
            f"*{FIGURE.caption(panels)} Drawn are claims in points and in shares of histories; "
            "all stand in the tables.*",
        ]
    for pattern in PATTERNS:
        if pattern.number == 11:
            parts.append(TENTH)
        words = WORDS[pattern.number]
        own = [row for row in rows if _number(row) == pattern.number]
        parts += [
            f"## {pattern.number}. {pattern.title}",
            f"**Theory.** {words.theory}",
            f"**Design.** {words.design}",
            _table(own),
            _notes(own),
            f"**What it does not show.** {words.not_shown}",
        ]
    text = "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
    return _KEY.sub(lambda found: _linked(found[1]), text)


def panels_of(rows: Sequence[Row]) -> list[Panel]:
    """Return what the picture draws: claims with an interval, by unit."""
    return [
        Panel(
            heading,
            axis,
            tuple(
                Claim(
                    _number(row), row["name"], row["effect"], row["low"], row["high"], row["holds"]
                )
                for row in rows
                if row["unit"] == unit and row["holds"] is not None and row["low"] < row["high"]
            ),
        )
        for heading, unit, axis in DRAWN
    ]


def _number(row: Row) -> int:
    return int(row["id"].split("-", 1)[0])


def _linked(key: str) -> str:
    return f"[{key}](reference/bibliography.md#{key})"


def _counted(rows: Sequence[Row]) -> str:
    claims = [row for row in rows if row["holds"] is not None]
    holding = sum(row["holds"] for row in claims)
    return (
        f"**{holding} of {len(claims)} claims hold, {len(claims) - holding} do not.** "
        f"{len(rows) - len(claims)} more numbers are only reported."
    )


def _failing(rows: Sequence[Row]) -> str:
    failing = {row["id"]: row for row in rows if row["holds"] is False}
    if set(failing) != set(WHY_NOT):
        raise LookupError(
            f"pattern_texts.WHY_NOT: not explained {sorted(set(failing) - set(WHY_NOT))}, "
            f"explained though they hold {sorted(set(WHY_NOT) - set(failing))}"
        )
    lines = [
        f"- *{row['name']}* ({_effect(row)} {row['unit']}): {WHY_NOT[id]}."
        for id, row in failing.items()
    ]
    return "\n".join(["What does not hold, as theory says it:", "", *lines]) if lines else ""


def _table(rows: Sequence[Row]) -> str:
    """Return the rows as a table, without columns that say nothing throughout."""
    columns = {
        "claim": [f"{row['name']} `{row['id']}`" for row in rows],
        "effect": [_effect(row) for row in rows],
        "unit": [row["unit"] for row in rows],
        "judged by": [row["criterion"] or NOTHING for row in rows],
        "holds": [{True: "yes", False: "**no**", None: NOTHING}[row["holds"]] for row in rows],
        "over": [_over(row) for row in rows],
        "source": [" ".join(f"[{key}]" for key in row["source"]) or NOTHING for row in rows],
        "note": [row["note"] or NOTHING for row in rows] if _crowded(rows) else [],
    }
    told = {name: cells for name, cells in columns.items() if set(cells) - {NOTHING}}
    return generated.table(tuple(told), zip(*told.values(), strict=True))


def _notes(rows: Sequence[Row]) -> str:
    """Return the notes beneath a table; rows with the same one share it."""
    if _crowded(rows):
        return ""
    notes: dict[str, list[str]] = {}
    for row in rows:
        if row["note"]:
            notes.setdefault(row["note"], []).append(f"`{row['id']}`")
    return "\n".join(f"- {', '.join(ids)}: {note}" for note, ids in notes.items())


def _crowded(rows: Sequence[Row]) -> bool:
    """Whether so many rows have a note that notes stand better in the table."""
    return 2 * sum(bool(row["note"]) for row in rows) > len(rows)


def _effect(row: Row) -> str:
    if row["low"] == row["high"]:
        return _short(row["effect"])
    return f"{_short(row['effect'])} [{_short(row['low'])}, {_short(row['high'])}]"


def _over(row: Row) -> str:
    whole = row["pairs"] >= row["runs"]
    return f"{row['pairs']:,}" if whole else f"{row['pairs']:,} of {row['runs']:,}"


def _short(value: float) -> str:
    """Return a number to three significant digits, or six decimals, with a true minus."""
    text = f"{value:.3g}" if value == 0 or abs(value) >= 1e-3 else f"{value:.6f}".rstrip("0")
    return text.replace("-", "−")


def draw(image: Path = IMAGE) -> None:
    """Draw the picture."""
    panels = FIGURE.prepare(panels_of(json.loads(NUMBERS.read_text(encoding="utf-8"))))
    if panels is not None:
        with replacing(image) as file:
            file.write(rendered(canvas(FIGURE, panels, "page"), "png"))


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE, image: Path = IMAGE) -> int:
    """Write the page and draw the picture, or check them; return the exit code: 1 for stale."""
    code = generated.main(render, page, __file__, arguments)
    if "--check" not in (sys.argv[1:] if arguments is None else arguments):
        draw(image)
    elif not image.exists():
        print(f"{image}: is missing; run: python docs/build/{Path(__file__).name}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
