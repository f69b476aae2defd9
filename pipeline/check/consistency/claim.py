"""A claim: a value that the plan gives an indicator, with what decides whether another one is of the same thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.consistency.when import When, apart
from pipeline.check.review import Review
from pipeline.extract.units import scale_of
from pipeline.findings import Evidence, Target

FLOW = re.compile(
    r"新增|(?<![占在])新建(?!建筑|项目)|每年|年均|(?<!占)当年|本年|年度新|逐年新|再(?:新|建|开|培|选|完|实|认|推|布|启|落|招|引)|增加\d|增设|扩建"
)
"""Words of what is added, in a year or by the pilot."""
SOME = re.compile(
    r"首批|承担|首期|首个|第[一二三四]批|先行|先期|启动|其中|每[个家座县区项]|每(?:季|月|半年)|各(?:建|选|培|遴|打|推|实"
    r"|完|\d)|试[点办]?首年|储备|申报|争创|立项|入库|谋划|重点|分别|余下|其余|剩余|不足|不低于?其|其他|另|(?<!遴)选\d|选取|挑选|抽取|抽选"
)
"""Words before a value that is of some of the whole only."""
LEVEL = re.compile("省级|国家级")
"""Of which some are, unless they are all that is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A target with what decides whether another one is of the same thing."""

    key: str
    unit: str
    """As the plan writes it: 万平方米."""
    value: float
    comparator: str
    when: When
    area: str = ""
    """Names of districts and parts of the city; "" for the whole city."""
    flow: bool = False
    """Whether it counts what is added in a year, and not what there is by then."""
    shown: str
    """The indicator as the plan names it."""
    evidence: Evidence
    summed: bool = False
    """Whether the value is what several numbers at the evidence add up to."""
    added: bool = False
    """Whether it counts only what the pilot adds to what there is: 三年累计新增1800人."""

    @property
    def amount(self) -> float:
        """The value without the unit's scale: 180 万平方米 are as many as 1,800,000 平方米."""
        return self.value * scale_of(self.unit)[0]

    @property
    def bare_unit(self) -> str:
        """The unit without its scale."""
        return scale_of(self.unit)[1].replace("台套", "台")


def in_itself(told: tuple[float, Evidence], found: tuple[float, Evidence], *, unit: str, shown: str) -> Iterator[Claim]:
    """Two claims that nothing else is compared with: what is said, and what stands there for it, each with its evidence."""
    block, start = told[1].block, told[1].start
    for (value, proof), summed in ((told, False), (found, True)):
        yield Claim(
            key=f"{block}:{start}", unit=unit, value=value, comparator="=", when=apart(block, start), shown=shown,
            evidence=proof, summed=summed,
        )  # fmt: skip


def is_tabled(review: Review, claim: Claim) -> bool:
    """Whether the claim stands in a table."""
    return review.blocks[claim.evidence.block].table is not None


def flows(target: Target, clause: str) -> bool:
    clause = (
        re.sub("新建|当年|本年", "", clause) if target.unit == "%" else clause
    )  # what a share is of, not what is added
    return bool(target.per) or bool(FLOW.search(clause)) and "累计" not in clause
