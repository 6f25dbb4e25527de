"""The report as PDF, where WeasyPrint is installed (``screener[pdf]``)."""

from pathlib import Path

from screener.errors import InputError
from screener.model import Screening
from screener.results.explain import Explainer
from screener.results.report.rendering import write_html


class NoPdf(InputError):
    """The library that makes PDF files is not there."""

    code = "no-pdf"
    problem = {
        "en": "A PDF needs WeasyPrint, which is not installed or does not start ({why}).",
        "ja": "PDF の作成に必要な WeasyPrint がないか、起動できません（{why}）。",
        "zh": "生成 PDF 所需的 WeasyPrint 未安装或无法启动（{why}）。",
    }
    way_out = {
        "en": "Install it: pip install 'screener[pdf]'    or print the page of --format html",
        "ja": "インストール: pip install 'screener[pdf]'    または --format html を印刷",
        "zh": "安装: pip install 'screener[pdf]'    或打印 --format html 的页面",
    }


def check_pdf() -> None:
    """Check that a PDF can be made.

    Raises:
        NoPdf: WeasyPrint, or a library that it needs, is missing.
    """
    try:
        import weasyprint  # noqa: F401, PLC0415 - slow to load, and an extra
    except (ImportError, OSError) as error:
        raise NoPdf(why=error) from error


def write_pdf(path: Path, screening: Screening, explainer: Explainer) -> None:
    """Write the report as PDF; nothing is fetched from anywhere.

    Raises:
        NoPdf: WeasyPrint, or a library that it needs, is missing.
    """
    check_pdf()
    from weasyprint import HTML  # noqa: PLC0415 - slow to load, and an extra

    HTML(string="".join(write_html(screening, explainer))).write_pdf(path)
