"""When a task is met, weak or left to the reader, given what is known of its duties."""

from collections.abc import Sequence

import pytest

from pipeline.check import load_profile
from pipeline.check.review import Review
from pipeline.check.task import check
from pipeline.classify import Classified
from pipeline.classify.duties import Support
from pipeline.document import Block, Document, Label, PageCoverage, Section
from pipeline.findings import Applicant, Outcome, Verdict

SURE, EVEN, NOT = 0.95, 0.5, 0.02


def judged(*met: float) -> Outcome:
    """The verdict on the task of demonstration (three duties) in a plan with a section for it."""
    section = Section("示范工程", 1, ("示范工程",), 0, 1 + len(met), (Label("content/demonstration", 0.9),))
    return on_task("demonstration", [(value, value) for value in met], section)


def on_task(
    id: str,
    duties: Sequence[tuple[float, float]],
    *sections: Section,
    text: str = "文" * 30,
    also: str = "",
    twice: bool = False,
    apart: bool = False,
) -> Outcome:
    """The verdict on a task whose duties are met and named with these probabilities, each in a block of its own.

    `also` is another task's duty that every block fulfils, in a sentence of its own if `apart`; `twice` has a second block come nearer to fulfilling the
    first duty without naming it.
    """
    profile = load_profile()
    known = [duty.id for duty in profile.duties(id)]
    blocks = (Block("示范工程", "heading", 1, level=1), *(Block(text, "paragraph", 1) for _ in known or [id]))
    document = Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 90),))
    supports = tuple(
        Support(duty, at, 0, 10, met, named, False, "")
        for at, (duty, (met, named)) in enumerate(zip(known, duties, strict=True), 1)
    )
    supports += tuple(
        Support(also, at, 10 * apart, 10 + 10 * apart, SURE, SURE, False, "")
        for at in range(1, 1 + len(duties))
        if also
    )
    supports += (Support(known[0], 2, 0, 10, 2 * NOT, 2 * NOT, False, ""),) if twice else ()
    review = Review(document, Classified(sections, (), supports), (), profile, Applicant("", "", "unknown"))
    [outcome] = check(next(r for r in profile.by_kind("task") if r.id == id), review)
    return outcome


@pytest.mark.parametrize(
    ("met", "verdict"),
    [
        ((SURE, SURE, NOT), "met"),
        ((SURE, NOT, NOT), "weak"),
        ((SURE, SURE, EVEN), "met"),
        ((EVEN, NOT, NOT), "weak"),
        ((SURE, EVEN, NOT), "unsure"),
        ((EVEN, EVEN, NOT), "unsure"),
    ],
)
def test_half_of_the_duties_decide_and_doubtful_ones_leave_it_open(met: tuple[float, ...], verdict: Verdict) -> None:
    assert judged(*met).verdict == verdict


def test_a_weak_task_tells_what_is_only_touched_from_what_is_not_written() -> None:
    touched = on_task("standards", [(NOT, 0.9), (NOT, NOT)])
    assert touched.reason.endswith("没有写：涵盖设计、生产、施工、运维的技术应用要求。只是提到：编制相关标准规范。")
    assert "没有写" not in on_task("standards", [(NOT, 0.9), (NOT, 0.9)]).reason


def test_an_open_task_says_what_it_hangs_on() -> None:
    reason = judged(SURE, EVEN, NOT).reason
    assert "3 项具体要求中有 1 项" in reason
    assert "1 项证据不足" in reason
    assert judged(SURE, EVEN, NOT).confidence < 0.6 < judged(SURE, SURE, SURE).confidence


@pytest.mark.parametrize(("named", "verdict"), [((0.6, 0.3), "weak"), ((0.4, 0.1), "not_chosen")])
def test_an_optional_task_without_a_section_is_taken_up_by_what_is_said_of_its_duties(
    named: tuple[float, float], verdict: Verdict
) -> None:
    assert on_task("standards", [(NOT, value) for value in named]).verdict == verdict


@pytest.mark.parametrize(
    ("likely", "text", "verdict"),
    [
        (0.95, "文" * 30, "weak"),
        (0.6, "文" * 30, "not_chosen"),
        (0.95, "两项均不选。本市构件企业规模偏小。", "not_chosen"),
        (0.95, "构件由邻市现有工厂供应，本市在试点期内不新建、不改建工厂。", "not_chosen"),
        (0.95, "构件由邻市现有工厂供应，试点期内不增加审批环节。", "weak"),
    ],
)
def test_a_section_that_names_no_duty_must_be_surely_of_the_task_and_not_decline_it(
    likely: float, text: str, verdict: Verdict
) -> None:
    section = Section("支撑体系", 1, ("支撑体系",), 0, 3, (Label("content/standards", likely),))
    assert on_task("standards", [(NOT, NOT), (NOT, NOT)], section, text=text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("（责任单位：市城管局、市住建局）", "weak"),
        ("2023年在供热老旧管网改造中使用管道检测机器人12台。（责任单位：市城管局）", "met"),
    ],
)
def test_who_answers_for_it_proves_no_task_of_the_citys_own(text: str, verdict: Verdict) -> None:
    section = Section("城市更新", 1, ("城市更新",), 0, 2, (Label("content/new", 0.95),))
    outcome = on_task("new", [], section, text=text)
    assert outcome.verdict == verdict
    assert verdict == "weak" or all("机器人" in proof.quote for proof in outcome.evidence)


