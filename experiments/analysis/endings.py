"""How a history ends and why there was no agreement: the names in the rows, in plain words.

The words are English; they are said where they are shown.
"""

from __future__ import annotations

from typing import NamedTuple

from experiments.speech import phrase, say


class Term(NamedTuple):
    """A name as it stands in the outcome rows, a short label, and a sentence that explains it."""

    name: str
    label: str
    meaning: str


ENDINGS = (
    Term(
        "agreement",
        phrase("Comprehensive agreement"),
        phrase("a full package was agreed and took effect"),
    ),
    Term(
        "interim",
        phrase("Interim accord only"),
        phrase("a partial package held, and no full one followed"),
    ),
    Term("talking", phrase("Still talking"), phrase("no full agreement, and the talks went on")),
    Term(
        "snap_back",
        phrase("Threat in force"),
        phrase("what was threatened is in force, and no agreement"),
    ),
    Term("broken_off", phrase("Talks broken off"), phrase("the two sides had stopped meeting")),
)

REASONS = (
    Term(
        "no_zopa",
        phrase("No package suited both"),
        phrase("at no round was there a package that both leaders would have signed"),
    ),
    Term(
        "no_text",
        phrase("No common text"),
        phrase(
            "some package would have suited both leaders, but their ministers never found a text"
        ),
    ),
    Term(
        "mandate",
        phrase("Short of the mandate"),
        phrase("the last text gave one of the leaders less than that leader would sign"),
    ),
    Term(
        "override",
        phrase("Struck down by a leader"),
        phrase("the last text met both mandates, and a leader still sent it back"),
    ),
    Term(
        "ratification",
        phrase("Refused at home"),
        phrase("both leaders signed the last text, and it was refused at home"),
    ),
    Term(
        "time",
        phrase("Out of time"),
        phrase("a signed text was still waiting for approval at home on the last day"),
    ),
)


def label(terms: tuple[Term, ...], name: str) -> str:
    """The short label of a name, said; a name that is not in the table reads as itself."""
    return next((say(term.label) for term in terms if term.name == name), name.replace("_", " "))
