"""What a row keeps as JSON, as it was written: in the order of its keys, whatever the database."""

import json
from typing import TypeVar

from django.db import models

_Kept = TypeVar("_Kept")


class WrittenJSON(models.TextField[_Kept, _Kept]):
    """JSON in a column of text.

    The JSON type of a database may sort keys: the cells of a line would no longer stand in the
    order of the file, and a result would not be the same bytes.
    """

    def from_db_value(self, value: str | None, *_: object) -> object:
        """Return what was kept."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: object) -> str | None:
        """Return the text that is kept."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def to_python(self, value: object) -> object:
        """Return a value as it is: it is never read from a form."""
        return value
