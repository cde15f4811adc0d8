"""Room for words: a Japanese letter takes nearly that of two Latin ones."""

from __future__ import annotations

from classroom.charts.frame import Box, Mark, lanes
from classroom.charts.lettering import WIDE, letters
from classroom.charts.scale import Scale


def test_wide_letters_count_for_more() -> None:
    assert letters("NATO") == 4
    assert letters("期限") == 2 * WIDE
    assert letters("7月9日") == 2 + 2 * WIDE


def test_a_japanese_label_gets_a_lane_of_its_own_where_a_latin_one_needs_none() -> None:
    box = Box(0.0, 0.0, 800.0, 100.0)
    scale = Scale(0.0, 100.0, box.left, box.right)

    def used(label: str) -> list[int]:
        marks = [Mark(10, "deadline", label), Mark(22, "deadline", label)]
        return [lane for _, lane, _ in lanes(marks, scale, box)]

    assert used("twelve wide.") == [0, 0]
    assert used("十二文字の長さの目印です") == [0, 1]
