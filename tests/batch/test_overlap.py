"""Shared text: what counts, what does not, and that tiles are what they say."""

import json
import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.rounds import CITED
from corpora.rounds_words import Composer, paraphrase
from pipeline.batch.candidates import candidates, common_shingles, resemblance
from pipeline.batch.copies import SHOWN, Subject, find_copies
from pipeline.batch.overlap import lay, matches
from pipeline.batch.routine import telling
from pipeline.batch.rows import issue_across
from pipeline.batch.sketch import ComparedBlock, masked, open_letters, sketch
from pipeline.batch.stored import passages_from_stored, sketch_from_stored, sketch_to_stored, to_stored
from pipeline.check import load_profile
from pipeline.round import COMMON
from pipeline.text.fingerprint import letters, stretches

NOTHING = np.zeros(0, dtype=np.uint64)
TEXT = (
    "试点期内每年遴选不少于十个建设项目，在设计、生产、施工、验收四个环节推行同一套编码规则，"
    "由市住建局牵头组织实施并按季度通报。"
)


def passages(*texts: str, notice: frozenset[int] = frozenset()) -> tuple[ComparedBlock, ...]:
    return tuple(ComparedBlock(at, 1, ("三、任务",), text, masked(text, notice)) for at, text in enumerate(texts))


def shared(left: tuple[ComparedBlock, ...], right: tuple[ComparedBlock, ...]) -> int:
    return sum(match.letters for match in matches(lay(left, NOTHING), lay(right, NOTHING)))


def test_equal_text_is_shared_whatever_its_punctuation() -> None:
    other = TEXT.replace("，", "；").replace("。", " ")
    assert shared(passages(TEXT), passages("另有一段毫不相干的文字说的是别的事情。", other)) == len(letters(TEXT))


def test_text_of_the_notice_and_titles_do_not_count() -> None:
    notice = frozenset(value for value, _, _ in stretches(TEXT))
    assert shared(passages(TEXT, notice=notice), passages(TEXT, notice=notice)) == 0
    title = "《关于推动智能建造与建筑工业化协同发展的指导意见以及有关配套文件的通知》"
    assert shared(passages(title + "为依据"), passages(title + "为准")) == 0


def test_sentences_in_another_order_are_found() -> None:
    clauses = TEXT.rstrip("。").split("，")
    assert shared(passages(TEXT), passages("，".join(reversed(clauses)) + "。")) >= 0.9 * len(letters(TEXT))


@settings(max_examples=60, deadline=None)
@given(st.text("试点方案建造", min_size=20, max_size=80), st.text("试点方案建造", min_size=20, max_size=80))
def test_spans_hold_what_is_counted(left: str, right: str) -> None:
    for match in matches(lay(passages(left), NOTHING), lay(passages(right), NOTHING)):
        assert 0 < match.letters <= min(len(left), len(right))
        assert match.letters <= match.left_span[1] - match.left_span[0]
        assert match.letters <= match.right_span[1] - match.right_span[0]


def test_sketch_survives_storage() -> None:
    made = sketch(passages(TEXT, CITED))
    kept = sketch_from_stored(sketch_to_stored(made))
    assert np.array_equal(made.sample, kept.sample)
    assert resemblance(made, kept) == 1.0
    assert sketch(()).count == sketch_from_stored(sketch_to_stored(sketch(()))).count == 0
    stored = json.loads(json.dumps([to_stored(passage) for passage in passages(TEXT, CITED)]))
    assert passages_from_stored(stored) == tuple(passages(TEXT, CITED))


def plan(seed: int, paragraphs: int = 12) -> list[str]:
    chance = random.Random(seed)
    return [Composer.of_corpus().paragraph("content", chance) for _ in range(paragraphs)]


def found(plans: list[list[str]], cities: list[str] | None = None) -> dict[tuple[int, int], str]:
    texts = [passages(*paragraphs) for paragraphs in plans]
    names = cities or [f"{at}市" for at in range(len(plans))]
    subjects = [
        Subject(str(at), f"{hash(tuple(p)):x}", name and f"省 {name}", name, sketch(texts[at]), True)
        for at, (p, name) in enumerate(zip(plans, names, strict=True))
    ]
    pairs = find_copies(subjects, lambda at: texts[at])
    return {(int(pair.overlap.left), int(pair.overlap.right)): pair.overlap.kind for pair in pairs}


def test_a_passage_that_many_cite_makes_no_copies() -> None:
    assert found([[*plan(seed), CITED] for seed in range(6)]) == {}


