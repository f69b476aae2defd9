"""Prints what a plan lacks: python examples/review_plan.py 方案.docx"""

import sys
from pathlib import Path

from pipeline import load_profile, review
from pipeline.errors import OutputError, YushenError
from pipeline.report import WRITERS


def main(path: Path) -> int:
    """Print each gap with the place where it shows, and write the annotated submission beside the plan."""
    try:
        report = review(path, load_profile("smart-construction-2022"))
    except YushenError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"{report.applicant.province}{report.applicant.name}：{len(report.findings)} 个问题")
    for finding in report.findings:
        where = f"第 {finding.evidence[0].page} 页" if finding.evidence else "全文"
        print(f"[{finding.rule}] {where}：{finding.message}")
    annotated = WRITERS["annotated"]
    if annotated.fits(report):
        try:
            annotated(report, path.with_name(annotated.file_name(report)), source=path)
        except OutputError as error:  # the gaps stand, and so would other outputs
            print(error, file=sys.stderr)
    return int(bool(report.findings))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
