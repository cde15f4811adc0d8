"""Rates, origins and marks of forms, by hand."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from classroom.web.guard import Rates, csrf_holds, csrf_token, same_origin


def test_a_bucket_empties_and_fills_again():
    clock = [0.0]
    rates = Rates(a_second=2.0, burst=3.0, now=lambda: clock[0])
    assert [rates.allow("a") for _ in range(4)] == [True, True, True, False]
    assert rates.allow("b")  # another token has a bucket of its own
    clock[0] = 0.5
    assert [rates.allow("a") for _ in range(2)] == [True, False]
    clock[0] = 100.0
    assert [rates.allow("a") for _ in range(4)] == [True, True, True, False]


def test_buckets_are_forgotten_oldest_first():
    rates = Rates(1.0, 1.0, now=lambda: 0.0)
    rates.MOST = 2  # type: ignore[misc]
    for token in ("a", "b", "c"):
        rates.allow(token)
    assert rates.allow("a")  # forgotten, so full again
    assert not rates.allow("c")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"host": "a", "origin": "http://a"}, True),
        ({"host": "a:80", "origin": "http://a:80"}, True),
        ({"host": "a", "origin": "http://b"}, False),
        ({"host": "a", "origin": "null"}, False),
        ({"host": "a", "origin": "http://a", "sec-fetch-site": "cross-site"}, False),
        ({"host": "a", "sec-fetch-site": "same-site"}, False),
        ({"host": "a", "sec-fetch-site": "same-origin"}, True),
    ],
)
def test_where_a_post_comes_from(headers, expected):
    assert same_origin(Headers(headers)) is expected


def test_a_mark_is_one_visitors():
    mark = csrf_token("secret", "ann")
    assert csrf_holds("secret", "ann", mark)
    assert not csrf_holds("secret", "bob", mark)
    assert not csrf_holds("other", "ann", mark)
    assert not csrf_holds("secret", "", csrf_token("secret", ""))
