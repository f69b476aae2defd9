"""总览.html: one inert file with the matrix, links into reports/ and nowhere else."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ledger_builder import HOSTILE, round_of, row
from lxml import html as parser

from pipeline.batch.ending import summary
from pipeline.findings import Report
from pipeline.report import digest, overview
from pipeline.report.ledger.pairs import overlap_rows
from pipeline.report.round_words import ACROSS
from pipeline.report.sanitize import UNSAFE
from pipeline.round import DEADLINE, DUPLICATE, Missing, PlanRow, Refusal, Round, Shared
from pipeline.text.page_numbers import hedged


def made(report: Report, *rows: PlanRow) -> Round:
    return round_of(*(rows or (row(report, "甲.docx"), row(report, "乙.docx"))), report=report)


def parse(found: Round) -> Any:
    return parser.document_fromstring("".join(overview.parts(found)))


def test_matrix_has_a_cell_for_every_plan_and_requirement(report: Report) -> None:
    found = made(report)
    page = parse(found)
    rows = page.xpath("//table[@id='heat']/tbody/tr")
    assert len(rows) == 2
    counts = digest.severities(report)
    for line, plan in zip(rows, found.plans, strict=True):
        shown = [cell.text_content() for cell in line.xpath("./td[@class='number']")]
        assert shown == [str(counts["error"]), str(counts["warning"]), str(len(plan.across))]
        squares = line.xpath("./td")[4:]
        assert len(squares) == len(found.standard.demands)
        verdicts = {cell.requirement: cell for cell in plan.cells}
        for square, demand in zip(squares, found.standard.demands, strict=True):
            cell = verdicts[demand.id]
            assert square.get("class") == cell.verdict
            assert square.xpath("./a/@href") == [f"reports/a.html#{cell.anchor}"]
    assert len(page.xpath("//table[@id='heat']/thead//th[@aria-sort]")) == 5 + len(found.standard.demands)


def test_equal_words_of_two_passages_are_marked(report: Report) -> None:
    found = made(report)
    passage = Shared("每年安排专项资金3000万元，用于奖补。", "", "市财政每年安排专项资金5000万元，用于奖补！", "", 12)
    (overlap,) = found.overlaps
    (left, right) = parse(replace(found, overlaps=(replace(overlap, passages=(passage,)),))).xpath(
        "//table[@class='pair']/tbody/tr/td"
    )
    assert left.xpath(".//mark/text()") == ["每年安排专项资金", "000万元，用于奖补"]
    assert right.xpath(".//mark/text()") == ["每年安排专项资金", "000万元，用于奖补"]
    assert (left.xpath("string(p)"), right.xpath("string(p)")) == (passage.left, passage.right)


def test_passages_stand_side_by_side(report: Report) -> None:
    (left, right) = parse(made(report)).xpath("//table[@class='pair']/tbody/tr/td")
    assert "左" in left.text_content()
    assert "右" in right.text_content()


def test_a_pair_without_passages_is_one_line(report: Report) -> None:
    found = made(report)
    page = parse(replace(found, overlaps=(replace(found.overlaps[0], kind="version", passages=()),)))
    assert not page.xpath("//section[@id='copies']//details | //table[@class='pair']")
    (words,) = page.xpath("//section[@id='copies']/p[not(@class)]")
    assert "版本" in words.text_content() and "321 字相同" in words.text_content()
    assert words.xpath("./a/@href") == ["reports/a.html", "reports/a.html"]


def test_what_is_not_shown_of_a_pair_is_said_and_where_it_stands(report: Report) -> None:
    found = made(report)
    many = replace(found.overlaps[0], count=41, left_pages="1–9", right_pages="2、4–8")
    page = parse(replace(found, overlaps=(many,)))
    (words,) = page.xpath("//section[@id='copies']//details/p")
    places = [hedged(f"第{pages}页", exact=found.plans[0].exact_pages) for pages in ("1–9", "2、4–8")]
    assert words.text_content() == f"只列最长的 1 段，其余 40 段未列；全部 41 段在前者{places[0]}、后者{places[1]}。"
    assert [row[9] for row in overlap_rows(replace(found, overlaps=(many,)))][-1] == words.text_content()
    assert not parse(found).xpath("//section[@id='copies']//details/p[@class]")


def test_late_plans_stand_at_the_head_and_in_the_last_lines(report: Report) -> None:
    first, second, third = (row(report, f"{name}.docx") for name in "甲乙丙")
    late = replace(first.across[0], rule=DEADLINE, title="报送期限", message="清单所示日期晚于截止日。")
    doubtful = replace(late, severity="info")
    found = made(report, replace(first, across=(late,)), replace(second, across=(doubtful,)), third)
    counts = [item.text_content() for item in parse(found).xpath("//ul[@class='counts']/li")]
    assert "1 逾期" in counts and "1 是否逾期待核实" in counts
    lines = list(summary(found, Path("结果")))
    assert "逾期：1 份（徐州市）" in lines and "是否逾期待核实：1 份（徐州市）" in lines
    assert not any("逾期" in words for words in summary(made(report, third), Path("结果")))


def test_the_column_of_the_round_says_what_it_counts(report: Report) -> None:
    (legend,) = parse(made(report)).xpath("//section[@id='matrix']/p[@class='legend']")
    assert f"“批次”一栏是{ACROSS}" in legend.text_content()


def test_what_is_late_missing_or_rejected_comes_before_shared_text(report: Report) -> None:
    found = replace(made(report), refusals=(Refusal("坏.pdf", "refused", "读不了"),), missing=(Missing("丁.docx", ""),))
    page = parse(found)
    assert page.xpath("//section/@id") == ["matrix", "across", "refused", "quota", "copies"]


def test_a_long_name_at_the_head_of_a_column_ends_with_an_ellipsis_and_is_told_in_full(report: Report) -> None:
    found = made(report)
    for head, demand in zip(parse(found).xpath("//th[contains(@class, 'up')]"), found.standard.demands, strict=True):
        shown = head.text_content()
        assert shown == demand.title or shown.endswith("…") and demand.title.startswith(shown[:-1])
        assert head.get("title").startswith(demand.title)


def test_what_is_wrong_with_the_round_is_listed(report: Report) -> None:
    first, second = row(report, "甲.docx"), row(report, "乙.docx")
    late = replace(first.across[0], rule="batch.deadline", title="报送期限", message="清单所示日期晚于截止日。")
    copied = replace(first.across[0], rule=DUPLICATE, title="方案查重", message="与甲.docx雷同。", other="甲.docx")
    first = replace(first, across=(late, *first.across))
    only = replace(second, file="丙.docx", across=(copied,))
    found = replace(
        made(report, first, second, only),
        missing=(Missing("丁.docx", "江苏省"),),
        doubts={"乙.docx": "清单所列推荐单位“省厅”没有写明是哪个省"},
    )
    page = parse(found)
    rows = [
        [cell.text_content() for cell in line.xpath("./td")] for line in page.xpath("//section[@id='across']//tbody/tr")
    ]
    assert rows == [
        ["报送期限", "清单所示日期晚于截止日。", "徐州市"],
        ["报送清单", "清单所列推荐单位“省厅”没有写明是哪个省。", "徐州市"],
        ["推荐名额", "超额", "徐州市、徐州市"],
        ["缺文件", "报送清单有、文件夹里没有。", "丁.docx"],
    ]
    assert page.xpath("//section[@id='across']//a/@href") == ["reports/a.html"] * 4
    leads = page.xpath("//table[@id='heat']/tbody/tr/td[@class='number'][last()]/a/@href")
    assert leads == ["#across", "#across", "#copies"]
    quiet = parse(made(report, replace(first, across=())))
    assert not quiet.xpath("//section[@id='across'] | //td[@class='number']/a")


def test_policy_allows_our_style_and_script_alone(report: Report) -> None:
    page = parse(made(report))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (element,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@src | //@style | //link | //img | //iframe | //*[starts-with(name(@*), 'on')]")


def test_nothing_in_it_is_live(hostile: Report) -> None:
    words = "".join(HOSTILE)
    rows = tuple(row(hostile, f"{piece}/{at}.docx", piece) for at, piece in enumerate((*HOSTILE, words)))
    found = round_of(*rows, words=words, refused=(Refusal(words, "refused", words),), report=hostile)
    text = "".join(overview.parts(found))
    assert not UNSAFE.search(text)
    page = parser.document_fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //*[@onerror]")
    assert all(re.fullmatch(r"reports/a\.html(#\w+)?|#matrix|#across", link) for link in page.xpath("//@href"))
    assert "{{ 7*7 }}" in text.replace("&#39;", "'")


def test_links_leave_reports_for_nowhere(report: Report) -> None:
    plan = row(report, "甲.docx")
    for target in ("javascript:alert(1)", "//evil.example/x", "../x.html", "file:///etc/passwd"):
        page = parse(made(report, replace(plan, outputs={"html": target})))
        assert set(page.xpath("//@href")) == {"#matrix", "#across"}
    odd = "reports/徐州市 方案#1%20?.html"
    (link, *_) = parse(made(report, replace(plan, outputs={"html": odd}))).xpath("//tbody//a/@href")
    assert unquote(link) == odd
    assert "#" not in link
    assert "徐州市" in link


def test_same_round_same_bytes(report: Report, tmp_path: Path) -> None:
    overview.write(made(report), tmp_path / "a.html")
    overview.write(made(report), tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_no_heading_stands_alone_at_the_foot_of_a_page(report: Report) -> None:
    style = "".join(parse(made(report)).xpath("//style/text()")).partition("@media print")[2]
    assert re.search(r"h2, \.legend \{ break-after: avoid; \}", style)


def test_a_narrow_screen_keeps_room_for_verdicts(report: Report) -> None:
    page = parse(made(report))
    width = {row: sum(int(cell.get("colspan", 1)) for cell in row) for row in page.xpath("//table[@id='heat']//tr")}
    assert len(set(width.values())) == 1
    assert len(page.xpath("//table[@id='heat']//tr/*[1][contains(@class, 'unit')]")) == len(width)
    narrow = page.xpath("string(//style)").partition("@media screen and (max-width: 48rem)")[2]
    assert ".unit { display: none; }" in narrow and "max-width: 6.5rem" in narrow
