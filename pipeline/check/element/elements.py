"""The elements that the notice asks for (四（一）), each in one place: what tells it, what its substance is, what it lacks.

In which order plans state them is in `homes.FLOW`; how much of a section or passage the rules read as of one, in
`check.searching.LEAST`; their clauses, words and advice, in the profile.
"""

from collections.abc import Mapping

from pipeline.check.element.aside import closing, of_the_city
from pipeline.check.element.case import Element
from pipeline.check.element.idle import no_work, planned
from pipeline.check.element.kinds_of_evidence import (
    by_city,
    by_duties,
    by_industries,
    by_passages,
    by_tasks,
    by_times,
    no_task,
)
from pipeline.check.element.quotes import duties, most_telling, stages, targets, tasks
from pipeline.check.element.substance import (
    FIGURE,
    UNITS,
    WHEN,
    described,
    of_one_thing,
    within_the_pilot,
)
from pipeline.check.phases import phase_lines, timed_in_passing
from pipeline.check.told import told_as_base, told_as_goals
from pipeline.text.commitment import AGENCY, DATE, NUMBER

ELEMENTS: Mapping[str, Element] = {
    "basics": Element(
        (by_passages, by_city), (FIGURE, UNITS), "人口、面积、产值等数据", portrait=True, quoted=most_telling
    ),
    "foundation": Element(
        (by_passages, by_industries),
        (NUMBER, DATE),
        "已做的工作、产业现状的数据或年份",
        settled=of_one_thing,
        aside=of_the_city,
        lines=told_as_base,
        fielded=True,
        quoted=most_telling,
    ),
    "goals": Element(
        (by_passages,),
        (FIGURE,),
        "可考核的数值",
        settled=described,
        dated=True,
        lines=told_as_goals,
        quoted=targets,
    ),
    "content": Element((by_tasks, by_passages), (NUMBER, DATE, AGENCY), "具体举措", thin=no_task, quoted=tasks),
    "schedule": Element(
        (by_times,),
        (WHEN,),
        "时间节点",
        settled=planned,
        counted=within_the_pilot,
        several=True,
        dated=True,
        lines=phase_lines,
        touched=timed_in_passing,
        beside_tasks=True,
        titled=True,
        quoted=stages,
        thin=no_work,
    ),
    "safeguards": Element(
        (by_duties, by_passages), (AGENCY, NUMBER, DATE), "责任单位、时间或数字", aside=closing, quoted=duties
    ),
}
"""By id: those that the model of sections knows, for only their passages can be found."""
