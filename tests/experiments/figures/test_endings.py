from __future__ import annotations

from matplotlib.figure import Figure

from experiments.figures import endings
from tests.experiments.made_up import changed, outcomes


def test_every_ending_and_every_reason_that_occurs_has_a_bar(material, japan_us):
    columns = changed(
        outcomes(japan_us(), 10, share=0),
        ending="talking",
        reason=["time"] * 3 + ["mandate"] * 7,
    )
    (data,) = endings.prepare(material(japan_us(), columns=columns))
    assert [share.name for share in data.reasons] == ["mandate", "time"]
    ax = Figure().subplots()
    endings.draw(data, ax)
    widths = [patch.get_width() for patch in ax.patches]
    assert widths == [0, 0, 1, 0, 0, 0.7, 0.3]
    assert endings.heading([data]) == "Every history ends the same way: still talking"
    assert "“short of the mandate”, in 70% of all histories" in endings.caption([data])


def test_agreement_always_leaves_no_reasons(material, japan_us):
    panels = endings.prepare(material(japan_us(), share=1))
    assert panels[0].reasons == ()
    assert "Every history ends in an agreement." in endings.caption(panels)
