"""Whether two indicators are one, however the plan names them."""

from functools import lru_cache

from pipeline.check.consistency.claim_words import PROJECTS, SHORTEST

_ATTRIBUTES = (
    "试点",
    "新开工",
    "示范",
    "市级",
    "新型",
    "产业",
    "建筑",
    "试点示范",
    "我市",
    "部品部件",
    "工地",
    "投入工地",
    "本地",
)
"""What plans put before the name of an indicator in one place and leave out in another: whose it is (市级, 我市, 本地), that
it is of the pilot (试点, 示范, 新开工), or of the field (建筑, 产业, 工地)."""


@lru_cache(4096)
def names_of(key: str) -> frozenset[str]:
    """Every way to name the indicator: as it stands, and with a common attribute before it or without the one it has."""
    names = {key, *(PROJECTS if key in PROJECTS else ())}
    for attribute in _ATTRIBUTES:
        if len(key) >= SHORTEST:
            names.add(attribute + key)
        if key.startswith(attribute) and len(key) - len(attribute) >= SHORTEST:
            names.add(key.removeprefix(attribute))
    return frozenset(names)


def same_key(one: str, other: str) -> bool:
    """Equal, whatever the order, or one ends in the other and only a common attribute comes before: 示范工程, 试点示范工程."""
    return one == other or other in names_of(one) or signs(one) == signs(other)


@lru_cache(4096)
def signs(key: str) -> str:
    """Its characters in one order: 项目通过评价 and 通过评价的项目 are one thing."""
    return "".join(sorted(key))
