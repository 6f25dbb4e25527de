"""The worker: screens what is queued and deletes what is old, in a process of its own.

``python -m screener.web.worker``. One runs beside the server; whatever an earlier one left
unfinished is done again from the start, once. A worker that something failed in ends, so that the
next one begins anew.
"""

import logging
import os
import sys
import threading
import time

import django
from django.core.management import call_command
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

_PURGE_EVERY = 3600.0  # seconds
_LOOK_AGAIN = 0.5
_LOG = logging.getLogger(__name__)


def main() -> None:
    """Take up what was left unfinished, then screen until interrupted."""
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "screener.web.settings")
    django.setup()
    # What an error says may quote a cell: the log tells only its kind and place.
    sys.excepthook = lambda kind, error, trace: _LOG.error(
        "the worker ends", exc_info=(kind, error, trace)
    )
    from screener.web.screenings.tasks import take_up  # noqa: PLC0415 - after the setup

    task_finished.connect(_end_after_failure)
    _wait_for_the_database()

    threading.Thread(target=_purge_now_and_then, daemon=True).start()
    take_up()
    call_command(
        "db_worker", interval=0.2, startup_delay=False, reload=False, verbosity=0, queue_name="*"
    )


def _wait_for_the_database() -> None:
    """Wait until it answers; it is told once that it does not."""
    from django.db import OperationalError, connection  # noqa: PLC0415 - after the setup

    told = False
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if not told:
                _LOG.warning("the database does not answer; waiting for it")
            told = True
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _end_after_failure(*, task_result: TaskResult[object], **_: object) -> None:
    """End when a task failed: what an outage left unfinished is taken up by the next worker."""
    if task_result.status == TaskResultStatus.FAILED:
        sys.exit(1)


def _purge_now_and_then() -> None:
    """Delete what is old, at once and every hour; a failure is told and tried again."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - after the setup

    from screener.web.screenings.purging import purge_by_itself  # noqa: PLC0415 - after the setup

    while True:
        try:
            purge_by_itself()
        except (OSError, DatabaseError):
            _LOG.exception("what is old could not be deleted")
        finally:
            connection.close()
        time.sleep(_PURGE_EVERY)


def _end_with_the_server() -> None:
    """End when the server's pipe does; what was being screened is taken up by the next worker."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
