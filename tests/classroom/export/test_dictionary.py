"""What columns mean is said in the reader's tongue; the files keep their English."""

from __future__ import annotations

import re

import pytest

from classroom.exercise import load_exercise, shipped_exercises
from classroom.export import actions, dictionary, outcomes
from experiments.speech import speaking

ENGLISH = re.compile(r"[A-Za-z]+[a-z]{2}")


@pytest.mark.parametrize("name", shipped_exercises())
@pytest.mark.parametrize("fictional", [False, True])
def test_every_column_is_explained_in_japanese(name: str, fictional: bool) -> None:
    scenario = load_exercise(name, fictional).scenario
    with speaking("ja"):
        found = (*dictionary.of_actions(scenario), *dictionary.of_outcomes(scenario))
    for column in found:
        words = re.sub(r"`[^`]*`", "", column.text)
        assert words and not ENGLISH.search(words + column.unit), column


def test_a_text_has_the_name_of_what_it_is_about() -> None:
    scenario = load_exercise("first_deal", fictional=True).scenario
    with speaking("ja"):
        found = {one.name: one for one in dictionary.of_outcomes(scenario)}
    assert found["vote_needed_us"].text == "ベルモラ：議会の採決が必要なら1"
    assert found["rounds"].unit == "数"


def test_in_english_the_page_says_what_the_files_say() -> None:
    scenario = load_exercise("election").scenario
    for page, file in (
        (dictionary.of_actions(scenario), actions.columns(scenario)),
        (dictionary.of_outcomes(scenario), outcomes.columns(scenario)),
    ):
        assert [one.text for one in page] == [one.text for one in file]
        assert [one._replace(unit="", text="") for one in page] == [
            one._replace(unit="", text="") for one in file
        ]
    units = {one.name: one.unit for one in dictionary.of_actions(scenario)}
    assert (units["seconds"], units["letters"]) == ("seconds", "number")
