"""The report: one page that opens everywhere and prints, and the view of a line that it shares."""

from screener.results.report.lines import view_line
from screener.results.report.pdf import check_pdf, write_pdf
from screener.results.report.rendering import render_line, write_html
from screener.results.report.views import LineView

__all__ = ["LineView", "check_pdf", "render_line", "view_line", "write_html", "write_pdf"]