@pytest.mark.parametrize(
    ("heading", "text", "verdict"),
    [
        ("以规范标准和人才夯实根本", "文" * 30, "weak"),
        ("以规范标准和人才夯实根本", "两项均不选。本市构件企业规模偏小。", "not_chosen"),
        ("夯实根本", "文" * 30, "not_chosen"),
    ],
)
def test_a_heading_may_name_two_tasks(heading: str, text: str, verdict: Verdict) -> None:
    section = Section(heading, 1, (heading,), 0, 3, (Label("content/standards", 0.46),))
    assert on_task("standards", [(NOT, NOT), (NOT, NOT)], section, text=text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("结合我市特点自选两项：一是部品部件智能工厂，推进构件生产线改造；二是标准体系。", "weak"),
        ("结合我市特点自选研发、标准两项。", "weak"),
        ("结合我市特点自选两项：一是部品部件智能工厂；二是专业人才。", "not_chosen"),
    ],
)
def test_what_a_plan_says_to_have_chosen_is_taken_up(text: str, verdict: Verdict) -> None:
    assert on_task("standards", [(NOT, NOT), (NOT, NOT)], text=text).verdict == verdict


def test_one_duty_fulfilled_within_another_task_chooses_no_task() -> None:
    """校企共设班级 is of talent, where it stands, and no research of several institutions."""
    none, met, named = (NOT, NOT), (SURE, SURE), (NOT, SURE)
    assert on_task("research", [none, met, none, none, none]).verdict == "weak"
    assert on_task("research", [none, met, none, none, none], also="talent.model").verdict == "not_chosen"
    assert on_task("research", [none, met, named, none, none], also="talent.model").verdict == "weak"


def test_a_paragraph_may_take_several_optional_tasks_up_a_sentence_for_each() -> None:
    """But not under a mandatory task, whose paragraph says what it does for that."""
    none, met = (NOT, NOT), (SURE, SURE)
    duties = [none, met, none, none, none]
    assert on_task("research", duties, also="talent.model", apart=True).verdict == "weak"
    section = Section("政策", 1, ("政策",), 0, 6, (Label("content/policy", 0.9),))
    assert on_task("research", duties, section, also="talent.model", apart=True).verdict == "not_chosen"


def test_a_weak_task_shows_what_names_its_duties() -> None:
    """And not what is the likeliest to fulfil them and speaks of something else."""
    both = on_task("standards", [(NOT, 0.9), (NOT, NOT)], twice=True)
    assert both.verdict == "weak"
    assert [evidence.block for evidence in both.evidence] == [1]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("结合本市实际另行选取标准建设和人才培养两项任务同步推进。", "weak"),
        ("本市选做标准、人才两项，其余两项选做任务不做。", "weak"),
        ("选做项为智能工厂、技术研发两项，标准体系与人才培养不选。", "not_chosen"),
        ("工厂、研发、标准、人才四项为自选，本市未选择标准和人才两项。", "not_chosen"),
    ],
)
def test_a_task_that_is_chosen_in_so_many_words_and_then_dropped_is_weak(text: str, verdict: Verdict) -> None:
    assert on_task("standards", [(NOT, NOT), (NOT, NOT)], text=text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("另外增设一项自选任务：老旧房屋智能检测加固，三年完成三百栋。", "met"),
        ("结合本市农房多的特点，自主增加一项任务，在三镇各设一处农房建造服务站。", "met"),
        ("国家没有规定这项任务，我们主动加上：2023年11月起在两个工地搭设充气暖棚。", "met"),
        ("另外增设一项自选任务，积极探索具有本地特色的新路径，力争走出一条新路子。", "weak"),
        ("自主增加农房智能建造任务：在繁昌区选两个中心村，采用轻钢模块建造农房80户。", "met"),
        ("四项自选任务承担两项，不另设任务。", "not_chosen"),
        ("四项自选任务承担两项，试点期内暂不另行提出方向。", "not_chosen"),
        ("职业学院自2023年新增智能建造方向。", "not_chosen"),
    ],
)
def test_a_new_direction_may_be_announced_within_a_text(text: str, verdict: Verdict) -> None:
    assert on_task("new", [], text=text).verdict == verdict
