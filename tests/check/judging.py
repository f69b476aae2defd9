"""Short plans judged whole, for tests of what is said of them."""

from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.findings import Outcome, Report
from pipeline.journey import judge
from pipeline.profile import Profile

HEAD = "宜昌市智能建造试点实施方案"


def judged(*texts: str | Table | Block, head: str = HEAD, profile: Profile | None = None) -> Report:
    """The report on a plan with this title and these paragraphs, tables and other blocks, by default against the shipped profile."""
    blocks = tuple(map(_block, (head, *texts)))
    document = Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 900),))
    return judge(document, profile or load_profile())


def _block(text: str | Table | Block) -> Block:
    if isinstance(text, Table):
        return Block(text.text, "table", 1, table=text)
    return text if isinstance(text, Block) else Block(text, "paragraph", 1)


def header(text: str, page: int = 1) -> Block:
    return Block(text, "furniture", page, reason="header")


def footer(text: str, page: int = 1) -> Block:
    return Block(text, "furniture", page, reason="footer")


def outcome_of(report: Report, id: str) -> Outcome:
    return next(outcome for outcome in report.outcomes if outcome.requirement.id == id)


def reported(*texts: str | Table | Block, head: str = HEAD, profile: Profile | None = None) -> set[str]:
    """Rules that are reported of such a plan."""
    return rules(judged(*texts, head=head, profile=profile))


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}
