"""Districts of another city without its name: one's own ground in the template's words, and what plans say of others'."""

import pytest
from judging import reported

from pipeline.document import Table

PLAN = ("一、重点任务", "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。")


def leftover(text: str | Table) -> bool:
    return "residue.place" in reported(*PLAN, text)


@pytest.mark.parametrize(
    "text",
    [
        # several of one other city, whatever the words around
        "北区以住宅为主，包河区、蜀山区以公共建筑为主，错位安排应用场景。",
        "结合滨河生态修复，在瓯海区、龙湾区的沿江地块安排桥梁试点4个。",
        "以芝罘区、莱山区为核心，以宜都市、枝江市为两翼，建设现代建筑产业带。",
        "选择鲤城区、丰泽区作为首批先行区，两年内推广到其他城区。",
        "统筹张店区、周村区的建材企业转型，年内完成技改6项。",
        "2024年6月底前，完成历下区、市中区、槐荫区首批示范项目验收。",
        "形成以天元区为龙头、渌口区为支撑的产业格局。",
        # beside one's own
        "选取西陵区、伍家岗区、涪城区三个城区开展老旧小区数字化改造。",
        # one, in one's own voice
        "依托沙坪坝区数据谷，建设全市智能建造软件产业园。",
        "由市住建局会同涪城区人民政府，利用老厂房建设全市首个钢结构制造示范园。",
        "打造滨水示范带。以即墨区鳌山湾更新为载体，布局一批数字化工程，由市住建局统一组织实施。",
        "依托位于我市雁塔区的建筑科技大学，组建工程技术研究中心。",
        "支持我市芝罘区的建材企业转型，培育专精特新企业20家。",
    ],
)
def test_a_template_on_its_own_ground(text: str) -> None:
    assert leftover(text)


@pytest.mark.parametrize(
    "text",
    [
        "西陵区以住宅为主，夷陵区、点军区以公共建筑为主，错位安排应用场景。",
        "我市与包河区、蜀山区的科研院所对接，以项目换技术。",
        "我市企业先后在包河区、蜀山区承建智能建造项目9个。",
        "引导市内企业开拓包河区、蜀山区市场。",
        "全市外出建筑工人主要在龙华区、宝安区务工，年寄回收入12亿元。",
        "沿江高铁通车后一小时可达蔡甸区、江夏区。",
        "选派20名干部到吴江区、昆山市跟班学习。",
        "推动吴中区、吴江区企业来宜投资装配式部品项目。",
        "本地队伍外出施工主要在蔡甸区、江夏区。",
        "构件远销芝罘区、莱山区。",
        "市住建局组织企业赴涪城区考察钢结构制造园。",
        "市住建局与涪城区人民政府共建钢结构制造园。",
        "天元区的企业和渌口区的构件厂均为我市供货。",
        "参照海淀区、朝阳区做法，由市住建局制定导则。",
        "南山区、浦东新区、海淀区先后出台办法，各有侧重，全市住建系统广泛关注。",
        "市政府与注册在雁塔区的中联西北院签约，组建研究中心。",
        "由市住建局委托雁塔区某设计院编制导则。",
        "苏州市相城区、吴江区的企业在全市承担部品供应。",
        "上海松江区的企业为全市项目供应电梯部品。",
        "市住建局公布二十项城市难题，由企业揭榜。",
        "针对鄂西山区道路限高，市住建局组织构件分段运输。",
        "山区县与平原县分类推进，市住建局统一调度。",
        "市住建局会同高新区、城东区管委会设立产业园。",
        "贯通中山路、江宁路的管廊由市住建局牵头改造。",
        "纳入市委“强产业、兴城市”双轮驱动重点任务。",
    ],
)
def test_districts_of_others_and_words_that_sound_like_them(text: str) -> None:
    assert not leftover(text)


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("区县", ("西陵区", "涪城区", "游仙区")),
        ("所在区", ("夷陵区", "包河区")),
        ("建设地点", ("西陵区沿江大道", "包河区骆岗")),
        ("区（县、市）", ("芝罘区", "莱山区")),
    ],
)
def test_a_column_of_districts_holds_ones_own(head: str, cells: tuple[str, ...]) -> None:
    assert leftover(Table((("项目名称", head), *(("安置房", cell) for cell in cells))))


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("区县", ("西陵区", "夷陵区", "城东区", "高新区")),
        ("企业所在地", ("西陵区", "包河区")),
        ("结对地区", ("西陵区", "包河区")),
        ("案例", ("芝罘区", "莱山区")),
        ("建设地点", ("西陵区", "苏州市相城区")),
    ],
)
def test_columns_that_others_may_stand_in(head: str, cells: tuple[str, ...]) -> None:
    assert not leftover(Table((("项目名称", head), *(("安置房", cell) for cell in cells))))
