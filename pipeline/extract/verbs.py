"""Verbs that govern what a plan counts, for telling 培育|骨干企业|20家 apart; all as alternatives of a pattern."""

from pipeline.text.patterns import quick

_PAIRS = """
    建成投用 建成投产 培育形成 规划建设 改造提升 打造形成 组织实施 建设完成 累计建成 开工建设 竣工投产 签约落地 引进培育 培育认定
    遴选推广 遴选发布 制定发布 编制发布 组织编制 组织培训 推广应用 推广使用 试点应用 集成应用 示范应用 参与制定 参与编制 联合共建 评选认定 征集发布
    遴选认定
"""
_BUILDING = """
    建成 建设 打造 培育 培养 形成 实施 完成 新增 新建 新设 改建 扩建 改扩建 改造 创建 建立 设立 组建 搭建 构建 兴建 修建 创成 铺设 安装
    加装 布设 布置 布局 部署 投放 投用 投运 开通 启用 落成 落地 动工 开工 竣工 交付 挂牌 设置 划定 更新 更换 升级 盘活 整治 淘汰 回收
    消纳 接入 覆盖 贯通 打通 联通
"""
_GATHERING = """
    引进 引育 招引 引入 集聚 聚集 汇集 汇聚 吸引 吸纳 储备 归集 入驻 纳入 招收 招募 选派 输送 选聘 聘请 聘任 征集 采集 采购 购置 抽取
    抽查 走访
"""
_CHOOSING = """
    遴选 筛选 甄选 优选 推选 推介 推荐 举荐 选树 选取 选定 选出 评选 评出 评定 评审 认定 确定 敲定 表彰 争创 申创 申报 申请 获得 取得
    获批 立项 孵化 培植 选育 扶持 招聘 挖掘
"""
_WRITING = """
    编制 制定 发布 公布 出台 推出 推行 推广 编印 编写 编出 撰写 出版 提交 提炼 凝练 梳理 总结 制作 录制 主编 参编 主持 主导 参与 收录 汇编 登记 积累 沉淀
"""
_DOING = """
    开展 攻克 突破 组织 培训 举办 举行 承办 召开 签订 签约 签署 办理 研发 研制 试制 生产 产出 应用 开发 创新 转化 发展 开放 开设 开办
    增设 提供 发放 配置 投入 服务 惠及 辐射 对接 拓展 开拓 轮训 训练 评价 检测 运营 承揽 承接 承担 探索 谋划 验收 启动 安排 落实 壮大 拥有 具备 达到 要有
"""
_MOVING = """
    推动 推进 带动 撬动 支持 引导 鼓励 帮助 指导 促进 实现 确保 保持 维持 提高 提升 降低 减少 压减 压缩 缩短 节约
"""
_GUARDED = (
    "出口(?!额)|新开(?![户工发])|印发(?!后|之)|共建(?!单位)|招(?![标生商投])|有(?![效序机限])|建(?=$)|选(?=$)"
    "|(?<![建开增附架敷预])设(?![备计施定想置立])"
)
"""Those that are part of other words, too."""
DEEDS = "|".join([*(_PAIRS + _BUILDING + _GATHERING + _CHOOSING + _WRITING + _DOING + _MOVING).split(), _GUARDED])
DEED = quick(DEEDS)
STRONG = "|".join(
    """
    推广应用 推广使用 试点应用 集成应用 示范应用 开工建设 建成 培育 打造 新增 引进 引入 引育 招引 遴选 形成 完成 编制 培养 新建 新设 创建 创成 选树 孵化
    攻克 选派 出台 集聚 汇聚 聚集 汇集 评选 选取 接入 吸引 吸纳 开设 组建 举办 制定 发布 设立 建立 输送 布设 投放 搭建 构建 获得 取得
    撬动 争创 承揽 承接 编写 推出 扶持 共建(?!单位)
    """.split()
)
"""Those that count wherever they stand, because they are hardly ever part of a name."""
NOMINAL = "|".join(
    """
    认定 研发 开发 建设 改造 培训 应用 推广 开展 组织 支持 实施 申报 投入 安装 采购 购置 生产 服务 发展 布局 承办 研制 交付 带动 撬动
    推动
    """.split()
)
"""Those that count behind a subject: 各区|建设|智能工厂3座, but 老旧小区建设项目3个."""
PURE = "|".join(
    """
    建成 形成 打造 取得 获得 实现 推动 推进 确保 保持 促进 带动 撬动 力争 使(?!用) 完成 达到 要求 保证 引导 支持 强化 加快 维持 控制
    逐步
    """.split()
)
"""Those before an indicator that is a measure: 推动|新开工项目装配率达到50%."""
HALVES = "|".join(
    """
    签约 研发 培训 应用 服务 生产 交付 验收 投入 改造 采购 安装 发展 创新 开发 承办 认定 安排 建设(?=单位|用地) 扶持(?=政策)
    """.split()
)
"""Those that are mostly half a noun before a short one: 研发|机构, 培训|基地."""
WITH_NUMERAL = frozenset(
    """
    建成 打造 培育 新建 引进 创建 形成 改造 编制 建设 选树 孵化 举办 攻克 研发 建立 设立 出台 制定 培养 遴选 新增 完成 发布 推出 组建
    """.split()
)
"""After these even 三座 is a target; 三个 elsewhere mostly sums up what was just listed."""
PIVOTS = frozenset("推动 引导 支持 带动 选派 促进 鼓励 帮助 指导 吸引 推荐 安排 组织 推进".split())
"""After these comes who does something: 选派80名工程师|到一线锻炼."""