def test_a_section_copied_by_two_is_found_and_by_whole_plan_also_among_many() -> None:
    own = [plan(seed) for seed in range(8)]
    own[3] = [*own[3], *own[5][:4]]
    assert found(own) == {(3, 5): "copy"}
    crowd = [*own[:2], *([*plan(99), f"第{at}份另有一段"] for at in range(5))]
    assert set(found(crowd)) == {(a, b) for a in range(2, 7) for b in range(a + 1, 7)}


@pytest.mark.parametrize("seed", range(4))
def test_paraphrase_is_found(seed: int) -> None:
    own = [plan(seed * 10 + at) for at in range(6)]
    own[4] = [*own[4][:4], *(paraphrase(text, random.Random(seed)) for text in own[1][:8])]
    assert (1, 4) in found(own)


SCRAPS = (
    (
        "2023年3月底前由市政府印发《常州市推进智能建造若干政策》，同年年底前由市住房城乡建设局编出规划。（牵头单位：市住房城乡建设局）",
        "2023年4月底前由市政府印发《洛阳市加快智能建造发展十条措施》，由市住房城乡建设局执笔起草。（市住房城乡建设局）",
    ),
    (
        "自2024年1月起，建筑面积2万平方米以上的公共建筑办理工程规划许可时一并提交BIM模型，由市自然资源规划局受理，系统自动核对高度、退线和面积。（牵头单位：市自然资源规划局）",
        "自2024年3月起，建筑面积2万平方米以上公共建筑须随件递交BIM模型，由市政务服务大厅建设专窗受理。（市自然资源规划局）",
    ),
    (
        "模型和电子档案，由质量监督机构核验、城建档案馆入库保存，2024年起示范工程不再收纸质图纸。（牵头单位：市城建档案馆）",
        "模型和电子档案，一套蓝图备查，由质监站核对、城建档案馆入库，2024年1月起执行。（市城建档案馆）",
    ),
    (
        "工程系列职称中增设智能建造专业，2023年开始评审；增设建筑机器人操作员技能等级。",
        "工程系列职称评审增列智能建造专业，工法、样机可抵论文，2023年首评；新设“建筑机器人操作员”技能等级。",
    ),
)


def test_scraps_that_every_plan_has_make_no_copy() -> None:
    left, right = (list(side) for side in zip(*SCRAPS, strict=True))
    assert sum(match.letters for match in matches(lay(passages(*left), NOTHING), lay(passages(*right), NOTHING))) < 100
    assert found([[*plan(1), *left], [*plan(2), *right]]) == {}
    bureaus = "由市住房和城乡建设局、市发展改革委、市财政局、市自然资源和规划局、市工业和信息化局、市科技局、市人力资源社会保障局负责"
    lists = [f"{bureaus}，每年12月底前完成{at}。" for at in ("十项工作任务的考评", "全部目标的核对")]
    assert found([[*plan(1), lists[0], lists[0]], [*plan(2), lists[1], lists[1]]]) == {}


def test_what_says_something_is_told_from_dates_figures_and_agencies() -> None:
    for text in ("2023年3月底前", "由市住房城乡建设局牵头", "市城建档案馆", "不少于"):
        assert telling(text)[-1] == (3 if text == "不少于" else 0), text
    said = telling("由市财政局每年安排3000万元用于墙板机器人")
    assert said[-1] == len("安排用于墙板机器人") and said[0] == 0


def test_one_applicant_is_a_version_or_a_second_plan() -> None:
    first, other = plan(1), plan(2)
    assert found([first, [*first[:10], "新增一段"]], ["甲市", "甲市"]) == {(0, 1): "version"}
    assert found([first, other], ["甲市", "甲市"]) == {(0, 1): "city"}
    assert found([first, first], ["甲市", ""])[0, 1] == "file"
    assert found([first, other], ["", ""]) == {}


def test_the_very_same_file_is_paired_with_the_first_of_its_kind() -> None:
    first, other = plan(1), plan(2)
    assert found([first, other, first, first], ["甲市", "乙市", "甲市", "甲市"]) == {(0, 2): "file", (0, 3): "file"}
    assert found([first, first, first], ["", "", ""]) == {(0, 1): "file", (0, 2): "file"}
    copied = [*other, *first[:6]]
    assert found([first, copied, first], ["甲市", "乙市", "甲市"]) == {(0, 1): "copy", (0, 2): "file"}


@pytest.mark.parametrize("city", ["甲市", ""])
def test_what_is_said_of_the_very_same_file(city: str) -> None:
    text = passages(*plan(1))
    subjects = [Subject(file, "s", city and f"省 {city}", city, sketch(text), True) for file in ("a.docx", "b.docx")]
    (pair,) = find_copies(subjects, lambda _: text)
    assert (pair.overlap.kind, pair.left.severity) == ("file", "warning")
    assert pair.left.message == "完全相同的文件报送了两次：另一份是b.docx。"
    assert "移走其中一份" in pair.left.advice


