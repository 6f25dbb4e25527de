"""Reading result lines back: JSONL as ``screener screen --format jsonl`` writes it."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from screener.errors import InputError
from screener.model import Line, Source, Stated
from screener.results.records import ResultRecord


class NotAResult(InputError):
    """A file holds something else than result lines."""

    code = "not-a-result"
    problem = {
        "en": "{file}, line {line}: this is no result line of screener ({what}).",
        "ja": "{file} {line}行目: screener の結果ではありません（{what}）。",
        "zh": "{file} 第{line}行: 不是 screener 的结果（{what}）。",
    }
    way_out = {
        "en": "Write one: screener screen FILE --format jsonl    Its form: screener schema result",
        "ja": "作成: screener screen FILE --format jsonl    形式: screener schema result",
        "zh": "生成: screener screen FILE --format jsonl    格式: screener schema result",
    }


class ResultMissing(InputError):
    """There is no such result."""

    code = "result-missing"
    problem = {
        "en": "{file}: there is no such file, or it cannot be read.",
        "ja": "{file}: ファイルがないか、読み取れません。",
        "zh": "{file}: 没有该文件，或无法读取。",
    }
    way_out = {
        "en": "Check the name.",
        "ja": "ファイル名を確認してください。",
        "zh": "请检查文件名。",
    }


def read_results(path: Path) -> list[ResultRecord]:
    """Read all result lines of a file.

    Raises:
        ResultMissing: The file is not there.
        NotAResult: A line is none; says which, and what is wrong.
    """
    try:
        texts = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise NotAResult(file=path, line=1, what="UTF-8") from error
    except OSError as error:
        raise ResultMissing(file=path) from error
    found = list(_read(path, texts))
    if not found:
        raise NotAResult(file=path, line=1, what="0 lines")
    return found


def _read(path: Path, texts: list[str]) -> Iterator[ResultRecord]:
    for number, text in enumerate(texts, start=1):
        try:
            yield _form().validate_python(json.loads(text))
        except json.JSONDecodeError as error:
            raise NotAResult(file=path, line=number, what=error.msg) from error
        except ValidationError as error:
            first = error.errors()[0]
            what = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            raise NotAResult(file=path, line=number, what=what) from error


def line_of(record: ResultRecord) -> Line:
    """Return the line that a result is about, with every text that it was judged by."""
    given = set(record["from_profile"])
    return Line(
        record["file"],
        record["sheet"],
        record["row"],
        {
            name: Stated(text, Source.PROFILE if name in given else Source.CELL)
            for name, text in record["line"].items()
        },
    )


@cache
def _form() -> TypeAdapter[ResultRecord]:
    return TypeAdapter(ResultRecord)
