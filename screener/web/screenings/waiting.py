"""Waiting a moment for the worker, so that a short screening shows no page of progress."""

import time

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from screener.web.screenings.models import Screening, State

# Below this a page of progress would only flash by.
_PATIENCE = 2.0
_LOOK_AGAIN = 0.1


def wait_a_moment(screening: Screening) -> HttpResponseRedirect:
    """Go to the result if it comes at once, else to the page of progress."""
    until = time.monotonic() + _PATIENCE
    while screening.state in (State.QUEUED, State.RUNNING) and time.monotonic() < until:
        time.sleep(_LOOK_AGAIN)
        screening.refresh_from_db(fields=["state"])
    done = screening.state == State.DONE
    return redirect("result" if done else "progress", pk=screening.pk)
