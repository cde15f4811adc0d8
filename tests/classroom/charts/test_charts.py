"""Every chart of the debrief, drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from classroom.charts.chart import Chart
from classroom.debrief import cloud
from classroom.debrief.class_page import class_page
from classroom.debrief.questionnaires import tallies
from classroom.debrief.table_page import table_page
from classroom.debrief.whole import whole
from classroom.hall import Hall
from classroom.log import Log
from classroom.school import School
from classroom.web.frame import STATIC
from experiments.tongue import tongue
from tests.classroom.playing import FAIR, GENEROUS, finished_class

NAMES = (
    "plane",
    "timing",
    "table plane",
    "concessions",
    "mandates",
    "moment",
    "before-when",
    "after-open",
)


@pytest.fixture(scope="module")
def charts(new_database: Callable[[], str]) -> Iterator[dict[str, Chart]]:
    """All charts of a class and of one of its tables."""
    school, spoken = School(Hall(Log(new_database()))), tongue("en")
    lesson = finished_class(school)
    seen = whole(school.hall, lesson)
    others = cloud.Cloud(9, {FAIR: 4, GENEROUS: 2}, (9, 9, 10, 16, 22, 23), {"agreement": 6})
    asked = tallies(lesson, seen.scenario, seen.tables, texts=False)
    page = class_page(seen, spoken, own=seen.tables[0].table, cloud=others, asked=asked)
    first = min(lesson.tables.values(), key=lambda one: one.place)
    with school.hall.at(first.id) as table:
        one = table_page(table, spoken, cloud=others, day=10)
    assert one.concessions is not None and one.moment is not None
    found = {
        "plane": page.plane,
        "timing": page.timing,
        "table plane": one.plane,
        "concessions": one.concessions,
        "mandates": one.mandates,
        "moment": one.moment.plane,
    }
    for both in page.asked:
        for answered in both:
            if answered is not None and answered.chart is not None:
                found[answered.chart.name] = answered.chart
    yield found
    school.hall.log.engine.dispose()


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_has_words_numbers_and_two_drawings(name: str, charts: dict[str, Chart]) -> None:
    chart = charts[name]
    for drawn in (chart.wide, chart.narrow):
        root = ET.fromstring(str(drawn))
        assert root.get("role") == "img"
        titles = {child.tag: child.text for child in root}
        assert titles["title"] == chart.title
        assert titles["desc"] == chart.words != ""
    assert chart.rows
    assert all(len(row) == len(chart.head) for row in chart.rows)


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_carries_a_style_or_a_script(name: str, charts: dict[str, Chart]) -> None:
    for drawn in (charts[name].wide, charts[name].narrow):
        for element in ET.fromstring(str(drawn)).iter():
            assert "style" not in element.attrib
            assert element.tag.split("}")[-1] not in ("style", "script", "image", "foreignObject")
            assert not any(attribute.startswith("on") for attribute in element.attrib)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_outside_the_picture(name: str, charts: dict[str, Chart]) -> None:
    for drawn in (charts[name].wide, charts[name].narrow):
        root = ET.fromstring(str(drawn))
        _, _, width, height = map(float, root.get("viewBox", "").split())
        for text in root.iter("text"):
            x, y = float(text.get("x", "0")), float(text.get("y", "0"))
            assert -1 <= x <= width + 1
            assert -1 <= y <= height + 1
        for mark in root.iter("circle"):
            assert 0 <= float(mark.get("cx", "0")) <= width
            assert 0 <= float(mark.get("cy", "0")) <= height


def test_every_class_has_its_look_and_ids_are_unique(charts: dict[str, Chart]) -> None:
    styles = (STATIC / "debrief.css").read_text("utf-8")
    known = set(re.findall(r"\.(chart-[a-z0-9-]+)", styles)) | {"chart-label"}
    used: set[str] = set()
    ids: list[str] = []
    for name, chart in charts.items():
        for drawn in (chart.wide, chart.narrow, *(key.picture for key in chart.key)):
            for element in ET.fromstring(str(drawn)).iter():
                used |= set(element.get("class", "").split())
                if name != "table plane" and "id" in element.attrib:  # on a page of its own
                    ids.append(element.attrib["id"])
    assert used <= known, used - known
    assert len(ids) == len(set(ids))


def test_the_plane_shows_each_table_by_its_number_and_marks_the_own(
    charts: dict[str, Chart],
) -> None:
    drawn = ET.fromstring(str(charts["plane"].wide))
    numbers = [text.text for text in drawn.iter("text") if text.get("class") == "chart-number"]
    assert sorted(", ".join(str(one) for one in numbers).split(", ")) == ["1", "2", "3"]
    assert sum(element.get("class") == "chart-own" for element in drawn.iter()) == 1
    assert sum(element.get("class") == "chart-cloud" for element in drawn.iter()) == 2


def test_what_colour_tells_a_shape_or_a_stroke_tells_too() -> None:
    styles = Path(STATIC / "debrief.css").read_text("utf-8")
    for one, other in (("chart-line-0", "chart-line-1"), ("chart-floor-0", "chart-floor-1")):
        dashes = [
            re.findall(rf"\.{name} {{[^}}]*stroke-dasharray: ([^;]+);", styles)
            for name in (one, other)
        ]
        assert dashes[0] != dashes[1]
