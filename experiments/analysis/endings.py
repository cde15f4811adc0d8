"""How a history ends and why there was no agreement: the names in the rows, in plain words."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """A name as it stands in the outcome rows, a short label, and a sentence that explains it."""

    name: str
    label: str
    meaning: str


ENDINGS = (
    Term("agreement", "Comprehensive agreement", "a full package was agreed and took effect"),
    Term("interim", "Interim accord only", "a partial package held, and no full one followed"),
    Term("talking", "Still talking", "no full agreement, and the talks went on"),
    Term("snap_back", "Threat in force", "what was threatened is in force, and no agreement"),
    Term("broken_off", "Talks broken off", "the two sides had stopped meeting"),
)

REASONS = (
    Term(
        "no_zopa",
        "No package suited both",
        "at no round was there a package that both leaders would have signed",
    ),
    Term(
        "no_text",
        "No common text",
        "some package would have suited both leaders, but their ministers never found a text",
    ),
    Term(
        "mandate",
        "Short of the mandate",
        "the last text gave one of the leaders less than that leader would sign",
    ),
    Term(
        "override",
        "Struck down by a leader",
        "the last text met both mandates, and a leader still sent it back",
    ),
    Term(
        "ratification",
        "Refused at home",
        "both leaders signed the last text, and it was refused at home",
    ),
    Term(
        "time",
        "Out of time",
        "a signed text was still waiting for approval at home on the last day",
    ),
)


def label(terms: tuple[Term, ...], name: str) -> str:
    """The short label of a name; a name that is not in the table reads as itself."""
    return next((term.label for term in terms if term.name == name), name.replace("_", " "))
