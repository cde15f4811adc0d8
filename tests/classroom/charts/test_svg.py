"""SVG as text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from classroom.charts.svg import drawing, number, path, stairs, tag, text


@pytest.mark.parametrize(
    ("value", "written"), [(0.04, "0"), (-0.04, "0"), (1.25, "1.2"), (3.0, "3"), (-2.55, "-2.5")]
)
def test_coordinates_are_short(value: float, written: str) -> None:
    assert number(value) == written


def test_what_people_wrote_is_escaped() -> None:
    assert str(text((1, 2), "<b>&", "x")) == (
        '<text x="1" y="2" text-anchor="start" class="x">&lt;b&gt;&amp;</text>'
    )
    assert 'aria-label="&#34;&gt;"' in str(tag("g", Markup("<x/>"), aria_label='">'))


def test_a_picture_reads_as_its_title_and_description() -> None:
    made = drawing("one", (10, 20), "Title", "Words", [path([(0, 0), (1, 1)], "line")], "chart-svg")
    root = ET.fromstring(str(made))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"
    assert [(child.tag, child.text) for child in root][:2] == [
        ("title", "Title"),
        ("desc", "Words"),
    ]


def test_a_step_holds_until_the_next() -> None:
    assert stairs([(0, 5), (3, 7)]) == [(0, 5), (3, 5), (3, 7)]
