"""The HTML file: self-contained, inert whatever the plan says, and linked both ways."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from lxml import html as parser

from pipeline.check import load_profile
from pipeline.document import Block, Table
from pipeline.findings import Evidence, Fact, Period, Report, Target
from pipeline.profile import Requirement
from pipeline.report import digest, facts, html, passages
from pipeline.report.sanitize import UNSAFE, clean
from pipeline.report.timeline import WIDTH, timeline
from pipeline.report.wording import revision
from pipeline.segment import heading_text


def parse(report: Report) -> Any:
    return parser.document_fromstring(html.to_html(report))


def marked(page: Any, spot: Any, quote: str) -> str:
    """Text of the marks from a spot on, as long as the quote is; the signs between do not count."""
    block = next(element for element in spot.iterancestors() if (element.get("id") or "").startswith("b"))
    for sign in block.xpath(".//a[contains(@class, 'ref') or contains(@class, 'basis')] | .//*[@class='number']"):
        sign.text = ""
    before = "".join(spot.xpath("preceding::text()[ancestor::*[@id=$block]]", block=block.get("id")))
    own = "".join(block.itertext())
    return "".join(own.split())[len("".join(before.split())) :][: len("".join(quote.split()))]


def test_every_quote_is_marked_where_it_stands(report: Report) -> None:
    page = parse(report)
    owners = [(f"r{i}", outcome.evidence) for i, outcome in enumerate(report.outcomes)]
    owners += [(f"f{item.number}", item.finding.evidence) for item in digest.numbered(report)]
    count = 0
    for owner, evidence in owners:
        for index, proof in enumerate(evidence):
            spot = page.get_element_by_id(passages.evidence_id(owner, index))
            assert spot.getparent().tag == "mark"
            assert marked(page, spot, proof.quote) == "".join(proof.quote.split())
            count += 1
    assert count == sum(len(evidence) for _, evidence in owners) > 20


def test_links_lead_somewhere_and_findings_back_and_forth(report: Report) -> None:
    page = parse(report)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//@href")
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    for item in digest.numbered(report):
        card = page.get_element_by_id(f"f{item.number}")
        for index in range(len(item.finding.evidence)):
            assert card.xpath(f".//a[@href='#f{item.number}e{index}']")
            assert page.xpath(
                f"//section[@id='plan']//p//a[@href='#f{item.number}'] | //td//a[@href='#f{item.number}']"
            )


def test_each_finding_says_what_it_rests_on_and_what_another_document_is(report: Report) -> None:
    rules = (
        Requirement("residue.place", "残留其他城市名称", "rule", "place", "error", True, "五（一）", ""),
        Requirement("content.owner", "任务有责任单位", "rule", "owner", "error", True, "82号", "", problem="没有"),
    )
    profile = replace(report.profile, requirements=rules)
    breach = replace(report.findings[0], rule="content.owner", requirement="content")
    page = parse(replace(report, profile=profile, findings=(*report.findings, breach)))
    said = page.xpath("//ol[@class='findings']//p[@class='fine']/span[1]/text()")
    assert {"依据：条款 三（三）", "依据：82号", "依据：条款 五（一）"} <= set(said)
    assert "通知要求" not in page.text_content()
    (told,) = page.xpath("//section[@id='findings']/p[@class='hint']/text()")
    assert told.startswith("依据中的82号是通知以外的文件")
    assert not parse(report).xpath("//section[@id='findings']/p[@class='hint']")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("徐州市住房和城乡建设局", "2022年7月"), "封面"),
        (("关于印发《徐州市实施方案》的通知", "各区人民政府："), "印发通知"),
    ],
)
def test_what_stands_before_the_title_is_called_by_its_name(report: Report, lines: tuple[str, str], name: str) -> None:
    cover = tuple(Block(text, "furniture", 1, reason="cover") for text in lines)
    plain = replace(report, document=replace(report.document, blocks=cover), findings=(), outcomes=(), facts=())
    assert [chunk.folded for chunk in passages.chunks(plain)] == [name]


@pytest.mark.parametrize("number", ["任务一", "问题1", "第一章", "1.1", "1．1", "壹", "Ⅱ", "一、", "（一）", "1."])
def test_a_number_is_set_off_as_in_paths(report: Report, number: str) -> None:
    block = Block("背景情况", "heading", 1, level=1, number=number)
    plain = replace(report, document=replace(report.document, blocks=(block,)), findings=(), outcomes=(), facts=())
    (shown,) = parse(plain).xpath("//p[@role='heading']")
    assert shown.text_content() == heading_text(block)


def test_each_verdict_says_what_was_asked_and_what_would_change_it(report: Report) -> None:
    page = parse(report)
    for at, outcome in enumerate(report.outcomes):
        row = page.get_element_by_id(f"r{at}")
        (asked,) = row.xpath(".//details[@class='asked']")
        assert outcome.requirement.advice in asked.text_content()
        assert revision(outcome.requirement, outcome.verdict) in asked.text_content()
        (share,) = row.xpath("./td[@class='share']")
        assert bool(share.text) == (outcome.verdict in ("met", "weak", "missing"))
        assert "符合" not in row.text_content()


def test_finished_work_is_what_the_base_is_asked_for() -> None:
    requirements = {requirement.id: requirement for requirement in load_profile().requirements}
    for id in ("basics", "foundation", "foundation.industries", "safeguards.agenda"):
        assert "已完成" not in revision(requirements[id], "met"), id
    assert "现状" in revision(requirements["foundation"], "missing")
    assert "已完成" in revision(requirements["policy.land"], "met")


def test_pins_of_findings_at_one_place_stand_side_by_side(pdf_report: Report, pdf_file: Path, tmp_path: Path) -> None:
    model = next(finding for finding in pdf_report.findings if finding.evidence)
    twice = replace(pdf_report, findings=(model, replace(model, message="另一个问题。")))
    html.write(twice, tmp_path / "report.html", source=pdf_file)
    page = parser.document_fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    first, second = [float(at) for at in page.xpath("//circle/@cx")[:2]]
    assert first - second >= 14  # twice the radius
    assert page.xpath("//text[@class='pin-text']/@x")[:2] == [str(first), str(second)]


def test_a_finding_that_a_link_shows_in_spite_of_the_filter_is_counted(report: Report, tmp_path: Path) -> None:
    text = re.sub(r"<meta http-equiv=[^>]*>", "", html.to_html(report))
    act = """<script>
    document.querySelectorAll('.filters input').forEach(function (box) { box.checked = false; });
    document.querySelector('.filters').dispatchEvent(new Event('change'));
    location.hash = '#f2';
    </script></body>"""
    page = tmp_path / "report.html"
    page.write_text(text.replace("</body>", act), encoding="utf-8")
    said = browser(tmp_path, "--virtual-time-budget=1000", "--dump-dom", page.as_uri())
    assert f"显示 1 / {len(report.findings)} 条" in said


def test_a_plan_of_a_round_leads_back_to_the_overview(report: Report) -> None:
    address = "../总览.html"
    page = parser.document_fromstring(html.to_html(report, home=address))
    assert page.xpath("//nav//a[@class='home']/@href") == [address]
    assert [link for link in page.xpath("//@href") if not link.startswith("#")] == [address]
    assert not parse(report).xpath("//a[@class='home']")


def test_each_finding_stands_beside_its_block(report: Report) -> None:
    page = parse(report)
    for item in digest.numbered(report):
        notes = page.xpath(f"//article[.//a[@href='#f{item.number}']]")
        assert len(notes) == 1
        place = passages.beside(item, report.document)
        if place is None:
            assert notes[0].getparent().get("class") == "general"
        else:
            chunk = next(e for e in notes[0].iterancestors() if "chunk" in (e.get("class") or ""))
            assert chunk.xpath(f".//*[@id='b{place}']")


def test_many_findings_at_one_place_are_folded_and_follow_the_rows(report: Report) -> None:
    index, table = next((i, block) for i, block in enumerate(report.document.blocks) if block.table)
    words = (
        [cell for row in table.table.rows for cell in row if cell and table.text.count(cell) == 1]
        if table.table
        else []
    )
    starts = [table.text.index(word) for word in reversed(words)]
    proofs = [Evidence(index, at, at + 1, table.text[at], table.page, ()) for at in starts]
    model = next(finding for finding in report.findings if finding.severity == "warning")
    found = [replace(model, evidence=(proof,), anchor=index) for proof in proofs]
    piled = replace(report, findings=(replace(model, evidence=(), anchor=index), *found))
    notes = parse(piled).xpath("//aside[contains(@class, 'crowded')]/article")
    numbers = [int(note.xpath("./details/summary/a/text()")[0]) for note in notes]
    assert numbers == [*range(len(found) + 1, 1, -1), 1]
    assert all(model.advice in note.text_content() for note in notes)
    few = replace(report, findings=tuple(found[: passages.MOST_NOTES]))
    assert not parse(few).xpath("//aside[contains(@class, 'crowded')] | //article/details/summary/a")


def test_policy_allows_only_our_style_and_script(report: Report) -> None:
    text = html.to_html(report)
    page = parser.document_fromstring(text)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(content) == 1
        digest_ = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest_}'" in policy
    assert not page.xpath("//@style")
    assert not re.search(r"(src|href)=\"(?!#|data:image/webp)", text)
    assert "http:" not in text.replace("http://www.w3.org", "")
    assert "url(" not in text


def test_hostile_text_is_inert(hostile: Report) -> None:
    text = html.to_html(hostile)
    page = parser.document_fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //iframe | //object | //embed | //link | //base")
    attributes = {str(name) for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    assert not UNSAFE.search(text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{ 7*7 }}" in text
    assert "49" not in "".join(page.xpath("//*[@id='f1']//text()"))


def test_schedule_and_targets(report: Report) -> None:
    page = parse(report)
    assert len(page.xpath("//svg//*[@class='period']")) == 3
    due = "2025年9月：智能建造试点项目、智能建造骨干企业等 4 项目标"
    assert due in "".join(page.xpath("//svg//text()"))
    rows = ["".join(row.itertext()) for row in page.xpath("//section[@id='targets']//tbody/tr")]
    assert any("装配式建筑占新建建筑比例" in row and "≥ 50%" in row and "2025年9月" in row for row in rows)
    assert any("2022年10月—2023年3月" in row for row in rows)
    assert "资金数额、奖补和收费标准" in "".join(page.xpath("//section[@id='targets']//p/text()"))


def test_problems_come_before_what_was_checked(report: Report) -> None:
    page = parse(report)
    order = ["overview", "findings", "matrix", "targets", "plan"]
    assert [link.removeprefix("#") for link in page.xpath("//nav//@href")] == order
    assert page.xpath("//main/*/@id") == order


def test_goals_come_first_and_long_lists_fold(report: Report) -> None:
    goals = [fact for fact in report.facts if isinstance(fact.value, Target)]
    elsewhere = next(fact for fact in report.facts if fact.evidence.quote == "每年安排专项资金3000万元")
    task = replace(elsewhere, value=Target("其余3家", "=", 3, "家", None))
    few = replace(report, facts=(task, *goals))
    assert [fact for _, fact in facts.goals_first(few)] == [*goals, task]
    assert not parse(few).xpath("//section[@id='targets']//details")
    many = replace(report, facts=(*[task] * 20, *goals))
    (fold,) = parse(many).xpath("//section[@id='targets']//details")
    shown = fold.xpath("preceding-sibling::table//tbody/tr")
    assert (len(shown), len(fold.xpath(".//tbody/tr"))) == (digest.SHOWN, 24 - digest.SHOWN)
    assert goals[0].value.indicator in "".join(shown[0].itertext())
    assert fold.xpath("./summary/text()") == [f"其余 {24 - digest.SHOWN} 项"]


def test_drawing_of_deadlines_open_ends_and_far_dates(report: Report) -> None:
    proof = report.facts[0].evidence
    periods = {
        "2023年1月1日起": Period(date(2023, 1, 1), None),
        "2023年底前": Period(None, date(2023, 12, 31), kind="deadline"),
        "1949年10月1日": Period(date(1949, 10, 1), date(1949, 10, 1)),
        "第7—12个月": Period(None, None, months=(6, 12)),
        "试点期内": Period(None, None, kind="pilot"),
    }
    added = (Fact(period, replace(proof, quote=words)) for words, period in periods.items())
    changed = replace(report, facts=(*report.facts, *added))
    drawing = timeline(changed)
    assert drawing is not None
    assert len(drawing.bars) == 4
    assert all(bar.x + bar.width < WIDTH for bar in drawing.bars)
    assert [due.label.partition("：")[0] for due in drawing.dues] == ["2023年底前", "2025年9月"]
    text = html.to_html(changed)
    assert "公布后第 7–12 个月" in text
    assert "2023年底前" in text and "12月31日" not in text
    assert timeline(replace(report, facts=())) is None


def test_paper_has_what_a_reviewer_needs_and_not_the_plan_again(report: Report) -> None:
    style = "".join(parse(report).xpath("//style/text()")).partition("@media print")[2]
    hidden = next(rule for rule in style.split("}") if "#plan" in rule)
    assert "#sheets" in hidden and "display: none" in hidden
    assert not [part for part in ("#findings", "#matrix {", "#overview", "#targets") if part in hidden]
    said = parse(report).xpath("//footer/p[@class='paper']")[0].text_content()
    assert "没有列入打印" in said and "折叠" not in said


@pytest.mark.parametrize("without", [r"<script>.*?</script>", r"details::details-content \{.*?\}"])
def test_paper_holds_what_the_screen_folds_away(report: Report, without: str, tmp_path: Path) -> None:
    task = next(fact for fact in report.facts if isinstance(fact.value, Target))
    facts = tuple(replace(task, value=Target(f"第{number}号指标", "=", number, "个", None)) for number in range(1, 31))
    index, block = next((i, block) for i, block in enumerate(report.document.blocks) if "常住人口" in block.text)
    second = Evidence(index, 0, len(block.text), block.text, block.page, ())
    outcomes = (replace(report.outcomes[0], evidence=(task.evidence, second)), *report.outcomes[1:])
    text, cut = re.subn(without, "", html.to_html(replace(report, facts=facts, outcomes=outcomes)), flags=re.DOTALL)
    assert cut == 1  # either way must do: a browser may know the one and not the other
    said = re.sub(r"\s", "", printed(re.sub(r"<meta http-equiv=[^>]*>", "", text), tmp_path))
    assert "第30号指标" in said
    assert "常住人口902.85万人" in said
    assert "其余22项" not in said


def printed(text: str, folder: Path) -> str:
    """What a browser puts on paper."""
    page, paper = folder / "report.html", folder / "paper.pdf"
    page.write_text(text, encoding="utf-8")
    browser(folder, f"--print-to-pdf={paper}", page.as_uri())
    return "".join(sheet.get_textpage().get_text_range() for sheet in pdfium.PdfDocument(paper))


def browser(folder: Path, *words: str) -> str:
    """What a browser without a window writes; the test is skipped where there is none."""
    command = shutil.which("chromium") or shutil.which("google-chrome")
    if command is None:
        pytest.skip("no browser")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}")
    ran = subprocess.run([command, *flags, *words], check=True, capture_output=True, text=True, encoding="utf-8")
    return ran.stdout


def test_unreadable_pages_are_named(report: Report) -> None:
    page = parse(report)
    assert "第 6 页无法读取" in page.get_element_by_id("overview").text_content()
    assert len(page.xpath("//ol[@class='strip']/li[@class='unreadable']")) == 1


def test_keyboard_and_structure(report: Report) -> None:
    page = parse(report)
    assert page.xpath("//a[@class='skip'][@href='#main']")
    assert page.xpath("/html/@lang") == ["zh-CN"]
    assert len(page.xpath("//h1")) == 1
    assert all(label.xpath(".//input") for label in page.xpath("//label"))


def test_page_pictures_carry_the_boxes(pdf_report: Report, pdf_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    html.write(pdf_report, target, source=pdf_file)
    page = parser.document_fromstring(target.read_text(encoding="utf-8"))
    sheets = page.xpath("//figure[@class='sheet']/@id")
    assert sheets == ["s2", "s3", "s5", "s6"]
    boxes = page.xpath("//figure[@id='s3']//a[@href='#f6']")
    assert len(boxes) == 1
    assert target.stat().st_size < 400_000
    data = page.xpath("//figure//image/@href")[0]
    assert base64.b64decode(data.removeprefix("data:image/webp;base64,"))[8:12] == b"WEBP"


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_whole_text_is_shown(name: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(name)
    page = parse(report)
    for sign in page.xpath("//a[contains(@class, 'ref') or contains(@class, 'basis')]"):
        sign.text = ""
    shown = "".join(page.get_element_by_id("plan").text_content().split())
    for block in report.document.blocks:
        for row in block.table.rows if block.table else ((block.text,),):
            for cell in row:
                assert "".join(clean(cell).split()) in shown


def test_same_report_same_bytes(report: Report) -> None:
    assert html.to_html(report) == html.to_html(report)


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        (
            (("序号", "项目名称", "时间", "责任单位"), ("1", "西陵智慧工地", "2023年4月—2024年6月", "城投公司")),
            "西陵智慧工地",
        ),
        ((("项目", "类别", "时间"), ("西陵智慧工地", "房建", "2023年4月—2024年6月")), "西陵智慧工地"),
        ((("类别", "项目名称", "时间"), ("房建", "西陵智慧工地", "2023年4月—2024年6月")), "西陵智慧工地"),
        ((("时间", "要点"), ("2023年4月—2024年6月", "全面推进")), "全面推进"),
        ((("时间", "数量"), ("全面推进（2023年4月—2024年6月）", "12")), "全面推进"),
    ],
)
def test_a_bar_of_a_table_bears_the_name_of_its_row(
    report: Report, rows: tuple[tuple[str, ...], ...], label: str
) -> None:
    table = Table(rows)
    block = Block(table.text, "table", 3, table=table)
    words = "2023年4月—2024年6月"
    start = table.text.index(words)
    proof = Evidence(0, start, start + len(words), words, 3, ())
    fact = Fact(Period(date(2023, 4, 1), date(2024, 6, 30)), proof)
    changed = replace(report, document=replace(report.document, blocks=(block,)), facts=(fact,))
    drawing = timeline(changed)
    assert drawing is not None
    assert [bar.label for bar in drawing.bars] == [f"{words} {label}"]
