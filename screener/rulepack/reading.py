"""Strict reading of rule files: every scalar a string first, every refusal with file and line.

Plain YAML turns HS ``0402`` into 258 and country ``NO`` into false. Here a scalar is a string until
a model types it; duplicate and unknown keys are refused.
"""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from screener.errors import InputError

#: What a YAML file holds when every scalar is a string. An empty value is ``None``.
Plain = str | list["Plain"] | dict[str, "Plain"] | None

# libyaml parses ten times faster than the parsers written in Python; both give the same nodes.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: Levels of lists and mappings within each other.
_DEEPEST = 50

ModelT = TypeVar("ModelT", bound="RuleModel")


class RuleModel(BaseModel):
    """What every part of a rule pack has in common: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class RuleFileError(InputError):
    """A file of the rule pack cannot be used."""

    code = "rule-file"
    problem = {
        "en": "{file}, line {line}: {what}",
        "ja": "{file} {line}行目: {what}",
        "zh": "{file} 第{line}行: {what}",
    }
    way_out = {"en": "{mend}", "ja": "{mend}", "zh": "{mend}"}


def read_yaml(path: Path) -> tuple[Plain, yaml.Node]:
    """Read one YAML file.

    Returns:
        Its content with every scalar a string, and its node tree, which knows line numbers.

    Raises:
        RuleFileError: The file is no valid UTF-8 YAML, or a key stands twice in one mapping.
    """
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise RuleFileError(
            file=path, line=1, what="not UTF-8 text.", mend="Save the file as UTF-8."
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleFileError(
            file=path,
            line=mark.line + 1 if mark else 1,
            what=f"not valid YAML: {getattr(error, 'problem', None) or error}.",
            mend="Check indentation, quotes and colons near that line.",
        ) from error
    if tree is None:
        raise RuleFileError(
            file=path, line=1, what="the file is empty.", mend="Remove it, or fill it."
        )
    return _Plainer(path).plain(tree), tree


class _Plainer:
    """Makes plain content of nodes, each once: aliases could make much of little."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._met: set[int] = set()

    def plain(self, node: yaml.Node, depth: int = 0) -> Plain:
        if isinstance(node, yaml.ScalarNode):
            # An empty value is no value; a quoted empty string stays one.
            empty = node.value == "" and node.style is None
            return None if empty else str(node.value)
        if id(node) in self._met:
            raise self._refusal(node, "an alias (*) repeats a part.", "Write the part out.")
        if depth == _DEEPEST:
            raise self._refusal(node, "this is nested too deeply.", "Write it flatter.")
        self._met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Plain]:
        content: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refusal(key, "a key is no text.", "Write one word before the colon.")
            if key.value in content:
                raise self._refusal(
                    key, f"the key {key.value!r} stands twice.", "Keep one of the two."
                )
            content[key.value] = self.plain(value, depth + 1)
        return content

    def _refusal(self, node: yaml.Node, what: str, mend: str) -> RuleFileError:
        line = node.start_mark.line + 1
        return RuleFileError(file=self._path, line=line, what=what, mend=mend)


def read_model(path: Path, model: type[ModelT]) -> ModelT:
    """Read one YAML file as a model.

    Raises:
        RuleFileError: The file does not fit the model; says the line, the key and what to write.
    """
    content, tree = read_yaml(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = first["loc"]
        raise RuleFileError(
            file=path,
            line=_line_of(tree, place),
            what=f"{'.'.join(str(step) for step in place) or 'the file'}: {first['msg']}.",
            mend=_mend(first["type"]),
        ) from error


def _mend(kind: str) -> str:
    mends = {
        "missing": "Add the key; rules/schema/ says what belongs there.",
        "extra_forbidden": "Remove the key, or correct its spelling.",
    }
    return mends.get(kind, "Write the value as rules/schema/ says.")


def _line_of(tree: yaml.Node | None, place: tuple[int | str, ...]) -> int:
    """Return the 1-based line of the deepest node on the way to `place`."""
    node = tree
    line = 1
    for step in place:
        following = _step_into(node, step)
        if following is None:
            break
        node, line = following
    return line


def _step_into(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found = node.value[step]
        return found, found.start_mark.line + 1
    return None
