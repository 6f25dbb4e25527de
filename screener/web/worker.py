"""The worker: screens what is queued, in a process of its own.

``python -m screener.web.worker``. One runs beside the server; whatever an earlier one left
unfinished is done again from the start, once.
"""

import os
import sys
import threading

import django
from django.core.management import call_command


def main() -> None:
    """Take up what was left unfinished, then screen until interrupted."""
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "screener.web.settings")
    django.setup()
    from screener.web.screenings.tasks import take_up  # noqa: PLC0415 - after the setup

    take_up()
    call_command(
        "db_worker", interval=0.2, startup_delay=False, reload=False, verbosity=0, queue_name="*"
    )


def _end_with_the_server() -> None:
    """End when the server's pipe does; what was being screened is taken up by the next worker."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
