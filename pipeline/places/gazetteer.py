"""The administrative divisions of China: corpora/gazetteer.tsv by the names that plans call them."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.resources import resource

CORPS = "新疆生产建设兵团"
"""It recommends by itself like a province, and all its cities, 师市合一, are county-level ones by name."""
COMMON = frozenset(
    """
    城区 郊区 矿区 东区 西区 老城区 新城区 新市区 港口区 工农区 前进区 向阳区 城中区 城东区 城西区 城北区 市中区
    """.split()
)
"""Names of districts that are words and therefore no places: 中心城区, 全市中区域."""
AMBIGUOUS = frozenset(
    """
    朝阳 白银 中山 大同 长治 日照 来宾 安康 普洱 黄山 海北 海西 黄南 红河 怒江 阿里 兴安 北海
    """.split()
)
"""Short names of prefectures that are common words or rivers: places only beside another place (东莞、中山)."""
HALF_WORDS = frozenset(
    [
        *(f"{char}县" for char in "和范成新应高文礼代古义单理云富环容道南康易景房兴临息费乾宁青"),
        "新和县",
        "会同县",
        "东城区",
        "西城区",
        "新城区",
        "古城区",
        "滨海新区",
        "江北新区",
    ]
)
"""Counties whose name is mostly the end of a word and 县 (示范县, 建成县级平台, 更新和县城, 市住建局会同县政府), and districts whose names
are those of a part of many a city: 先覆盖东城区."""
_CITIES = frozenset("municipality prefecture sub-provincial".split())
_NATIONS = "蒙古|朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|哈萨克|柯尔克孜"
_AUTONOMOUS = re.compile(rf"(?:(?:{_NATIONS})族?)+自治州$")
_KIND = re.compile(rf"{_AUTONOMOUS.pattern}|自治州$|[省市盟]$|地区$|(?:(?:壮|回)族|维吾尔)?自治区$")
_MASKED = re.compile(r"(?:省|市|县|区|自治区|自治州|自治县)$")


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the gazetteer: an administrative division, its province and, below a prefecture, that prefecture."""

    name: str
    level: str
    province: str
    prefecture: str


@functools.cache
def divisions() -> tuple[Division, ...]:
    """The rows of corpora/gazetteer.tsv. A city without districts (中山市) stands in it twice, as a city and as its own only
    part; only the city is kept."""
    lines = resource("corpora/gazetteer.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (Division(*line.split("\t")) for line in lines)
    return tuple(row for row in rows if row.name != row.prefecture)


def bare(name: str) -> str:
    """The name of a province or prefecture without what kind of place it is: 恩施 of 恩施土家族苗族自治州."""
    return _KIND.sub("", name)


def short_name(division: Division) -> str:
    """What a province or a city is called for short; "" where nothing shorter is said, or it would be no name."""
    if division.level not in _CITIES and division.level != "province":
        return ""
    short = bare(division.name)
    shared = division.level != "province" and short in ("吉林", "海南")  # a province bears the name, too
    return "" if short == division.name or len(short) < 2 or shared else short


def _index(names: Callable[[Division], tuple[str, ...]]) -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions():
        for name in dict.fromkeys(names(division)):
            if name and name not in COMMON:
                found[name] = (*found.get(name, ()), division)
    return found


@functools.cache
def by_full_name() -> dict[str, tuple[Division, ...]]:
    """Divisions by full name, and by 大理州 for 大理白族自治州; several provinces may have one of the same name."""
    return _index(lambda division: (division.name, _AUTONOMOUS.sub("州", division.name)))


@functools.cache
def by_short_name() -> dict[str, tuple[Division, ...]]:
    """Cities and prefectures by short name: for titles, where a province is not meant."""
    return _index(lambda division: (short_name(division),) if division.level in _CITIES else ())


@functools.cache
def by_any_name() -> dict[str, tuple[Division, ...]]:
    """Divisions by full and by short name; several where the name is borne by several."""
    return _index(lambda division: (division.name, short_name(division)))


@functools.cache
def place_words() -> frozenset[str]:
    """Names of all divisions with and without 省, 市, 县, 区: what the models must not see of a text.

    Wider than `short_name`, for it covers counties and common words, too; the models were trained on texts without
    just these words, so that another rule here asks for another training.
    """
    names = {division.name for division in divisions()}
    return frozenset(names | {short for name in names if len(short := _MASKED.sub("", name)) >= 2})
