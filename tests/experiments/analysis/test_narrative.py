from __future__ import annotations

import pytest

from experiments.analysis.drivers import drivers
from experiments.analysis.narrative import FEW, LIKELIHOOD, answer, likelihood
from experiments.analysis.standoff import standoff
from experiments.analysis.summary import summarise
from experiments.analysis.wording import percent_with_range
from tests.experiments.made_up import changed, outcomes, replayed


def told(scenario, columns):
    return answer(summarise(columns, scenario), scenario, drivers(columns))


def passage(found, heading):
    return next(p for p in found.passages if p.heading.startswith(heading))


def test_the_opening_says_how_likely_with_its_interval(japan_us):
    columns = outcomes(japan_us(), 400, share=0.5)
    found = told(japan_us(), columns)
    whole = percent_with_range(summarise(columns, japan_us()).agreement.interval)
    share, spread = whole.split(" ", 1)
    assert found.headline == "An agreement by 31 December 2025 is about as likely as not"
    assert f"in {share} of 400 simulated histories {spread}." in found.lead
    assert "Japan and the United States" in found.lead


def test_words_for_shares_follow_the_scale():
    assert likelihood(0) == "all but ruled out"
    assert likelihood(0.5) == "about as likely as not"
    assert likelihood(1) == "almost certain"
    borders = [border for border, _ in LIKELIHOOD]
    assert borders == sorted(borders)
    # The scale is symmetric: a word for yes has its counterpart for no.
    assert [round(1 - border, 10) for border in reversed(borders)] == borders


def test_when_tells_every_window_with_its_interval(japan_us):
    columns = outcomes(japan_us(), 400)
    text = passage(told(japan_us(), columns), "When").text
    for share in summarise(columns, japan_us()).windows[:-1]:
        assert percent_with_range(share.interval) in text
    assert "9 July (tariff pause ends)" in text
    assert "20 July (Upper House election)" in text


def test_terms_tell_each_tariff_against_the_rate_in_force(japan_us):
    scenario = japan_us()
    issue = next(issue for issue in scenario.issues if issue.id == "auto_tariff")
    level = issue.levels.index(15)
    columns = changed(
        outcomes(scenario, 50, share=1), level_auto_tariff=level, term_auto_tariff=15.0
    )
    points = passage(told(scenario, columns), "On what").points
    assert len(points) == 3
    line = next(point for point in points if point.startswith(issue.label))
    assert line == f"{issue.label}: 15%, down from 25% (in nearly all agreements)"


def test_failures_are_told_by_what_stood_in_the_way(japan_us):
    columns = changed(
        outcomes(japan_us(), 100, share=0),
        reason=["ratification"] * 70 + ["time"] * 30,
    )
    found = passage(told(japan_us(), columns), "Why not")
    assert found.points[0].startswith("Refused at home, in 70% of them: ")
    assert found.points[1].startswith("Out of time, in 30% of them: ")
    assert "in 0 it is ratified" in found.text


def test_every_reason_that_occurs_is_told(japan_us):
    columns = outcomes(japan_us(), 400, share=0.5)
    labels = [reason.label for reason in summarise(columns, japan_us()).reasons if reason.runs]
    points = passage(told(japan_us(), columns), "Why not").points
    assert len(labels) == 6
    assert sorted(point.split(",")[0] for point in points) == sorted(labels)


def without_text(scenario, number, **values):
    """The passage on why there is no text, where every history ends without one."""
    values = {"reason": "no_text", "rounds": 10, "zopa_rounds": 9, "progress": 0.4} | values
    columns = changed(outcomes(scenario, 100, share=0), **values)
    stand = standoff(columns, replayed(scenario, number))
    found = answer(summarise(columns, scenario), scenario, drivers(columns), stand)
    return passage(found, "Why ministers find no common text")


def test_why_there_is_no_text_is_told_from_the_last_offers(japan_us):
    found = without_text(japan_us(), 20)
    assert found.text.startswith("Seldom for want of a package: ")
    assert "satisfied both leaders, home not asked, in 90% of its rounds" in found.text
    assert "close 40% of the first gap" in found.text
    assert found.text.endswith("In 20 of them, played again, the last offers stood so:")
    assert found.points[0].startswith(
        "Japan’s last offer would have satisfied the United States’ leader in 5% ("
    )
    assert "home in the United States" not in found.points[0]
    assert "satisfied Japan’s leader in 100% (" in found.points[1]
    assert "home in Japan would sooner have refused than ratified 95% (" in found.points[1]
    assert found.after.startswith(
        "With its last offer Japan still asks for 20 points more than its leader would sign at "
        "and the United States for no more (medians)."
    )


def test_a_world_without_a_package_is_told_as_one(japan_us):
    found = without_text(japan_us(), 20, zopa_rounds=2)
    assert found.text.startswith("Often for want of one: ")


def test_too_few_histories_played_again_say_nothing_of_last_offers(japan_us):
    found = without_text(japan_us(), 9)
    assert found.text.endswith("and no more.")
    assert not found.points and not found.after


def test_the_deciding_unknown_is_told_in_plain_words(japan_us):
    scenario = japan_us()
    columns = outcomes(scenario, 600)
    name = "drawn_sides__us__leader__override"
    same = outcomes(scenario, 600, reached=columns[name] < 0.5)
    assert (same[name] == columns[name]).all()
    text = passage(told(scenario, same), "What decides").text
    assert text.startswith("Most of all, how readily the President strikes down a text: ")
    assert "100% end in agreement; where it is highest, 0%" in text


def test_without_clear_unknowns_nothing_is_said_to_decide(japan_us):
    columns = outcomes(japan_us(), 100)
    headings = [p.heading for p in told(japan_us(), columns).passages]
    assert "What decides it" not in headings


def test_no_agreement_is_told_without_terms_or_days(japan_us):
    found = told(japan_us(), outcomes(japan_us(), 200, share=0))
    assert found.headline == "An agreement by 31 December 2025 is all but ruled out"
    assert "in none of 200 simulated histories (0–2%)" in found.lead
    assert [p.heading for p in found.passages] == ["Why not"]


def test_agreement_always_is_told_without_failures(two_givers):
    found = told(two_givers(), outcomes(two_givers(), 200, share=1))
    assert "in all of 200 simulated histories" in found.lead
    assert [p.heading for p in found.passages] == ["When", "On what terms"]


@pytest.mark.parametrize("runs", [1, FEW - 1])
def test_few_histories_make_no_claim(japan_us, runs):
    found = told(japan_us(), outcomes(japan_us(), runs, share=1))
    assert "too few to say how likely an agreement is" in found.headline
    assert not any(p.heading.startswith("Why mostly") for p in found.passages)


def test_one_history_is_told_as_one(japan_us):
    found = told(japan_us(), outcomes(japan_us(), 1, share=1))
    assert found.headline.startswith("1 history is too few")
    assert found.lead == "The one history that was run ends so: comprehensive agreement."


def test_every_answer_carries_the_caveat(two_givers):
    caveat = told(two_givers(), outcomes(two_givers(), 30)).caveat
    assert "teaching and research model, not a forecast service" in caveat
