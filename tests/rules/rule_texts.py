"""Every text for people in a rule file, with the path to it."""

from collections.abc import Iterator

from pydantic import BaseModel

from screener.rulepack.texts import Text


def every_text(part: object, path: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from every_text(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from every_text(item, f"{path}[{place}]")
