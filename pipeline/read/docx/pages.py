"""On which page a piece of a DOCX stands: approximately, for a DOCX does not know its pages until it is laid out.

Word leaves `w:lastRenderedPageBreak` where pages broke when it last saved (17.3.3.13); WPS and most generators do not.
Where there is none, pages are estimated: by explicit breaks, and by the lines that paragraphs and table rows take
(`lines.py`). The file's own statistics are no help: templates and WPS carry those of an empty file. A reviewer finds a
quote faster with an approximate page than with none; `Document.exact_pages` says that it is one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from pipeline.document import Block
from pipeline.read.docx.lines import Extent, Setting, Sheet, extent
from pipeline.read.docx.package import Node
from pipeline.text.widths import ems

SPLIT = 20.0
"""Points of a row that stay together, about a line."""
SLACK = 0.5
"""Points that may be missing for a line: lengths are rounded."""


@dataclass(slots=True)
class Column:
    """A cell or box that is being read: what stands in it does not move down the page line by line."""

    width: float
    style: tuple[Node | None, ...] = ()
    """Properties of paragraphs that the table's style gives."""
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What the text of a cell or box stands on."""

    filled: bool = False
    """Whether white text shows there."""
    hidden: bool = False
    """Whether nothing does."""
    table_style: str = ""
    """The style that the table gives to its text."""


PAPER = Ground()


@dataclass(slots=True)
class Pages:
    """A running page number. Texts call `now`, which also takes due breaks into effect."""

    sheets: Sequence[Sheet] = ()
    """Of every section, where pages are estimated; none where the file has rendered breaks."""
    page: int = 1
    due: int = 0
    section: int = 0
    filled: float = 0.0
    """Points of the current page that are taken."""
    columns: list[Column] = field(default_factory=list)
    """Cells and boxes that are open."""
    grounds: list[Ground] = field(default_factory=list)
    """What is behind the open cells and boxes."""
    backed: set[int] = field(default_factory=set)
    """Pages with a drawing behind the text."""
    characters: Counter[int] = field(default_factory=Counter)
    pictures: dict[int, float] = field(default_factory=dict)
    """Points that pictures as wide as the text take by page, where the file tells its pages."""

    @property
    def sheet(self) -> Sheet:
        return self.sheets[min(self.section, len(self.sheets) - 1)] if self.sheets else Sheet()

    @property
    def width(self) -> float:
        """Of the column of text."""
        return self.columns[-1].width if self.columns else self.sheet.width

    @property
    def table_style(self) -> tuple[Node | None, ...]:
        """What the style of the table around says of paragraphs."""
        return self.columns[-1].style if self.columns else ()

    @property
    def ground(self) -> Ground:
        """What the text that is being read stands on."""
        return self.grounds[-1] if self.grounds else PAPER

    def is_paper(self, page: int) -> bool:
        """Whether nothing lies behind the text that is being read, so that white text vanishes."""
        return not self.ground.filled and page not in self.backed

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

    def end_section(self) -> None:
        """What follows stands on the sheets of the next section."""
        self.section += 1

    def begin_paragraph(self, how: Setting) -> None:
        """A paragraph begins: its first line needs room, and a heading that of the line after it, too."""
        if self.sheets and not self.columns:
            line = how.line(how.size, self.sheet)
            self.begin(how.space("before", line) + (2 if how.switch("keepNext") else 1) * line)

    def fill_paragraph(self, how: Setting, block: Block) -> None:
        """The paragraph that has begun is this one."""
        if self.sheets:
            first = (block.indent or 0.0) + ems(block.number) * how.size
            self.fill(extent(how, block.text, block.runs, first, self.sheet, self.width))

    def begin(self, height: float) -> None:
        """Something begins that needs so many points in one piece: an estimated page may end before it."""
        if self.sheets and not self.columns and not self.due and self.filled and not self._fits(height):
            self._turn(1)

    def fill(self, taken: Extent) -> None:
        """What has begun takes so many lines, on as many pages as they need."""
        if self.columns:
            self.columns[-1].height += taken.height
        elif self.sheets and taken.line > 0:
            before = taken.before if self.filled else 0.0
            room = max(0, int((self.sheet.height + SLACK - self.filled - before) / taken.line))
            if taken.lines <= room:
                self.filled += before + taken.lines * taken.line + taken.after
                return
            whole = max(1, int((self.sheet.height + SLACK) / taken.line))
            rest = taken.lines - room
            turned = ceil(rest / whole)
            due, self.due = self.due, 0
            self._turn(turned)
            self.due = due
            self.filled = (rest - (turned - 1) * whole) * taken.line + taken.after

    def row(self, height: float, *, whole: bool) -> int:
        """A row of a table, which breaks across pages unless it is to stay `whole`. The page that it begins on."""
        lines = max(1, ceil(height / SPLIT))
        self.begin(height if whole and height <= self.sheet.height else height / lines)
        page = self.now()
        self.fill(Extent(lines, height / lines))
        return page

    def count(self, page: int, text: str) -> None:
        """Count the characters of a block that begins on `page`."""
        self.characters[page] += len("".join(text.split()))

    def whole_page(self, page: int) -> int:
        """A picture as large as a page; where pages are estimated it takes one of its own. Returns its page.

        Where they are not it stands on `page`, unless a picture fills that page already.
        """
        if not self.sheets:
            return self.picture(page, 1.0, 1.0)
        if not self.due:
            self.due = int(self.filled > self.sheet.height / 10 or self.page in self.pictures)
        page = self.now()
        self.pictures[page] = 1.0
        self.filled = self.sheet.height
        return page

    def picture(self, page: int, height: float, whole: float) -> int:
        """A picture across the page, which is `whole` points high; one for which there is no room begins a page.

        Files that a program put together tell of one or two breaks and leave out the others. Returns its page.
        """
        if self.sheets:
            return page
        page = max(page, *self.pictures, 1) if self.pictures else page
        if self.pictures.get(page, 0.0) + height / whole > 1.0:
            page += page in self.pictures
        if page > self.page:
            self._turn(page - self.page)
        self.pictures[page] = self.pictures.get(page, 0.0) + height / whole
        return page

    def _fits(self, height: float) -> bool:
        return self.filled + height <= self.sheet.height + SLACK

    def _turn(self, count: int) -> None:
        self.page += count
        self.due = 0
        self.filled = 0.0
