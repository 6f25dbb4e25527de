"""Pages of the program in a real browser without a server: each request is Django's test client's.

So any state can be shown: a screening that waits, a fault, a page that an error made.
"""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from playwright.sync_api import Page, Route

ORIGIN = "http://127.0.0.1"


class Shown:
    """A page of the browser whose requests a client answers."""

    def __init__(self, page: Page, client: Client) -> None:
        self.page = page
        self.client = client
        self._prepared: HttpResponseBase | None = None
        page.route("**/*", self._answer)

    def open(self, address: str) -> HttpResponseBase | None:
        """Open an address; returns nothing where it is no page."""
        answer = self.client.get(address, follow=True)
        is_page = isinstance(answer, HttpResponse) and b"<html" in answer.content
        return self.show(answer, address) if is_page else None

    def show(self, answer: HttpResponseBase, address: str = "/") -> HttpResponseBase:
        """Show an answer that is there already, as that of an address; it leads nowhere else."""
        assert "Location" not in answer.headers
        self._prepared = answer
        self.page.goto(f"{ORIGIN}{address}")
        return answer

    def _answer(self, route: Route) -> None:
        asked = route.request
        parts = urlsplit(asked.url)
        assert f"{parts.scheme}://{parts.netloc}" == ORIGIN, asked.url
        given, self._prepared = self._prepared, None
        if given is None or not asked.is_navigation_request():
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            given = self.client.get(path, headers={"hx-request": asked.headers.get("hx-request")})
        content = given.content if isinstance(given, HttpResponse) else b"".join(given)
        route.fulfill(status=given.status_code, headers=dict(given.headers), body=content)
