from __future__ import annotations

import pytest

from sim.config.errors import ConfigError, Fault, nearest, shorten


def test_a_fault_says_where_what_allowed_and_what_to_try():
    fault = Fault("a.yaml", "sides.us", "unknown key", "japan, us", "did you mean 'us'?", 7)
    assert str(fault) == (
        "a.yaml:7: sides.us: unknown key\n    allowed: japan, us\n    try: did you mean 'us'?"
    )


def test_what_is_not_known_is_not_said():
    assert str(Fault("a.yaml", "", "is empty")) == "a.yaml: is empty"
    assert str(Fault("a.yaml", "end", "found 3", line=2)) == "a.yaml:2: end: found 3"


def test_all_faults_are_told():
    one, two = Fault("a.yaml", "x", "found 1"), Fault("a.yaml", "y", "found 2")
    assert str(ConfigError([one, two])) == f"{one}\n{two}"
    assert ConfigError(one).faults == (one,)


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("tresury", "did you mean 'treasury'?"),
        ("comerce", "did you mean 'commerce'?"),
        ("treasury", "did you mean 'treasury'?"),
        ("japan", ""),
        ("", ""),
    ],
)
def test_the_nearest_right_word_if_one_is_near(word, suggestion):
    assert nearest(word, ["commerce", "treasury"]) == suggestion


def test_nothing_is_near_where_nothing_is_allowed():
    assert nearest("word", []) == ""


def test_long_values_are_cut():
    assert shorten("short") == "'short'"
    assert len(shorten("x" * 1000)) == 60
    assert shorten("x" * 1000).endswith("…")
