"""What reads the same PDFs beside us: pdfplumber with its tables, and the bare text of pypdfium2."""

from pathlib import Path


def with_pdfplumber(path: Path) -> list[list[list[str | None]]]:
    import pdfplumber

    tables = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            tables += page.extract_tables()
            page.close()
    return tables


def with_pdfium(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for page in pdf:
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return count
