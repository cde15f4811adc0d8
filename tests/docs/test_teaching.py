"""Teacher's guides: one for each exercise, in both languages, with numbers of today's model."""

from __future__ import annotations

import re
import shutil

import numpy as np
import pytest

import lessons
import tapes
import teaching
from classroom.exercise import load_exercise, shipped_exercises

EXERCISES = shipped_exercises()
HEADINGS = {
    "en": ("45 minutes", "90 minutes", "What the model shows", "Pitfalls", "Reading"),
    "ja": ("45分の進行", "90分の進行", "モデルが示すこと", "つまずきやすい点", "文献"),
}


def page(name, code):
    return (teaching.FOLDERS[code] / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("code", teaching.FOLDERS)
@pytest.mark.parametrize("name", EXERCISES)
def test_each_exercise_has_a_guide_with_its_parts(name, code):
    text = page(name, code)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [heading for heading in HEADINGS[code] if heading not in headings] == []
    assert len(teaching.blocks(text)) == 1
    assert f"configs/classroom/{name}.yaml" in text


@pytest.mark.parametrize("name", EXERCISES)
def test_both_languages_have_the_same_parts(name):
    counts = [
        (
            len(re.findall(r"^## ", page(name, code), re.MULTILINE)),
            len(re.findall(r"^\*\*", page(name, code), re.MULTILINE)),
            len(re.findall(r"bibliography\.md#", page(name, code))),
            len(re.findall(r"^\| \d+–\d+ \|", page(name, code), re.MULTILINE)),
        )
        for code in teaching.FOLDERS
    ]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("code", teaching.FOLDERS)
@pytest.mark.parametrize("name", EXERCISES)
def test_a_plan_fills_its_lesson_without_gaps(name, code):
    """Minutes follow on each other from 0 to 45, and from 0 to 90."""
    spans = [
        (int(start), int(end))
        for start, end in re.findall(r"^\| (\d+)–(\d+) \|", page(name, code), re.MULTILINE)
    ]
    ends = []
    at = 0
    for start, end in spans:
        if start == 0:
            at = 0
        assert start == at < end
        at = end
        ends.append(end)
    assert [
        end for end, (start, _) in zip(ends, [*spans[1:], (0, 0)], strict=True) if start == 0
    ] == [
        45,
        90,
    ]


def test_the_overview_leads_to_every_guide():
    for code in teaching.FOLDERS:
        assert [name for name in EXERCISES if f"({name}.md)" not in page("README", code)] == []


def test_a_stale_guide_is_found(tmp_path, capsys):
    folders = {code: tmp_path / code for code in teaching.FOLDERS}
    for code, folder in folders.items():
        folder.mkdir()
        shutil.copy(teaching.FOLDERS[code] / "first_deal.md", folder)
    arguments = {"folders": folders, "names": ("first_deal",)}
    assert teaching.main(["--check"], **arguments) == 0
    guide = folders["ja"] / "first_deal.md"
    fresh = guide.read_text("utf-8")
    guide.write_text(re.sub(r"histories: \w+", "histories: 0", fresh), encoding="utf-8")
    assert teaching.main(["--check"], **arguments) == 1
    assert "first_deal.md: is stale" in capsys.readouterr().err
    guide.write_text(fresh.replace(teaching.END, ""), encoding="utf-8")
    assert teaching.main(["--check"], **arguments) == 1
    assert "0 marked blocks" in capsys.readouterr().err


def test_numbers_of_the_first_deal_are_exact():
    told = teaching.rendered("first_deal", runs=4)["en"]
    assert "| packages that could be agreed | 1,050 |" in told  # 5 · 6 · 5 · 7
    assert "| today's world | 50, 30 |" in told
    assert "| half-way on every issue, cars at 15% | 46, 52 |" in told


def test_shares_and_changes_in_words():
    assert lessons.share(np.array([True] * 3 + [False])) == "75% (30–95%)"
    assert lessons.share(np.array([False] * 4)) == "0% (0–49%)"
    assert lessons.change(np.zeros(5)) == "–"
    assert lessons.change(np.array([1.0, 1.0, 1.0])) == "+1.0 (+1.0 … +1.0)"
    assert lessons.change(np.array([-2.0, -2.0])) == "−2.0 (−2.0 … −2.0)"


def test_whoever_believes_in_the_deadline_acts_alike_until_it_falls():
    """What the guide says of its table: by 9 July only belief counts."""
    arms = {arm.name: arm for arm in teaching.LESSONS["moving_deadline"].arms}
    due = 22
    found = {name: teaching.play("moving_deadline", arm, 60) for name, arm in arms.items()}
    early = {
        name: np.where(columns["agreement_day"] < due, columns["agreement_day"], -1).tolist()
        for name, columns in found.items()
    }
    assert early["firm"] == early["bluff"] != early["doubted"] == early["soft"]


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISES)
def test_the_tape_of_a_class_is_the_first_that_meets_its_rule(name):
    assert load_exercise(name).config.run == tapes.first_run(name)
