"""Every shipped configuration, damaged at random: one clear message, or it still loads."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.design import load_experiment
from sim.config import load_scenario
from tests.sim.config.damage import (
    EXPERIMENTS,
    SCENARIOS,
    at,
    places,
    plain,
    renamed,
    replaced,
    save,
    told,
    without,
)

TRIED = ("baseline", "threshold_by_deadline", "tied_hands")
"""One experiment of each shape: nothing varied, factors, arms with an answer."""

FILES = [*SCENARIOS, *(path for path in EXPERIMENTS if path.stem in TRIED)]
# An experiment resolves every arm, so each trial of one costs ten of a scenario.
TRIALS = {path: 40 if path in SCENARIOS else 12 for path in FILES}
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
each_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])

WRONG = (
    None,
    True,
    -1,
    0,
    1.2,
    1e308,
    10**30,
    math.nan,
    math.inf,
    "",
    "nowhere",
    "x" * 5000,
    "\0",
    "1",
    [],
    [[1, 2]],
    [3, 1, 2],
    {},
    {"value": 1.2, "unit": "probability", "source": "setting"},
    {"law": "uniform", "low": 2, "high": 1, "unit": "ratio", "source": "setting"},
    {"law": "choice", "values": [], "unit": "days", "source": "setting"},
    datetime.date(1, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.datetime(2025, 7, 9, 12),
    "2025-13-45",
)
NAMES = ("", "X", "9", "value", "law", "two words", "naïve", "a" * 60)


def loader(path: Path):
    return load_scenario if path in SCENARIOS else load_experiment


def check(trial: Path, original: Path) -> None:
    """One finished message that names the file, and the line of each key that stands in it."""
    error = told(trial, loader(original))
    if error is not None and original in SCENARIOS:
        for fault in error.faults:
            assert fault.file == str(trial)
            assert fault.line or "." not in fault.key


@st.composite
def damages(draw, data):
    where = draw(st.sampled_from(places(data)))
    kind = draw(st.sampled_from(["replaced", "replaced", "without", "renamed", "moved"]))
    if kind == "without":
        return without(data, where)
    if kind == "renamed" and isinstance(where[-1], str):
        slip = st.sampled_from([*NAMES, where[-1][:-1], where[-1] + "s"])
        return renamed(data, where, draw(slip))
    if kind == "moved":
        return replaced(data, where, at(data, draw(st.sampled_from(places(data)))))
    return replaced(data, where, draw(st.sampled_from(WRONG)))


def trials(path: Path):
    """As many trials as the file affords; the folder of one test serves them all."""
    return settings(
        max_examples=TRIALS[path],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@each_file
def test_something_wrong_somewhere(path, tmp_path):
    data = plain(path)

    @trials(path)
    @given(damaged=damages(data))
    def somewhere(damaged):
        check(save(damaged, tmp_path / path.name), path)

    somewhere()


@each_file
def test_a_file_cut_off_anywhere(path, tmp_path):
    whole = save(plain(path), tmp_path / "whole.yaml").read_bytes()
    trial = tmp_path / path.name

    @trials(path)
    @given(length=st.integers(0, len(whole)))
    def anywhere(length):
        trial.write_bytes(whole[:length])
        check(trial, path)

    anywhere()
    trial.write_bytes(whole)
    assert told(trial, loader(path)) is None  # cut nowhere, it loads


PIECES = (
    b":", b"{", b"}", b"[", b"]", b"'", b'"', b"\n", b"\t", b"- ", b"? ", b"#", b"|", b"%",
    b"---\n", b"...\n", b"<<: ", b"&a ", b"*a ", b"!!python/object/apply:os.system ", b"!!binary ",
    b"!!timestamp ", b"!!bool ", b"!!set ", b"!unknown ", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b'"\\ud800"', b"9" * 5000, b".nan ", b"2025-02-30 ",
)  # fmt: skip


@each_file
def test_a_slip_of_the_pen_anywhere(path, tmp_path):
    whole = save(plain(path), tmp_path / "whole.yaml").read_bytes()
    trial = tmp_path / path.name

    @trials(path)
    @given(
        spot=st.integers(0, len(whole)),
        lost=st.integers(0, 20),
        piece=st.one_of(st.just(b""), st.sampled_from(PIECES), st.binary(max_size=3)),
    )
    def anywhere(spot, lost, piece):
        trial.write_bytes(whole[:spot] + piece + whole[spot + lost :])
        check(trial, path)

    anywhere()


@each_scenario
def test_a_line_lost_or_twice_or_shifted(path, tmp_path):
    lines = save(plain(path), tmp_path / "whole.yaml").read_text(encoding="utf-8").splitlines()
    trial = tmp_path / path.name

    @trials(path)
    @given(st.integers(0, len(lines) - 1), st.sampled_from(["lost", "twice", "in", "out"]))
    def one_line(number, how):
        line = lines[number]
        put = {"lost": [], "twice": [line, line], "in": [f"  {line}"], "out": [line[1:]]}[how]
        text = "\n".join([*lines[:number], *put, *lines[number + 1 :]])
        trial.write_text(text, encoding="utf-8")
        check(trial, path)

    one_line()


@each_file
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", bytes(range(256)), b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_configuration_at_all(path, content, tmp_path):
    trial = tmp_path / path.name
    trial.write_bytes(content)
    error = told(trial, loader(path))
    assert error is not None
    assert len(error.faults) == 1
