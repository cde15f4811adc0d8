"""The page of a study: in one file, with words, figures and every number."""

from __future__ import annotations

import json
import re

import pytest

from experiments.errors import ResultError
from experiments.sensitivity.findings import found
from experiments.sensitivity.report import write_figures, write_study
from experiments.sensitivity.runner import play
from experiments.shown import Shown
from sim.scenario import CONFIGS

pytestmark = pytest.mark.usefixtures("machine_code")


@pytest.fixture
def page(load, tmp_path):
    """Write the page of a study on one outcome; return its text and the findings."""

    def page(**changes):
        study = load(outcomes=["agreement"], **changes)
        played = play(study, tmp_path / "study")
        path = write_study(played, found(played))
        return path, path.read_text(), json.loads((path.parent / "findings.json").read_text())

    return page


def test_a_page_stands_alone_and_tells_the_question_the_answer_and_its_limits(page):
    path, text, findings = page()
    assert "What matters?" in text
    assert "Agreement turns most on" in text or "No factor stands out" in text
    assert not re.search(r'(href|src|srcset)="(?!#|data:)', text)
    assert "<script" not in text and "nan%" not in text
    assert "What this does not show" in text
    assert findings["digest"] in text and findings["content_hash"] in text
    assert "talks sensitivity TRIAL.yaml --runs 8 --size 4" in text
    for width in ("", "-column"):
        for kind in ("png", "svg"):
            for name in ("shares", "screening-agreement"):
                assert (path.parent / "figures" / f"{name}{width}.{kind}").stat().st_size > 3000


@pytest.mark.slow
def test_figures_for_a_paper_come_with_their_captions_and_without_a_page(load, tmp_path):
    played = play(load(outcomes=["agreement"]), tmp_path / "study")
    into = write_figures(played, found(played), theme="paper")
    assert into == tmp_path / "study" / "figures" / "paper"
    kinds = ("pdf", "png", "svg")
    assert {path.name for path in into.iterdir()} == {
        "captions.md",
        *(
            f"{name}{width}.{kind}"
            for name in ("shares", "screening-agreement")
            for width in ("", "-column")
            for kind in kinds
        ),
    }
    assert not (tmp_path / "study" / "report.html").exists()


def test_ends_that_were_not_tried_are_listed_with_the_reason(page):
    _, text, findings = page(
        method="tornado",
        size=None,
        chance_points=None,
        factors=[{"key": "all assumptions"}],
        settings={},
    )
    key = "sides.east.motives.timber.benefits.values.timber"
    assert "Ends that were not tried" in text
    assert key in text
    assert [one["key"] for one in findings["left_out"]].count(key) == 1


def test_a_world_in_which_nothing_varies_is_told_as_such(page):
    """Everybody agrees: no factor does anything, and there is nothing to draw."""
    path, text, _ = page(settings={"sides.east.reference.timber": 0.1}, size=4)
    assert "It is the same in every history" in text
    assert "No factor stands out from luck" in text
    assert not (path.parent / "figures" / "screening-agreement.png").exists()


JAPAN_US = {
    "scenario": str(CONFIGS / "scenarios" / "japan_us_2025.yaml"),
    "question": "Which single judgment in the assumptions register does most to the answers?",
    "settings": {},
}
TORNADO = {
    "method": "tornado",
    "size": None,
    "chance_points": None,
    "factors": [
        {"key": "sides.us.mandate.stress"},
        {"key": "economy.lines.other_goods.base_trade"},
        {
            "key": "sides.japan.ministers.negotiator.strategy",
            "label": "How Tokyo bargains",
            "values": [{"name": "boulware"}, {"name": "tit_for_tat"}],
        },
    ],
}
SCREENING = {"factors": [{"key": "sides.us.cost_ratio"}, {"key": "talks.exchanges"}], "by": "group"}


def undrawn(figure, material, folder):
    """Return what a page says of a figure, without its pictures: they take seconds."""
    panels = figure.prepare(material)
    words = (figure.heading, figure.caption, figure.alt)
    return Shown(figure.name, *(word(panels) for word in words), page="", column="")


@pytest.fixture
def japanese(load, tmp_path, monkeypatch):
    """Write a study's page in both languages; return the Japanese one."""
    monkeypatch.setattr("experiments.sensitivity.report.show", undrawn)

    def japanese(**changes):
        played = play(load(**{**JAPAN_US, **changes}), tmp_path / "study")
        everything = found(played)
        english = write_study(played, everything).read_bytes()
        numbers = (tmp_path / "study" / "findings.json").read_bytes()
        page = write_study(played, everything, lang="ja")
        assert page.name == "report.ja.html"
        assert (tmp_path / "study" / "report.html").read_bytes() == english
        assert (tmp_path / "study" / "findings.json").read_bytes() == numbers
        return page.read_text(encoding="utf-8")

    return japanese


def left_over(page):
    """Return what stands in Latin words on a page, but for keys, commands and what made it."""
    told = re.sub("<(title|style|pre|code|footer).*?</\\1>", "", page, flags=re.DOTALL)
    told = re.sub('<dl class="facts">.*?</dl>', "", told, flags=re.DOTALL)
    alts = re.findall('(?:alt|aria-label)="([^"]*)"', told)
    words = [*re.split("<[^>]*>", told), *alts]
    return [word for word in words if re.search("[A-Za-z]{2}", word.replace("PAWN", ""))]


@pytest.mark.parametrize("changes", [TORNADO, SCREENING], ids=["tornado", "screening"])
def test_in_japanese_nothing_is_left_in_english_and_the_english_page_stays(japanese, changes):
    text = japanese(outcomes=["agreement", "agreement_day", "exporter_loss_bn"], **changes)
    assert '<html lang="ja">' in text
    keys = [factor["key"] for factor in changes["factors"]]
    assert [word for word in left_over(text) if word not in keys] == []
    assert "前提一覧のどの判断が" in text
    assert "talks sensitivity TRIAL.yaml" in text and "--lang ja" in text
    if changes is TORNADO:
        assert "しっぺ返し" in text and "年750億ドルで" in text
        assert '<code class="key">sides.<wbr>us.<wbr>mandate.<wbr>stress</code>' in text


def test_a_language_that_is_not_there_is_refused_before_anything_is_drawn(load, tmp_path):
    played = play(load(outcomes=["agreement"]), tmp_path / "study")
    with pytest.raises(ResultError, match="no language 'xx'; there are en, ja"):
        write_study(played, found(played), lang="xx")
    assert not (tmp_path / "study" / "figures").exists()
