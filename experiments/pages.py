"""How pages are written: templates, the filters that they use, and what a page is called."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.analysis.wording import percent, percent_range
from experiments.speech import ENGLISH, count, joined, say, spoken


def pages() -> Environment:
    """The templates of `experiments/templates/`; a name that is missing is an error.

    They speak the tongue of the moment: `say` and `count` are there, and `tongue` is its code.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "percent_range": percent_range, "held": held}
    environment.globals |= {
        "say": say,
        "count": count,
        "joined": joined,
        "tongue": spoken().code,
    }
    return environment


def page_file(name: str) -> str:
    """A page's file: `report.html`, or `report.ja.html` in another language than English."""
    return f"{name}.html" if spoken() is ENGLISH else f"{name}.{spoken().code}.html"


def held(text: str) -> str:
    """The text with a word joiner after each dash in a range, so that no line breaks there."""
    return re.sub("(?<=[0-9])–(?=[0-9])", "–\N{WORD JOINER}", text)
