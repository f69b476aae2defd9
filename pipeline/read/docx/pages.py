"""On which page a piece of a DOCX stands: approximately, for a DOCX does not know its pages until it is laid out.

Word leaves `w:lastRenderedPageBreak` where pages broke when it last saved (17.3.3.13); WPS and most generators do not.
Where there is none, pages are estimated: by explicit breaks, and by so many characters a page as the file's own
statistics say (docProps/app.xml), or 700, a page of a plan set in 仿宋三号. A reviewer finds a quote faster with an
approximate page than with none; `Document.exact_pages` says that it is one.
"""

from collections import Counter
from dataclasses import dataclass, field

PER_PAGE = 700
PLAUSIBLE = range(200, 2001)
"""Characters a page that statistics may claim; templates carry the statistics of the empty template."""


@dataclass(slots=True)
class Pages:
    """A running page number. Texts call `now`, which also takes due breaks into effect."""

    per_page: int | None = None
    """Characters a page where pages are estimated; None where the file has rendered breaks."""
    page: int = 1
    due: int = 0
    filled: int = 0
    """Characters on the current page."""
    characters: Counter[int] = field(default_factory=Counter)
    pictures: dict[int, int] = field(default_factory=dict)
    """Pictures of page size by page."""

    def now(self) -> int:
        """The page of text that comes next: a break becomes a page only when something follows it."""
        if self.due:
            self._turn(self.due)
        return self.page

    def break_page(self) -> None:
        """An explicit break: `w:br` of type page, pageBreakBefore, a section on a new page."""
        self.due += 1

    def break_before(self) -> None:
        """pageBreakBefore of a paragraph: no break where the document begins."""
        if self.characters and not self.due:
            self.due = 1

    def rendered_break(self) -> None:
        """A break that Word rendered; it confirms an explicit one just before it rather than adding to it."""
        self._turn(max(self.due, 1))

    def paragraph(self) -> None:
        """A paragraph or table row begins: the place where an estimated page may end."""
        if self.per_page is not None and not self.due and self.filled >= self.per_page:
            self._turn(1)

    def count(self, page: int, text: str) -> None:
        """Count the characters of a block that begins on `page`."""
        size = len("".join(text.split()))
        self.characters[page] += size
        self.filled += size

    def picture(self) -> int:
        """A picture as large as a page; where pages are estimated it takes one of its own. Returns its page."""
        if self.per_page is not None and not self.due:
            occupied = self.filled > self.per_page // 10 or self.page in self.pictures
            self.due = int(occupied)
        page = self.now()
        self.pictures[page] = self.pictures.get(page, 0) + 1
        if self.per_page is not None:
            self.filled = self.per_page
        return page

    def _turn(self, count: int) -> None:
        self.page += count
        self.due = 0
        self.filled = 0


def characters_per_page(pages: int | None, characters: int | None) -> int:
    """Characters a page from a file's statistics, if they are plausible; else `PER_PAGE`."""
    if pages and characters and pages > 0 and characters // pages in PLAUSIBLE:
        return characters // pages
    return PER_PAGE
