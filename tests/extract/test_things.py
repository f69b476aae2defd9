"""What a target is called: a thing that is counted, never a piece of what is said of somebody."""

import pytest
from test_targets import short, targets

from pipeline.extract.things import thing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由学院与陕西建工集团第三建设有限公司共同运营，年培训1200人次。", ["培训 = 1200 人次"]),
        ("由市建筑业协会联合设计院、龙头企业主编地方标准9部。", ["地方标准 = 9 部"]),
        ("从38家总承包企业中遴选12家作为培育对象。", ["培育对象 = 12 家"]),
        ("三年共安排示范工程30个，其余分两批补足26个。", ["示范工程 = 30 个", "示范工程 = 26 个"]),
        ("自选动作由业主按需要挑选不少于2项。", []),
        ("到2025年连接上下游企业300家。", ["上下游企业 = 300 家 2025"]),
        ("引进连接件企业3家。", ["连接件企业 = 3 家"]),
        ("组织12家设计公司在停工期为外地项目做深化出图。", ["设计公司 = 12 家"]),
        ("新建智能工厂2家、改造3家。", ["新建智能工厂 = 2 家", "改造智能工厂 = 3 家"]),
        ("改造老厂7家、新建2家。", ["改造老厂 = 7 家", "新建厂 = 2 家"]),
        ("新建智能工厂2家、体验馆3座。", ["智能工厂 = 2 家", "体验馆 = 3 座"]),
        ("到2025年形成5个以上定型产品、投用150台。", ["定型产品 >= 5 个 2025", "投用定型产品 = 150 台 2025"]),
        ("每年选取不少于6宗地块将智能建造应用要求写入出让合同。", ["地块 >= 6 宗"]),
        ("三年入库施工企业30家、设计企业15家。", ["入库施工企业 = 30 家", "设计企业 = 15 家"]),
        ("通过一体化预制使投诉率降低50%。", ["投诉率 - 50 %"]),
    ],
)
def test_a_target_is_named_by_what_is_counted(text: str, found: list[str]) -> None:
    assert short(text) == found


@pytest.mark.parametrize(
    ("noun", "unit", "named"),
    [
        ("限公司共同运营", "人次", ""),
        ("智能建造有限公司", "家", "智能建造有限公司"),
        ("其余各地", "%", "其余各地"),
        ("同一施工企业在一个年度内入选项目", "个", "同一施工企业在一个年度内入选项目"),
        ("连接件企业", "家", "连接件企业"),
    ],
)
def test_names_that_are_pieces_are_none(noun: str, unit: str, named: str) -> None:
    assert thing(noun, unit) == named


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("实训基地2024年9月投入使用，年培训1200人次。", None),
        ("支持学院2024年秋季招生，每年招生60人。", None),
        ("到2025年，每年培训1200人次。", 2025),
        ("2024年建成智能工厂3家。", 2024),
    ],
)
def test_what_comes_every_year_is_not_due_when_it_begins(text: str, due: int | None) -> None:
    (target,) = targets(text)
    assert (target.due and target.due.year) == due
