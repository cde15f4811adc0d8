"""What stands between the network and the pages: headers, sizes, rates, and forged posts."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
"""Size of a request's body, at most; a form of a table has about one kilobyte."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Headed:
    """Middleware: every answer carries the security headers, and pages are kept nowhere."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, headed)


class Small:
    """Middleware: a body larger than :data:`MOST_BYTES` is refused with 413."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body, which is small, or refuse it; then pass it on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        body, more = b"", True
        while more and declared.isdigit() and int(declared) <= MOST_BYTES:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MOST_BYTES:
                break
        if more:
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b"Too large."})
            return
        told = False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)


class Rates:
    """A bucket of requests for each token: filled slowly, emptied one by one.

    Args:
        a_second: requests that a bucket gains each second.
        burst: requests that a full bucket holds.
        now: a clock in seconds.
    """

    MOST = 20_000

    def __init__(
        self, a_second: float, burst: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with full buckets."""
        self.a_second, self.burst, self.now = a_second, burst, now
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, token: str) -> bool:
        """Take one request from a token's bucket; False if it is empty."""
        with self._lock:
            now = self.now()
            left, last = self._buckets.pop(token, (self.burst, now))
            left = min(self.burst, left + (now - last) * self.a_second)
            allowed = left >= 1.0
            self._buckets[token] = (left - 1.0 if allowed else left, now)
            while len(self._buckets) > self.MOST:
                self._buckets.popitem(last=False)
            return allowed


def same_origin(headers: Headers) -> bool:
    """Whether a post comes from one of our own pages, as far as its headers tell."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == headers.get("host", "")


def csrf_token(secret: str, visitor: str) -> str:
    """Return what a visitor's forms must carry."""
    return hmac.new(secret.encode(), visitor.encode(), hashlib.sha256).hexdigest()[:32]


def csrf_holds(secret: str, visitor: str, token: str) -> bool:
    """Whether a form's token is this visitor's."""
    return bool(visitor) and hmac.compare_digest(csrf_token(secret, visitor), token)
