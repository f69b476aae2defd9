"""Whether two indicators are one, however the plan names them."""

from pipeline.check.consistency.claim_words import PROJECTS, SHORTEST

_ATTRIBUTES = (
    "试点",
    "新开工",
    "示范",
    "市级",
    "新型",
    "建筑",
    "试点示范",
    "我市",
    "部品部件",
    "工地",
    "投入工地",
    "本地",
)


def same_key(one: str, other: str) -> bool:
    """Equal, or one ends in the other and only a common attribute comes before: 示范工程, 试点示范工程."""
    short, long = sorted((one, other), key=len)
    return (
        one == other
        or {one, other} <= PROJECTS
        or (len(short) >= SHORTEST and long.endswith(short) and long[: -len(short)] in _ATTRIBUTES)
    )
