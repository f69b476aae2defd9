"""What tests of reading share."""

import pytest

from pipeline.read.pdf import source


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either engine in turn."""

    def refuse(*_: object) -> None:
        raise source.pdfium.PdfiumError("refused")

    if request.param == "pdfplumber":
        monkeypatch.setattr(source.pdfium, "PdfDocument", refuse)
