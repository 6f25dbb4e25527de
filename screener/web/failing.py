"""The page that is shown where a request fails: what is missing or unfit, or a fault of ours."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.defaults import server_error

from screener.errors import InputError
from screener.web.api.errors import STATUS, OurFault
from screener.web.api.errors import answer as json_answer
from screener.web.htmx import is_htmx
from screener.web.messages import problem
from screener.web.outages import outage_of
from screener.web.wording import TAGS, language

API = "/api/"


def failed(request: HttpRequest) -> HttpResponse:
    """Say what kept a request from being answered; nothing here asks the database."""
    outage = outage_of(sys.exc_info()[1])
    translation.activate(translation.get_language_from_request(request))
    if outage is None and not request.path.startswith(API):
        return server_error(request)
    return refused(request, outage or OurFault())


def refused(request: HttpRequest, outage: InputError) -> HttpResponse:
    """Say what is missing or unfit, as a page, a part of one, or JSON."""
    if request.path.startswith(API):
        return json_answer(outage)
    template = "problem.html" if is_htmx(request) else "outage.html"
    context = {"problem": problem(outage), "language_tag": TAGS[language()]}
    # Rendered without the request: the frame of a page asks who is signed in.
    return render(None, template, context, status=STATUS[type(outage)])
