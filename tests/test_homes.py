"""Where things have their place: a remark at the surest home, what is missing behind the last of the highest."""

from pipeline.check import load_profile
from pipeline.document import Block, Document, Label, PageCoverage, Section
from pipeline.homes import belongs, home, vacancy
from pipeline.profile import Requirement

LINES = [
    "一、试点目标",
    "到2025年建成示范工程20个。",
    "二、完善政策体系",
    "出台智能建造若干措施。",
    "三、政策支持",
    "对示范项目给予奖补。",
    "附件1 政策清单",
    "2023年出台奖补办法。",
]
LABELS = (
    [Label("goals", 0.9)],
    [Label("content/policy", 0.92)],
    [Label("content/policy", 0.88)],
    [Label("basics", 0.99)],
)


def plan() -> tuple[Document, list[Section]]:
    blocks = [Block(line, "paragraph" if at % 2 else "heading", 1, level=1) for at, line in enumerate(LINES)]
    document = Document("方案.docx", "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", 60),))
    heads = LINES[::2]
    return document, [
        Section(head, 1 if at < 3 else 0, (head,), 2 * at, 2 * at + 2, tuple(LABELS[at]))
        for at, head in enumerate(heads)
    ]


def demand(id: str) -> Requirement:
    return next(one for one in load_profile().requirements if one.id == id)


def words(document: Document, block: int | None) -> str:
    return "" if block is None else document.blocks[block].text


def test_of_two_homes_as_sure_a_remark_takes_the_first_and_what_is_missing_the_last() -> None:
    document, sections = plan()
    found = home(demand("policy.fiscal"), sections)
    assert found is not None and found.heading == "二、完善政策体系"
    assert words(document, belongs(demand("policy.fiscal"), document, sections)) == "三、政策支持"


def test_a_missing_element_stands_behind_what_comes_before_it() -> None:
    document, sections = plan()
    assert words(document, belongs(demand("content"), document, sections)) == "到2025年建成示范工程20个。"
    assert words(document, belongs(demand("schedule"), document, sections)) == "到2025年建成示范工程20个。"


def test_a_missing_element_that_nothing_comes_before_stands_ahead_of_what_follows() -> None:
    document, sections = plan()
    found = vacancy(demand("basics"), document, sections[:3])
    assert found is not None and (found.at, found.section.heading) == ("before", "一、试点目标")


def test_an_attachment_is_the_place_only_where_nothing_else_is() -> None:
    document, sections = plan()
    assert words(document, belongs(demand("foundation"), document, sections)) == "2023年出台奖补办法。"
    moved = [*sections[:2], Section("附件1 政策清单", 0, ("附件1 政策清单",), 6, 8, (Label("content/policy", 0.99),))]
    found = home(demand("policy"), moved)
    assert found is not None and found.start == 2


def test_what_has_no_place_has_none() -> None:
    document, sections = plan()
    assert belongs(demand("basics"), document, sections[3:]) is None
    assert home(demand("safeguards.mechanism"), sections) is None
