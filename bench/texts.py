"""Plans that exist only as text, through the whole journey as DOCX and as PDF: python -m bench.texts FOLDER OUT

Every line of FOLDER/*.txt becomes an unstyled Word paragraph; LibreOffice prints the PDF. The reports are written to
OUT/docx/*.json and OUT/pdf/*.json, for a scorer with hand labels.
"""

import sys
import tempfile
from pathlib import Path

from bench.plans import write_docx
from corpora.office import convert, soffice
from pipeline.check import load_profile
from pipeline.journey import review
from pipeline.report.json_report import to_json


def main(folder: Path, out: Path) -> int:
    """Make both forms of every text and review them."""
    if soffice() is None:
        print("需要 LibreOffice（soffice）来生成 PDF。", file=sys.stderr)
        return 2
    profile = load_profile()
    with tempfile.TemporaryDirectory() as work:
        made = Path(work)
        for text in sorted(folder.glob("*.txt")):
            write_docx(text.read_text(encoding="utf-8"), made / f"{text.stem}.docx")
        convert(sorted(made.glob("*.docx")), "pdf", made)
        for kind in ("docx", "pdf"):
            target = out / kind
            target.mkdir(parents=True, exist_ok=True)
            for file in sorted(made.glob(f"*.{kind}")):
                (target / f"{file.stem}.json").write_text(to_json(review(file, profile)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