def test_all_passages_are_counted_though_only_the_longest_are_shown() -> None:
    shared = plan(3, SHOWN + 10)
    texts = [passages(*plan(1), *shared), passages(*plan(2), *shared)]
    subjects = [
        Subject(f"{at}.docx", str(at), f"省 {city}", city, sketch(text), True)
        for at, (city, text) in enumerate(zip(("甲市", "乙市"), texts, strict=True))
    ]
    (pair,) = find_copies(subjects, lambda at: texts[at])
    counted = re.search(r"有 (\d+) 段文字雷同", pair.left.message)
    assert len(pair.overlap.passages) == SHOWN
    assert counted and int(counted[1]) == pair.overlap.count > SHOWN
    assert pair.overlap.left_pages == pair.overlap.right_pages == "1"


def test_what_a_copy_is_said_to_leave_out_was_left_out() -> None:
    cited = plan(99, 3)
    plans = [[*cited, *plan(at, 20)] for at in range(5)]
    plans[1] = [*cited, *plan(0, 20)]  # alike from end to end: what all five cite is counted
    plans[3] = [*plans[3], *plan(2, 20)[:4]]
    texts = [passages(*paragraphs) for paragraphs in plans]
    subjects = [Subject(str(at), str(at), f"省 {at}市", f"{at}市", sketch(text), True) for at, text in enumerate(texts)]
    said = {(p.overlap.left, p.overlap.right): p for p in find_copies(subjects, lambda at: texts[at])}
    assert said["0", "1"].overlap.whole and not said["2", "3"].overlap.whole
    assert "（已扣除通知原文）" in said["0", "1"].left.message
    assert f"（已扣除通知原文和 {COMMON} 个以上城市共有的段落）" in said["2", "3"].left.message


def test_only_copies_between_cities_show_passages() -> None:
    first = plan(1)
    versions, copied = ["甲市", "甲市"], ["甲市", "乙市"]
    texts = [passages(*first), passages(*first[:10], "新增一段")]
    for cities, shown in ((versions, False), (copied, True)):
        subjects = [
            Subject(f"{at}.docx", str(at), f"省 {city}", city, sketch(text), True)
            for at, (city, text) in enumerate(zip(cities, texts, strict=True))
        ]
        (pair,) = find_copies(subjects, lambda at: texts[at])
        assert bool(pair.overlap.passages) == shown
        assert pair.overlap.letters and pair.overlap.left_share and pair.left.evidence


def test_the_ledger_quotes_little_of_what_two_plans_share() -> None:
    text = passages(*plan(1))
    subjects = [Subject(f"{city}.docx", city, f"省 {city}", city, sketch(text), True) for city in ("甲市", "乙市")]
    (pair,) = find_copies(subjects, lambda _: text)
    assert sum(len(proof.quote) for proof in pair.left.evidence) > 200
    issue = issue_across(pair.left, load_profile())
    assert 0 < len(issue.quote) <= 60 and "\n" not in issue.path


def test_candidates_do_not_depend_on_order() -> None:
    plans = [sketch(passages(*plan(seed))) for seed in range(5)]
    plans.append(plans[2])
    names = [str(at) for at in range(6)]
    forth = candidates(plans, names)
    back = candidates(plans[::-1], names)
    assert forth[2, 5]
    assert {(5 - b, 5 - a) for a, b in back} == set(forth)
    assert len(common_shingles([], [])) == 0


@given(st.text(alphabet=st.characters(), max_size=60))
def test_letters_are_those_of_the_fingerprints(text: str) -> None:
    at, counts = open_letters(ComparedBlock(0, 1, (), text))
    assert at.tolist() == letters(text)
    assert counts.all()


def test_shingles_among_anothers() -> None:
    left, right = (
        lay((ComparedBlock(0, 1, (), text),), np.zeros(0, dtype=np.uint64)) for text in ("甲乙丙丁戊己", "乙丙丁戊己庚")
    )
    assert [(owner, place) for _, owner, place in left.among(right)] == [(0, 1)]
    nothing = lay((), np.zeros(0, dtype=np.uint64))
    assert left.among(nothing) == [] == nothing.among(left)


def test_a_place_says_where_its_page_is_an_estimate() -> None:
    text = passages(*plan(1))
    files = (("a.docx", "甲市", False), ("b.pdf", "乙市", True))
    subjects = [Subject(file, file, f"省 {city}", city, sketch(text), exact) for file, city, exact in files]
    (pair,) = find_copies(subjects, lambda _: text)
    assert {(shared.left_place, shared.right_place) for shared in pair.overlap.passages} == {
        ("约第1页 · 三、任务", "第1页 · 三、任务")
    }
