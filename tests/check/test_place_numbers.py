"""Numbers of documents that another province or city has issued."""

import pytest
from judging import reported

HEAD = "长沙市智能建造试点实施方案"
PLAN = ("一、重点任务", "2023年6月底前印发《长沙市推进智能建造若干措施》，市住建局牵头。")


def leftover(text: str) -> bool:
    return "residue.place" in reported(*PLAN, text, head=HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "省政府印发《关于促进建筑业高质量发展的意见》（浙政发〔2021〕15号），对技术创新作出安排。",
        "落实《关于加快新型建筑工业化发展的实施意见》（黔建建通〔2022〕31号）要求。",
        "2021年市政府印发《关于发展装配式建筑的意见》（株政办发〔2021〕8号）。",
        "本市2020年即发布《智慧工地建设通知》（芜政办秘〔2020〕37号），接入工地310个。",
        "株政办发〔2022〕63号",
    ],
)
def test_a_number_of_another_place(text: str) -> None:
    assert leftover(text)


@pytest.mark.parametrize(
    "text",
    [
        "省政府印发《关于促进建筑业高质量发展的意见》（湘政发〔2021〕15号），对技术创新作出安排。",
        "市政府印发《关于发展装配式建筑的意见》（长政办发〔2021〕8号）。",
        "市政府印发《关于发展装配式建筑的意见》（市政发〔2021〕8号）。",
        "落实《关于推动智能建造与建筑工业化协同发展的指导意见》（建市〔2020〕60号）。",
        "落实《关于促进建筑业持续健康发展的意见》（国办发〔2017〕19号）。",
        "参照《关于加快新型建筑工业化发展的实施意见》（黔建建通〔2022〕31号）的做法。",
        "江西省2019年出台扶持意见（赣府发〔2019〕12号），我市研究后另行起草。",
        "浏阳市出台《建筑业扶持办法》（浏政办发〔2022〕6号）。",
        "各区县先后出台配套政策，如望城区办法（望政办发〔2022〕6号）。",
        "新建项目一律执行（建科〔2020〕8号）文件。",
        "长政办发〔2022〕63号",
    ],
)
def test_numbers_of_ones_own_and_of_papers_that_one_may_cite(text: str) -> None:
    assert not leftover(text)


def test_a_city_may_have_a_character_that_is_not_in_its_name() -> None:
    text = "市政府印发《关于发展装配式建筑的意见》（穗府办〔2021〕8号）。"
    assert "residue.place" in reported(*PLAN, text, head=HEAD)
    assert "residue.place" not in reported(text, head="广州市智能建造试点实施方案")


def test_a_character_of_the_provinces_name_is_no_sign_of_its_cities() -> None:
    text = "市政府印发《关于发展装配式建筑的意见》（海府办〔2021〕9号）。"
    assert "residue.place" in reported(text, head="三亚市智能建造试点实施方案")
    assert "residue.place" not in reported(text, head="海口市智能建造试点实施方案")
