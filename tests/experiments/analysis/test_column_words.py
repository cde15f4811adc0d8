from __future__ import annotations

import pytest

from experiments.analysis.column_words import OF_EACH, column_label
from experiments.speech import named, speaking
from sim.outcomes import columns


@pytest.mark.parametrize(
    ("name", "english", "japanese"),
    [
        ("refusals", "Signed texts that home refused", "署名後に国内で否決された文書の数"),
        ("hike_day", "Day on which a higher tariff was imposed", None),
        ("level_auto_tariff", "Tariff on cars and parts: agreed level", None),
        (
            "term_auto_tariff",
            "Tariff on cars and parts: at the history's end",
            "自動車関税（部品を含む）：試行の終わりの値",
        ),
    ],
)
def test_a_column_is_told_without_its_marks(japan_us, name, english, japanese):
    assert column_label(_column(japan_us(), name)) == english
    with speaking("ja"):
        told = column_label(_column(named(japan_us()), name))
    assert told == japanese or (japanese is None and told != english)


def test_the_ends_of_texts_are_those_of_columns(japan_us):
    texts = " ".join(column.text for column in columns(japan_us()))
    assert all(f": {end}" in texts for end in OF_EACH)


def _column(world, name):
    (found,) = (column for column in columns(world) if column.name == name)
    return found
