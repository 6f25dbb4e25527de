"""What the server logs of a failure: where it happened and its kind, never its words.

The words of an error may quote a cell of somebody's parts list.
"""

import copy
import logging
import traceback


class WithoutWords(logging.Formatter):
    """Formats what is logged; of an error it shows the places in the code and the kind."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, whatever another formatter made of its error."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name that logging calls
        """Return the places and the kind of an error, and of those that it followed from."""
        error = ei[1] if isinstance(ei, tuple) else None
        parts = []
        while isinstance(error, BaseException):
            parts += [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(parts).rstrip()
