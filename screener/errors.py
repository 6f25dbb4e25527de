"""What a user can fix: each error has a code, the problem with its place, and the way out.

The texts stand in three languages; `InputError.message` composes them. A code is never reused.
"""

from typing import ClassVar

LANGUAGES = ("en", "ja", "zh")


class InputError(Exception):
    """Something the user gave cannot be used; nothing was written for it.

    Subclasses state `code`, and `problem` and `way_out` in every language, with named places that
    the keyword arguments fill.
    """

    code: ClassVar[str]
    problem: ClassVar[dict[str, str]]
    way_out: ClassVar[dict[str, str]]

    def __init__(self, **places: object) -> None:
        super().__init__(places)
        self.places = places

    def message(self, language: str = "en") -> str:
        """Return the problem on the first line and the way out, with the code, on the second."""
        problem = self.problem[language].format(**self.places)
        way_out = self.way_out[language].format(**self.places)
        return f"{problem}\n  {way_out} [{self.code}]"

    def __str__(self) -> str:
        return self.message()
