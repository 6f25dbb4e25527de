"""Libraries that not every user needs, and what to say where one is missing."""

from importlib.util import find_spec

from screener.errors import InputError

#: extra → the library that it installs.
_LIBRARIES = {"arrow": "pyarrow", "dask": "distributed", "signing": "cryptography"}


class ExtraMissing(InputError):
    """Something was asked for that needs a library that is not installed."""

    code = "extra-missing"
    problem = {
        "en": "{what} needs {library}, which is not installed.",
        "ja": "{what} には {library} が必要ですが、インストールされていません。",
        "zh": "{what} 需要 {library}，但尚未安装。",
    }
    way_out = {
        "en": "Install it: pip install 'screener[{extra}]'",
        "ja": "インストール: pip install 'screener[{extra}]'",
        "zh": "安装: pip install 'screener[{extra}]'",
    }


def check_extra(extra: str, what: str) -> None:
    """Check that the library of an extra is there.

    Raises:
        ExtraMissing: It is not.
    """
    library = _LIBRARIES[extra]
    if find_spec(library) is None:
        raise ExtraMissing(what=what, library=library, extra=extra)
