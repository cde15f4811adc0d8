"""An `answer` in an experiment file: what it may name, and what a person is told otherwise."""

from __future__ import annotations

import copy

import pytest

from experiments.design import load_experiment
from sim.config import ConfigError

ARMS = [
    {"name": "as_is", "label": "As it is"},
    {"name": "other", "settings": {"sides.east.reference.grain": 0.7}},
]
ANSWER = {
    "title": "A trial",
    "theory": [{"text": "More is more.", "sources": ["schelling1960"]}],
    "design": "Two arms.",
    "defines": {"twice": {"label": "Twice", "unit": "days", "says": "2 * sessions"}},
    "measures": ["agreement", "twice"],
    "claims": [
        {
            "says": "it helps",
            "arms": ["as_is", "other"],
            "measure": "agreement",
            "expect": "more",
            "plainly": {
                "more": "Yes: {second} against {first}.",
                "less": "No, {size} less.",
                "unclear": "Who knows?",
                "little": {"under": 1, "says": "Less than {under}."},
            },
        }
    ],
    "ranking": {
        "measure": "twice",
        "per": "agreement",
        "best": "less",
        "says": "{best} is first",
    },
    "limits": ["Everything else."],
}


def changed(*place, to):
    """The answer with one thing in it replaced."""
    content = copy.deepcopy(ANSWER)
    spot = content
    for key in place[:-1]:
        spot = spot[key]
    spot[place[-1]] = to
    return content


def refusal(write, answer, arms=ARMS):
    with pytest.raises(ConfigError) as told:
        load_experiment(write(vary=None, arms=arms, answer=answer))
    return str(told.value)


def test_a_sound_one_is_read(write):
    config = load_experiment(write(vary=None, arms=ARMS, answer=ANSWER)).config
    assert config.answer is not None
    assert config.answer.wanted() == ("agreement", "twice")


def test_arms_keep_names_titles_and_settings(write):
    first, second = load_experiment(write(vary=None, arms=ARMS)).arms
    assert (first.label, first.title, first.values) == ("as_is", "As it is", {"arm": "as_is"})
    assert (second.label, second.title) == ("other", "other")
    assert second.settings == {"sides.east.reference.grain": 0.7}
    assert first.scenario_hash != second.scenario_hash


def test_claims_may_name_arms_that_factors_span(write):
    answer = changed("claims", 0, "arms", to=["factor=0.2", "factor=0.7"])
    assert load_experiment(write(answer=answer)).config.answer is not None


def test_words_of_the_answer_change_no_outcome(write):
    one = load_experiment(write(vary=None, arms=ARMS, answer=ANSWER)).content_hash
    assert load_experiment(write(vary=None, arms=ARMS)).content_hash == one


@pytest.mark.parametrize(
    ("place", "to", "words"),
    [
        (("claims", 0, "arms"), ["as_is", "othr"], "no such arm"),
        (("claims", 0, "arms"), ["other", "other"], "names one arm twice"),
        (("claims", 0, "measure"), "agrement", "no measure 'agrement'"),
        (("claims", 0, "expect"), "up", "more, less, open"),
        (("claims", 0, "sources"), ["schelling60"], "unknown source 'schelling60'"),
        (("measures",), ["agreement", "sesions"], "no measure 'sesions'"),
        (("defines", "twice", "says"), "2 * sesions", "sesions"),
        (("ranking", "per"), "nothing", "no measure 'nothing'"),
        (("ranking", "says"), "{first} is first", "found '{first}'"),
        (("ranking", "names"), {"othr": "x"}, "no such arm"),
        (("claims", 0, "plainly", "more"), "Yes: {scond}.", "found '{scond}'"),
        (("claims", 0, "plainly", "less"), "Below {under}.", "found '{under}'"),
        (("claims", 0, "plainly", "more"), "Half a {brace", "'}'"),
        (("claims", 0, "plainly", "little", "under"), 0, "greater than 0"),
        (("claims", 0, "plainly", "unclear"), "", "unclear"),
        (("theory", 0, "sources"), ["nobody1900"], "unknown source 'nobody1900'"),
        (("claims", 0, "says_less"), ["nobody1900"], "unknown source 'nobody1900'"),
        (("claims", 0, "per"), "nothing", "no measure 'nothing'"),
        (("ranking", "unit"), "{size} each", "found '{size}'"),
        (("against",), {"othr": "as_is"}, "no such arm"),
        (("against",), {"as_is": "other"}, "an arm other than the first"),
        (
            ("opening",),
            [{"claims": [9], "come_out": "less", "says": "No."}],
            "found 9, no such claim",
        ),
        (("limits",), [], "limits"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(write, place, to, words):
    told = refusal(write, changed(*place, to=to))
    assert words in told
    assert "answer" in told


def test_an_answer_that_claims_nothing_is_refused(write):
    answer = {key: value for key, value in ANSWER.items() if key not in ("claims", "ranking")}
    assert "claims nothing and ranks nothing" in refusal(write, answer)


def test_an_answer_takes_two_arms(write):
    assert "one arm" in refusal(write, ANSWER, arms=ARMS[:1])


@pytest.mark.parametrize(
    ("arms", "words"),
    [
        ([*ARMS, {"name": "other", "settings": {"sides.east.reference.grain": 0.1}}], "twice"),
        ([*ARMS, {"name": "again", "settings": ARMS[1]["settings"]}], "what 'other' sets"),
        ([*ARMS, {"name": "bad", "settings": {"sides.east.grain": 1}}], "no such key"),
    ],
)
def test_arms_are_told_apart(write, arms, words):
    with pytest.raises(ConfigError, match=words):
        load_experiment(write(vary=None, arms=arms))


def test_arms_do_not_stand_beside_factors(write):
    with pytest.raises(ConfigError, match="stands beside 'vary'"):
        load_experiment(write(arms=ARMS))


def test_a_key_is_set_for_all_or_in_single_arms(write):
    settings = {"sides.east.reference": None}
    with pytest.raises(ConfigError, match="is also set by arm 'other'"):
        load_experiment(write(vary=None, arms=ARMS, settings=settings))
