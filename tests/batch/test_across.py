"""Quota, deadline and the list of submissions."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.batch.across import doubt, late, over_quota, quotas, recommending_unit, submitted
from pipeline.batch.collect import _modified
from pipeline.batch.manifest import Entry, absent, entries_of, find_manifest, load_manifest
from pipeline.batch.rows import issue_across
from pipeline.batch.stored import dated_from_stored, to_stored
from pipeline.check import load_profile
from pipeline.dated import Dated
from pipeline.errors import UsageError
from pipeline.findings import Applicant, Evidence
from pipeline.places.gazetteer import CORPS
from pipeline.report.round_words import recommended_cities
from pipeline.report.wording import joined

PROFILE = load_profile()


def test_quota_counts_cities_not_files() -> None:
    plans = [("甲省", city, f"{city}.docx") for city in ("一市", "二市", "三市")] + [("甲省", "三市", "三市2.docx")]
    (row,) = quotas(plans, PROFILE)
    assert over_quota(row) is None
    (row,) = quotas([*plans, ("甲省", "四市", "四市.docx")], PROFILE)
    finding = over_quota(row)
    assert finding is not None
    assert finding.rule == "batch.quota"
    assert "4 个城市" in finding.message


def test_quota_counts_what_the_list_names_and_could_not_be_read() -> None:
    plans = [("陕西省", city, f"{city}.docx") for city in ("咸阳市", "宝鸡市")]
    unread = [
        ("陕西省", "报送/安康（定稿）.doc"),
        ("陕西省", "商洛市.docx"),
        ("陕西省", "宝鸡市旧稿.doc"),
        ("", "某市.doc"),
    ]
    (row,) = quotas(plans, PROFILE, unread)
    assert (row.cities, row.unread, row.count) == (("咸阳市", "宝鸡市"), ("安康市", "商洛市"), 4)
    finding = over_quota(row)
    assert finding is not None
    said = "陕西省推荐了 4 个城市：已核对 2 个（咸阳市、宝鸡市），清单所列的另 2 个未能核对（安康市、商洛市），超过"
    assert finding.message.startswith(said)
    assert recommended_cities(row) == "咸阳市、宝鸡市；清单所列、未能核对：安康市、商洛市"
    (alone,) = quotas([], PROFILE, [("陕西省", "方案.docx")])
    assert (alone.cities, alone.unread) == ((), ("方案.docx",))


def test_unknown_unit_exceeds_nothing() -> None:
    (row,) = quotas([("", "", f"{n}.docx") for n in range(9)], PROFILE)
    assert over_quota(row) is None
    assert len(row.cities) == 9


def test_bingtuan_is_a_unit_of_its_own() -> None:
    assert recommending_unit(Applicant("石河子市", CORPS, "county-city")) == CORPS
    assert recommending_unit(Applicant("乌鲁木齐市", "新疆维吾尔自治区", "prefecture")) == "新疆维吾尔自治区"
    assert recommending_unit(Applicant("石河子市", "", "unknown"), "兵团住建局") == CORPS


@pytest.mark.parametrize(
    ("said", "province", "unit"),
    [
        *((said, "湖北省", "湖北省") for said in ("湖北省住房和城乡建设厅", "湖北省住建厅", "湖北省", "湖北", "湖北 住建厅", "湖北厅", "")),
        ("北京市住建委", "北京市", "北京市"),
        ("上海住房和城乡建设管理委员会", "上海市", "上海市"),
        ("广西自治区住建厅", "广西壮族自治区", "广西壮族自治区"),
        ("内蒙古住建厅", "内蒙古自治区", "内蒙古自治区"),
        ("吉林省住建厅", "", "吉林省"),
        ("新疆生产建设兵团住房和城乡建设局", "新疆维吾尔自治区", CORPS),
        ("新疆住建厅", "新疆维吾尔自治区", "新疆维吾尔自治区"),
        ("湖南省住建厅", "湖北省", "湖南省"),
        ("吉林市城乡建设局", "吉林省", "吉林市城乡建设局"),
        ("海南藏族自治州住建局", "青海省", "海南藏族自治州住建局"),
        ("某某协会", "湖北省", "某某协会"),
        *((said, "湖北省", "湖北省") for said in ("省住房和城乡建设厅", "省厅", "省住建厅", "本省住建厅", "住房和城乡建设厅", "省 政府")),
        ("自治区住房城乡建设厅", "广西壮族自治区", "广西壮族自治区"),
        ("区住建厅", "内蒙古自治区", "内蒙古自治区"),
        ("省厅", "", "省厅"),
        ("自治州住建局", "湖南省", "自治州住建局"),
        ("省级协会", "湖北省", "省级协会"),
        ("市住房和城乡建设局", "湖北省", "市住房和城乡建设局"),
    ],
)  # fmt: skip
def test_a_unit_counts_as_one_however_it_is_spelled(said: str, province: str, unit: str) -> None:
    assert recommending_unit(Applicant("某市", province, "prefecture"), said) == unit


def test_a_unit_of_another_province_is_said() -> None:
    wuhan = Applicant("武汉市", "湖北省", "sub-provincial")
    assert "“湖南省住建厅”与申报城市所在的湖北省不符" in doubt(wuhan, "湖南省住建厅")
    assert "兵团" in doubt(wuhan, "兵团住建局")
    assert doubt(wuhan, "湖北住建厅") == doubt(wuhan, "某某协会") == doubt(wuhan, "") == ""
    assert doubt(Applicant("石河子市", "新疆维吾尔自治区", "county-city"), "兵团住建局") == ""
    assert doubt(Applicant("", "", "unknown"), "湖南省") == ""


def test_an_office_that_names_no_province_is_that_of_the_applicant_and_is_said() -> None:
    hengyang = Applicant("衡阳市", "湖南省", "prefecture")
    said = doubt(hengyang, "省住房和城乡建设厅")
    assert "“省住房和城乡建设厅”没有写明是哪个省，按申报城市所在的湖南省计" in said
    assert "没有写明" in doubt(Applicant("", "", "unknown"), "省厅")
    listed = ("湖南省住房城乡建设厅", "湖南省住建厅", "湖南", "省住房和城乡建设厅")
    plans = [(recommending_unit(hengyang, unit), f"{at}市", f"{at}.docx") for at, unit in enumerate(listed)]
    (row,) = quotas(plans, PROFILE)
    assert (row.unit, row.exceeded) == ("湖南省", True)


def test_cities_of_other_provinces_are_counted_with_the_province_that_recommends_them() -> None:
    listed = {"湖北省住建厅": "河南省", "湖北省": "浙江省", "湖北": "江苏省", "湖北省住房和城乡建设厅": "陕西省"}
    units = [recommending_unit(Applicant("某市", province, "prefecture"), said) for said, province in listed.items()]
    (row,) = quotas([(unit, f"{at}市", f"{at}.docx") for at, unit in enumerate(units)], PROFILE)
    assert (row.unit, len(row.cities), row.exceeded) == ("湖北省", 4, True)


def test_what_is_said_of_a_file_is_one_sentence() -> None:
    assert joined("各页均已读出", "有 2 处修订。", "", "请核实") == "各页均已读出；有 2 处修订；请核实"


def test_a_file_without_a_date_is_not_late() -> None:
    assert late(submitted(None, None, lambda: None), PROFILE) is None
    assert _modified(Path("moved-away.docx")) is None


def test_deadline_says_which_date_was_used() -> None:
    proof = Evidence(40, 0, 9, "2022年8月5日", 12, ())
    own = Dated("2022年8月5日", date(2022, 8, 5), proof)
    listed = submitted(date(2022, 7, 31), own, lambda: date(2022, 9, 1))
    assert late(listed, PROFILE) is None
    for when, source, severity in (
        (submitted(date(2022, 8, 1), own, lambda: date(2022, 1, 1)), "报送清单", "error"),
        (submitted(None, own, lambda: date(2022, 1, 1)), "方案落款", "warning"),
        (submitted(None, None, lambda: date(2022, 9, 1)), "文件时间", "info"),
    ):
        finding = late(when, PROFILE)
        assert finding is not None
        assert (finding.rule, finding.severity) == ("batch.deadline", severity)
        assert finding.message.startswith(source)
        assert finding.evidence == ((proof,) if source == "方案落款" else ())
        assert ("逾期原因" in finding.advice, "收文日期" in finding.advice) == (
            source != "文件时间",
            source == "文件时间",
        )


def test_a_late_date_of_the_plan_itself_is_quoted_with_its_page() -> None:
    proof = Evidence(40, 2, 11, "2022年8月5日", 12, ())
    own = dated_from_stored(json.loads(json.dumps(to_stored(Dated("2022年8月5日", date(2022, 8, 5), proof)))))
    finding = late(submitted(None, own, lambda: date(2022, 1, 1)), PROFILE)
    assert finding is not None
    issue = issue_across(finding, PROFILE)
    assert (issue.quote, issue.page) == ("2022年8月5日", "12")


def test_list_of_submissions(tmp_path: Path) -> None:
    path = tmp_path / "报送清单.csv"
    path.write_bytes('文件,日期,推荐单位\r\n江苏\\徐州.docx,2022/8/2,江苏省\r\n"=a,b.pdf",,\r\n'.encode("gb18030"))
    assert find_manifest(tmp_path) == path
    listed = load_manifest(path)
    found, unclear = entries_of(["江苏/徐州.docx", "别处/=a,b.pdf", "没有.docx"], listed)
    assert found == {"江苏/徐州.docx": Entry(date(2022, 8, 2), "江苏省"), "别处/=a,b.pdf": Entry(None, "")}
    assert not unclear


def test_a_bare_name_of_several_files_is_used_for_none() -> None:
    names = ["江苏/实施方案.docx", "浙江/实施方案.docx", "湖南/方案.docx"]
    bare, other = Entry(date(2022, 8, 2), "江苏省"), Entry(date(2022, 7, 1), "浙江省")
    assert entries_of(names, {"实施方案.docx": bare}) == ({}, frozenset(names[:2]))
    assert entries_of(names, {"实施方案.docx": bare, names[1]: other}) == (
        {names[0]: bare, names[1]: other},
        frozenset(),
    )
    above = [*names, "实施方案.docx"]
    assert entries_of(above, {"实施方案.docx": bare}) == ({"实施方案.docx": bare}, frozenset(names[:2]))
    assert absent({"实施方案.docx": bare}, names) == ()


def test_the_same_row_twice_does_no_harm(tmp_path: Path) -> None:
    rows = "文件,日期,推荐单位\n方案.docx,2022-07-01,湖北省\n方案.docx,2022/7/1,湖北省\n"
    (tmp_path / "m.csv").write_text(rows, encoding="utf-8")
    assert load_manifest(tmp_path / "m.csv") == {"方案.docx": Entry(date(2022, 7, 1), "湖北省")}


def test_a_quote_without_its_pair_is_said(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text('文件,日期\na.docx,"2022-07-01\n' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(UsageError, match="m.csv.*引号"):
        load_manifest(tmp_path / "m.csv")


def test_what_the_list_has_and_the_folder_lacks() -> None:
    listed = {name: Entry(None, "") for name in ("江苏/徐州.docx", "株洲.docx", "甲.docx", "乙/丙.pdf")}
    assert absent(listed, ["江苏/徐州.docx", "湖南/株洲.docx", "丙.pdf"]) == ("乙/丙.pdf", "甲.docx")
    assert absent({}, ["a.docx"]) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "空的"),
        ("名称,时间\n", "第 1 行"),
        ("file,date\na.docx,昨天\n", "第 2 行"),
        ("file,date\na.docx,2022-02-30\n", "第 2 行"),
        ("file,date\na.docx,2022-07-311\n", "第 2 行"),
        (
            "file,date\na.docx,7月30日\nb.docx,2022-07-30\nc.docx,明天\n",
            "第 2 行“7月30日”、第 4 行“明天”。请写明年月日",
        ),
        ("file,date\n" + "".join(f"{n}.docx,无\n" for n in range(12)), "第 11 行“无”等 12 处。"),
        ("file,date\na.docx,2022-07-30\nb.docx,\n./a.docx,2022-07-31\n", "第 2 行和第 4 行.*a.docx"),
        ("file,unit\na.docx,江苏省\na.docx,浙江省\n", "第 2 行和第 3 行.*文件夹"),
    ],
)
def test_broken_list_names_the_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8-sig")
    with pytest.raises(UsageError, match=words):
        load_manifest(tmp_path / "m.csv")
