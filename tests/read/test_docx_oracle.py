"""LibreOffice as the oracle: its text export prints automatic numbers, and ours must be the same."""

import pytest

from bench.numbering import EXPLAINED, compare
from bench.numbering_matrix import build
from corpora.office import soffice

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")


def test_numbers_agree_with_libreoffice() -> None:
    """At least 99.5 % of numbers are the same, leaving out only what docs/numbering.md explains, kind by kind."""
    total, found = compare(build())
    unexplained = [item for item in found if item.kind not in EXPLAINED]
    compared = total - (len(found) - len(unexplained))
    assert total > 28_000
    assert len(unexplained) <= 0.005 * compared, unexplained[:10]
    assert len(found) - len(unexplained) < 0.06 * total
