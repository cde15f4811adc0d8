"""The catalogues of translations: whole, current, with the same placeholders, nothing left over."""

from __future__ import annotations

import gettext
import io
import re
import string

import pytest
from babel.messages.pofile import read_po

import catalogues
from experiments.tongue import LOCALES, TONGUES, tongue

DOMAINS = tuple(catalogues.SOURCES)
LANGUAGES = catalogues.LANGUAGES
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
SAME_IN_BOTH = re.compile(
    r"[\W\d_]*|[\W\d_]*(GDP|tariff-talks|CSV|JSON|Parquet|PNG|SVG|PDF|QR)[\W\d_]*"
)
"""What needs no Japanese: signs, placeholders, and names that are the same everywhere."""


OTHERWISE = {"${m}m": {"oku"}}
"""Amounts that the other language counts in another unit, so that it has a name of its own."""


@pytest.fixture(scope="module")
def templates():
    """The sentences that the sources hold now, by catalogue."""
    taken = set()
    return {domain: catalogues.collected(domain, taken) for domain in DOMAINS}


def stored(language, domain):
    path = LOCALES / language / f"{domain}.po"
    return [one for one in read_po(io.BytesIO(path.read_bytes()), locale=language) if one.id]


def parts(text):
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text):
    """The names in braces; in a text that is never filled, none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def test_the_languages_are_those_that_people_can_choose():
    assert {"en", *LANGUAGES} == set(TONGUES)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language, domain, templates):
    there = {
        one.id if isinstance(one.id, str) else one.id[0]: one for one in stored(language, domain)
    }
    wanted = {
        one.id if isinstance(one.id, str) else one.id[0] for one in templates[domain] if one.id
    }
    assert sorted(wanted - set(there)) == [], "run: python docs/build/catalogues.py"
    assert sorted(set(there) - wanted) == [], "run: python docs/build/catalogues.py"
    empty = [key for key, one in there.items() if not all(parts(one.string)) or not one.string]
    assert empty == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language, domain):
    wrong = [
        (one.id, text)
        for one in stored(language, domain)
        for text in parts(one.string)
        if text
        and placeholders(text) not in [*map(placeholders, parts(one.id)), OTHERWISE.get(one.id)]
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_translated_into_japanese_is_japanese(domain):
    left = [
        one.id
        for one in stored("ja", domain)
        for text in parts(one.string)
        if text and not JAPANESE.search(text) and not SAME_IN_BOTH.fullmatch(bare(text))
    ]
    assert left == []


def bare(text):
    return re.sub(r"\{\w*\}", "", text)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language, domain):
    with (LOCALES / language / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for one in stored(language, domain):
        if isinstance(one.id, str):
            assert compiled.gettext(one.id) == (one.string or one.id)
        elif all(parts(one.string)):
            assert compiled.ngettext(*one.id, 2) == parts(one.string)[0]


def test_every_text_of_an_exercise_is_collected_but_its_identifiers():
    found = set(
        catalogues._texts(
            {
                "name": "slug",
                "scenario": "../a b.yaml",
                "settings": {"issues.grain.label": "Not read"},
                "roles": {"east": {"name": "Envoy", "aims": ["One.", "Two."]}},
                "before": [{"id": "x", "kind": "choice", "ask": "Who?", "options": ["We", "They"]}],
            },
            catalogues.ROOT / "configs" / "classroom" / "any.yaml",
            catalogues.READ,
        )
    )
    assert found == {"Envoy", "One.", "Two.", "Who?", "We", "They"}


def test_a_billion_dollars_is_ten_times_an_oku():
    japanese = tongue("ja")
    assert japanese.physical(1, "USD bn") == "10億ドル"
    assert japanese.physical(0.5, "USD bn per year") == "5億ドル/年"
    assert tongue("en").physical(6.9, "USD bn") == "6.9 USD bn"
