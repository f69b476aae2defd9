"""What the title of a table's column says that it holds."""

import re

TIME = re.compile(
    r"[时期年]限|节点|完成年份|^(?:完成|起止|实施|计划|推进)?(?:时间|时段|进度|年度|日期|阶段)(?:安排|要求|段)?$"
)
"""When something is due or done."""
UNIT_IN_CHARGE = re.compile(r"责任|牵头|配合|部门|^(?:实施|主管|承办|落实|协办|参与)?单位$")
"""Who answers for it. What each of them does for it is told by `extract.agencies.column_role`."""
