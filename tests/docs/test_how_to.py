"""What the how-to guides show that no command or Python block of theirs carries out."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
from typer.testing import CliRunner

import pages
from sim.outcomes import simulate
from sim.scenario import find_scenario
from talks.app import app

HOW_TO = pages.ROOT / "docs" / "how-to"
EXAMPLE = pages.ROOT / "docs" / "examples" / "solara_view.py"


def test_the_mistake_in_a_scenario_is_told_as_shown(tmp_path, monkeypatch):
    text = (HOW_TO / "write-a-scenario.md").read_text(encoding="utf-8")
    (shown,) = (fence.body for fence in pages.fences(text) if fence.language == "text")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "configs" / "scenarios" / "my_talks.yaml"
    assert CliRunner().invoke(app, ["new", "scenario", "my_talks"]).exit_code == 0
    right = file.read_text(encoding="utf-8")
    wrong = right.replace("[25, 20, 15, 10, 5, 0]", "[25, 20, 15, 20, 5, 0]")
    assert wrong != right
    # The shipped schemas add two lines for editors at the top of a file in a checkout.
    file.write_text("#\n#\n" + wrong, encoding="utf-8")
    told = CliRunner().invoke(app, ["validate", "configs/scenarios/my_talks.yaml"])
    assert told.exit_code == 2
    assert " ".join(shown).split() == told.output.split()


@pytest.fixture
def solara_view(monkeypatch):
    """The example with a SolaraViz that only keeps what it is given: Solara isn't installed."""

    class Slider:
        def __init__(self, label, value, low, high, step):
            self.value, self.low, self.high = value, low, high

    def module(name: str, **names: object) -> None:
        made = ModuleType(name)
        vars(made).update(names)
        monkeypatch.setitem(sys.modules, name, made)

    module("solara", component=lambda function: function)
    module(
        "mesa.visualization",
        Slider=Slider,
        SolaraViz=lambda model, **given: (model, given),
        make_plot_component=lambda names: names,
    )
    module("mesa.visualization.utils", update_counter=None)
    spec = importlib.util.spec_from_file_location("solara_view", EXAMPLE)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_page_plots_what_the_model_records(solara_view):
    model, given = solara_view.page
    recorded = model.datacollector.model_vars
    plotted = [name for names in given["components"] if isinstance(names, list) for name in names]
    assert len(plotted) == 7
    assert set(plotted) <= set(recorded)


def test_sliders_are_settings_within_what_the_scenario_allows(solara_view):
    _, given = solara_view.page
    sliders = {k: v for k, v in given["model_params"].items() if k != "rng"}
    assert sorted(sliders) == ["beta", "run", "softness"]
    starts = {name: slider.value for name, slider in sliders.items()}
    assert vars(solara_view.Watched(**starts))["offers"] == []
    for name, slider in sliders.items():
        for end in (slider.low, slider.high):
            solara_view.Watched(**(starts | {name: end}))


def test_the_history_watched_is_that_of_the_same_settings(solara_view):
    model = solara_view.Watched(run=4, softness=0.2, beta=0.4)
    while model.running:
        model.step()
    settings = {solara_view.SOFTNESS: 0.2, solara_view.BETA: 0.4}
    rows = simulate(find_scenario(solara_view.SCENARIO, settings), 20250617, 4, 5)
    assert len(model.mandates) == model.day + 1
    assert model.state.rounds == rows["rounds"][0]
    assert {offer.side for offer in model.offers} == {0, 1}
    assert max(offer.day for offer in model.offers) <= model.day
    ended = rows["ending"][0].replace("_", " ")
    assert solara_view.today(model).endswith(f"the history ends: {ended}")
    figure = solara_view.draw_table(model)
    assert [ax.get_title(loc="left") for ax in figure.axes] == [
        "What offers are worth: Japan",
        "What offers are worth: United States",
    ]
