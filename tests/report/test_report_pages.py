"""Pictures of pages: where there are too many, those of the worst findings are shown."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2

from pipeline.findings import Evidence, Finding, Report
from pipeline.report import html


def test_the_worst_findings_have_their_pages_shown(pdf_report: Report, tmp_path: Path) -> None:
    last = html.MOST_PICTURES + 10
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(last):
        pdf.new_page(595, 842)
    pdf.save(tmp_path / "long.pdf")
    worst, *_ = (finding for finding in pdf_report.findings if finding.severity == "error")

    def on(page: int, severity: str) -> Finding:
        return replace(worst, severity=severity, anchor=None, evidence=(Evidence(0, 0, 1, "徐", page, ()),))

    findings = [on(last, "error"), on(last - 1, "error"), *(on(page, "info") for page in range(1, last + 1))]
    html.write(replace(pdf_report, findings=tuple(findings)), tmp_path / "r.html", source=tmp_path / "long.pdf")
    drawn = re.findall(
        r'id="s(\d+)">\s*<svg viewBox="0 0 (595|595\.\d) (842|841\.\d).*\s*<image href="data:image/webp;base64,UklGR',
        (tmp_path / "r.html").read_text(encoding="utf-8"),
    )
    assert [int(page) for page, *_ in drawn] == [*range(1, html.MOST_PICTURES - 1), last - 1, last]
