"""The words of targets and actuals, as data: signs, operators, counters, units, claims and what names tell.

All in the plain form that `plain` gives: half-width, without blanks. Longest spellings win, whatever their order here.
"""

# Operators before the number. Spellings that people use for one sign are unified in `plain`.
BEFORE = {
    "≥": (
        "≥ 不少于 不低于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 不能低于 不能少于 大于等于 大于或等于 多于等于 "
        "高于等于 高于或等于 多于或等于 超过或等于 达到或超过 等于或大于 不亚于 不短于 不晚于等于 至少 最少 最低 最小 下限 起码 不下于 不下"
    ),
    ">": "> 大于 超过 高于 多于 超出 超 突破 优于 长于",
    "≤": (
        "≤ 不超过 不高于 不多于 不大于 不得超过 不得高于 不得多于 不得大于 不应超过 不应高于 不能超过 不能高于 小于等于 小于或等于 "
        "低于等于 低于或等于 少于等于 少于或等于 等于或小于 不超 不长于 至多 最多 最高 最大 上限 限额 限于"
    ),
    "<": "< 小于 低于 少于 未超过 未超 不足 不到 未达到 未达 未到 没达到 没有达到 不满 未满 短于",
    "=": "= 等于 恰为 正好",
    "~": "约为 大约 大概 约 左右",
    "近": "接近 将近 近",
}
# As a target these are operators; as an actual they only introduce the figure.
WEAK_BEFORE = {
    "≥": "达到 达 达成 完成率达 保持在 维持在 稳定在 保证 确保",
    "≤": "控制在 控制到 控制 限制在 压缩在 压降在 管控在",
}
NEUTRAL_BEFORE = "占 为 是 : 在 共 共计 合计 总计 累计 计 率为 值 按 了 的 已 已达 完成 有"

# Operators after the number.
AFTER = {
    "≥": "以上 及以上 或以上 含以上 (含)以上 以上(含) 起步 及其以上",
    "≤": "以内 之内 以下 及以下 或以下 (含)以下 (含)以内 以下(含) 及以内 内 封顶 为限 以里",
    "~": "左右 上下 前后",
}

# A change against an earlier year: what is counted is how far it fell or rose.
FALL = "减少 下降 降低 压减 压缩 缩减 缩短 削减 降幅 降幅达 下降率 下降幅度 减幅 降 减"
RISE = "增长 增加 提高 上升 增幅 增速 增长率 增长幅度 提升 增收 增 新增 净增 涨幅"

# Counters and units by what they measure; (spellings, factor to the first of the group). Fractions as text.
UNITS = {
    "percent": {"% 百分比 百分率 个% pct percent": "1", "‰ 千分比 千分率": "1/10"},
    "point": {"百分点": "1"},
    "money": {"元 块 圆 元人民币 人民币 rmb": "1", "角": "1/10", "分钱": "1/100"},
    "length": {
        "米 m": "1",
        "公里 km 千米": "1000",
        "厘米 cm": "1/100",
        "毫米 mm": "1/1000",
        "里": "500",
        "延米 延长米": "1",
    },
    "area": {
        "平方米 m2 平米 平方 平": "1",
        "公顷 ha hm2": "10000",
        "平方公里 km2 平方千米": "1000000",
        "亩": "2000/3",
    },
    "volume": {"立方米 m3 立方 方 方量": "1", "升 l": "1/1000", "毫升 ml": "1/1000000"},
    "mass": {"吨 t": "1", "公斤 千克 kg": "1/1000", "斤 市斤": "1/2000", "克 g": "1/1000000"},
    "data": {"tb": "1024", "gb": "1", "mb": "1/1024", "pb": "1048576"},
    "speed": {"mbps": "1", "gbps": "1000"},
    "power": {"kw 千瓦": "1", "mw 兆瓦": "1000", "kwh 千瓦时 度": "1", "kv 千伏": "1", "kva": "1"},
    "time": {
        "小时 h 钟头": "1",
        "分钟 min": "1/60",
        "秒 秒钟 s": "1/3600",
        "天 日 自然日 日历天": "24",
        "周 星期": "168",
        "月": "730",
        "年 周年": "8760",
        "学年": "8760",
        "季度 季": "2190",
    },
    "workday": {"工作日": "1"},
    "score": {"分": "1"},
    "grade": {"℃ °c 摄氏度": "1"},
    "noise": {"分贝 db": "1"},
    "concentration": {"mg 毫克": "1", "μg ug 微克": "1/1000"},
}
# Counted things; a spelling is its own unit, except those that share an entry. Groups tell what may be compared.
COUNTERS = {
    "people": "人/名/位 人次/人.次/人·次 人员 人口 学生 儿童 老人 职工 贫困人口 代表 委员 村医 教师",
    "events": "次/回 场/场次 期 批/批次 届 轮 班/班次 课时 学时 趟 车次 架次 班期 例 起 宗 桩 单 案 件次 人天 梯次 站次 台次 户次 篇次",
    "things": (
        "个 家 户 对 张 件 份 条 项 台 套 辆 只 头 棵/株 座 所 处 间 栋/幢 盏 口 根 块 本 册 篇 幅 枚 部 门 种 类 款 组 队 支 "
        "村 镇 乡 社区 小区 街道 县 区 市 学校 单位 企业 站 点 床 床位 部门 样 段 眼 面 副 把 箱 盒 瓶 袋 羽 尾 亩次 匹 艘 架 "
        "科 室 机构 项目 课 节 集 首 则 公众号 信息 床次 标段 宗地 名单 车 片 包 桶 万册 孔 卷 页 字 行 列 层 米道 环 树 号 版 案件 系统 平台 岗 岗位"
    ),
}
SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100}
MORE = "余 多 几 来 +"
# What may follow a number without being its unit.
NOT_UNITS = "完成 覆盖 达标 达到 落实 到位 执行 支付 发放 合格 通过 验收 以上 以内 以下 左右 及 或 之 为 的 全 已 实 均 上 下 中 整 内 前 后 起 未 没 不 尚 且 并"

# Verbs before a Chinese numeral that is meant as a number (开展三次).
BEFORE_NUMERAL = (
    "开展 举办 召开 组织 完成 建成 建设 新建 新增 增加 培训 达到 不少于 不低于 不超过 至少 最少 最多 共 共计 实施 购买 购置 编制 "
    "印发 发布 制定 出台 培养 引进 扶持 资助 设立 成立 覆盖 服务 检查 维修 改造 支持 每年 每月 全年 每季度 每周 一年 ≥ ≤ = > <"
)

NOT_APPLICABLE = "无 / \\ - n/a na n.a. 不适用 不涉及 无要求 暂无 未设置 未设定 无此项 无此指标 不考核 无目标 无指标 没有 none null —"
YES = "是 √ ✓ ✔ ☑ 是的 yes y"
NO = "否 × ✗ ✘ 不是 no n"

# Claims about the whole: they decide where the target is to be reached.
REACHED = (
    "完成 已完成 全部完成 已全部完成 均已完成 全面完成 圆满完成 顺利完成 按时完成 按期完成 如期完成 及时完成 按时按量完成 按计划完成 "
    "按要求完成 已按时完成 已按期完成 已如期完成 保质保量完成 按时足额完成 提前完成 已提前完成 达标 已达标 达到 已达到 达成 已达成 "
    "完成目标 已完成目标 完成目标值 达到目标 已达到目标 达到目标值 达到年初目标 达到预期 达到预期目标 达到预期效果 达到预期值 达到年度目标 "
    "达到年度指标值 达到指标值 达到要求 符合目标 实现 已实现 实现目标 已实现目标 完成年初目标 完成年度目标 完成年度任务 完成任务 已完成任务 "
    "完成全年任务 全部达标 均达标 完成预期目标 达到既定目标 达到考核要求 完成年度指标值 完成既定目标 全部完成任务 任务完成 目标完成 完成率达标 "
    "等于目标值 与目标值一致 与目标一致 符合预期 达到预定目标"
)
# Those among them that say something of the target itself, so that they answer words too.
REACHED_TARGET = ("目标", "预期", "指标", "任务", "要求", "达标", "达成")
ON_TIME = ("按时", "按期", "如期", "及时", "准时", "提前", "按计划")
LATE = "延后 推后 拖延 拖期 晚于规定时间 未在规定时间内 未在规定时间内完成 未按时 未按期 未及时 不及时 延期 延迟 滞后 逾期 超期 推迟 未按时完成 未按期完成 延期完成 逾期完成 延迟完成 滞后完成 未如期完成"
SURPASSED = (
    "超额完成 已超额完成 超额完成目标 超额完成任务 超额完成目标值 超过目标 超过目标值 高于目标值 大于目标值 超出目标值 超目标完成 "
    "超目标值 优于目标值 超过预期 超出预期 优于目标 超预期完成 超预期"
)
MISSED = (
    "未完成 未全部完成 没有完成 没完成 尚未完成 未能完成 部分完成 未达标 不达标 未达到 未达成 未达到目标 未达到目标值 未达目标 未完成目标 未实现 "
    "未完成目标值 未达到预期 未达预期 未达到预期目标 低于目标值 低于目标 未启动 尚未启动 未开展 尚未开展 未实施 未开始 尚未开始 未落实 "
    "未按计划完成 未完成任务 未执行 取消 已取消 暂停 未到位 不合格 没有达到 未全部达标 未举办 未召开 未组织 未采购 未安排 未进行 未能实施 未能开展 "
    "未能举办 未能进行 未建成 未建立 未通过 未验收 未通过验收 未支付 未拨付 未发放 未竣工 未完工 未开工 未动工 未印发 未出台 停止 终止 已终止 无法完成 无法开展 "
    "未正常开展 未能按计划完成 未能按期完成 没有开展 没有实施 没有落实"
)
# Among them those that say only that nothing was done, which keeps what is to stay low.
NOTHING_DONE = (
    "开展",
    "实施",
    "举办",
    "召开",
    "组织",
    "采购",
    "安排",
    "进行",
    "执行",
    "启动",
    "开始",
    "支付",
    "取消",
    "暂停",
    "停止",
    "终止",
)
# Why it was not done, before the word that says so: 因疫情影响未开展.
CAUSE = "(?:(?:因|受|由于|鉴于).{1,30}?|.{1,20}?(?:影响|原因|因素|限制))(?:,)?(?:本年度?|今年|当年|全年|年内|暂|均|已)?"
# Not done yet, which is not done where it was to be done.
PENDING = (
    "正在推进 正在实施 正在建设 正在进行 正在施工 正在开展 正在办理 正在编制 正在验收 正在落实 正在完善 正在采购 正在招标 推进中 实施中 建设中 进行中 施工中 办理中 "
    "编制中 在建 待验收 待实施 待完成 筹备中 未完工 尚未完工 尚未竣工 尚未验收 尚在实施 尚在建设 持续推进中 有序推进中 正在有序推进 正在稳步推进 正在持续推进 前期准备"
)
# What may stand before 未实施 or 取消 and only says what of.
SUBJECT = "(?:该|本|此)?(?:项目|活动|工作|培训|会议|工程|任务|计划|采购|赛事|演出|比赛|检查|调研|考察|事项|业务|课题|演练|展览|论坛)"
COMPLETION = "完成 建成 竣工 完工 验收 通过 投入使用 开通 上线 印发 出台 建立 交付 编制完 落地"
TIERS = {
    "reached": "达成预期 达成预期指标 达成预期目标 达成年度指标 达成年度目标 达成预期效果 全部达成 全部或基本达成预期指标 达到预期指标 全部达成预期指标 达成指标 达成目标",
    "partly": "部分达成 部分达成预期 部分达成预期指标 部分达成年度指标 部分达成目标 部分达成并具有一定效果 部分达成预期指标并具有一定效果 "
    "部分达成年度指标并具有一定效果 部分达成且具有一定效果 部分达成预期目标并具有一定效果 部分完成",
    "not_reached": "未达成 未达成且效果较差 未达成预期指标且效果较差 未达成预期 未达成预期指标 未达成年度指标且效果较差 未达成年度指标 未达成预期目标且效果较差 "
    "未达成预期目标 未达成目标",
}
# Spoken zero: nothing of the bad happened.
ZERO_WHOLE = "杜绝 未发现 无发现 未支出 未产生 未产生费用 未使用 未发生 无发生 没有发生 零发生 未出现 不发生 零 零起 零次 零件 零例 均未发生 未曾发生 无此类情况 全年未发生 全年无"
ZERO_BEFORE = (
    "未发现 没有发现 未发生 未出现 没有发生 没有出现 不发生 不出现 无 零 杜绝 全年无 全年未发生 确保不发生 无新增"
)
# Spoken 100 %.
WHOLE = (
    "完成 已完成 全覆盖 全部覆盖 全面覆盖 实现全覆盖 已全覆盖 已实现全覆盖 应保尽保 应养尽养 应改尽改 应救尽救 应助尽助 应补尽补 应收尽收 应享尽享 应发尽发 "
    "全部完成 已全部完成 均已完成 全面完成 应接尽接 应种尽种 应治尽治 应兑尽兑 全部 全部合格 全部通过 百分之百 全额 足额 全部到位 全额到位 全部发放 全额发放 全部发放到位 全额支付 全部支付"
)
# Words by rank; a higher one surpasses a lower one, within one list.
RANKS = (
    ("不合格 不及格 差 较差", "合格 及格 一般", "良好 良 好", "优秀 优 优良以上 很好 特别好"),
    ("不满意", "基本满意 一般", "满意 比较满意 较满意", "非常满意 很满意 十分满意"),
)
OPPOSITES = (
    (
        "提升 提高 上升 增加 增长 增强 改善 好转 有所提升 有所提高 有所改善 有效提升",
        "下降 降低 减少 减弱 恶化 变差 有所下降 倒退 明显下降",
    ),
    ("及时 按时 按期 准时 如期 按时完成 及时完成 按期完成 及时发放 按时发放", LATE),
    ("合格 合规 规范 达标 符合要求 符合规定", "不合格 不合规 不规范 不达标 不符合要求 不符合规定 违规"),
    ("有", "无 没有"),
    ("稳定 保持稳定 运行稳定", "不稳定"),
    ("正常 运行正常 正常运行 正常运转 运转正常", "异常 不正常 运行异常 瘫痪 停运 停用"),
    ("有效 明显 显著 效果明显 效果显著", "无效 无效果 没有效果 效果不佳 效果较差 效果差 无明显效果 无明显变化"),
    ("预算内", "超预算"),
)
# What stayed as it was has neither risen nor fallen.
STANDSTILL = "持平 无变化 没有变化 未变化 不变 基本持平 与上年持平 与去年持平 与上年基本持平 和上年持平 无明显变化"
# Promises that a standstill keeps.
NO_RISE = "只减不增 不增长 零增长 不增加 只降不增 只降不升 不上升 不突破上年 不高于上年 不超上年 不超过上年"
NO_FALL = "只增不减 不下降 不降低 不减少 不低于上年 不低于上年水平 不低于去年 不低于去年水平 不少于上年 只升不降"
# Two of the ranks above in one word: either of them will do.
EITHER_RANK = {"优良": ("良好", "优秀")}
# Words that every single case fulfils or does not, so that 100% answers them, and they answer 100% of their own name.
FULFILLED = "及时 按时 按期 准时 如期 足额 全额 合格 达标 合规 规范 通过 到位 完整 准确 完成 落实 办结 覆盖"
# What may stand beside them without asking for more.
BESIDE_FULFILLED = "验收 检测 检查 考核 质量 全部 均 已 全 发放 拨付 支付 兑付 缴纳 办理 上报 报送 处理 处置 响应 达到 率 为 的 资金 补助 工资 补贴"
# Behind a repeated target they say that it came about: 每月10日前发放.
CAME_ABOUT = "完成 发放 拨付 支付 到位 落实 开放 办理 上报 报送 执行 开展 实施 运行 使用 发放到位 全部完成 已完成 完成发放 完成支付 开放服务"
# How a result is introduced: 经验收合格, 评定为优秀.
INTRODUCING = "做到 达到 确保 验收 经验收 已验收 检测 评定为 评为 被评为 考核 考核为 考核结果 考核结果为 结果为 等次为 均为 为 获 获得"
STRONGER = "有力 积极 明显 显著 大幅 有效 全面 持续 进一步 不断 稳步 切实 大大 极大 得到 得到有效 得到明显 已 已经 均已 已全部 已全面 全部 实现 已实现 已得到 有了明显"

# What a name says about its figure. In Chinese the head stands last: the word nearest to the end decides.
NAME_UP = (
    "及时率 合格率 达标率 完成率 覆盖率 办结率 处置率 处理率 化解率 整改率 满意度 满意率 到位率 普及率 知晓率 入学率 就业率 保障率 通过率 "
    "准确率 正确率 成功率 利用率 使用率 增长率 增速 增幅 上升率 提高率 改善率 下降率 下降幅度 降低率 减少率 降幅 优良率 优良天数 回复率 响应率 结案率 "
    "破案率 侦破率 查处率 参保率 参与率 收缴率 征收率 入库率 发放率 支付率 受益 惠及 收入 产值 增收 营业额 税收 签约率 治愈率 救治率 接种率 建档率 "
    "管理率 规范率 出勤率 开放 时长 天数 寿命 使用年限 年限 保修期 质保期 有效期 服务期 控制面积 合规率 调解率 办理率 答复率 公开率 执行率 节约率 节能率 "
    "绿化率 成活率 存活率 保存率 安置率 救助率 巡查 演练 培训 宣传 检查 覆盖 受训 参训 好评率 认可度 支持率 稳定率 修复率 完好率 正常率 在线率 应答率 "
    "接通率 兑现率 落实率 报销率 升学率 巩固率 毛入学率 达成率 检测率 抽检率 回收率 处理能力 治理率 消除率 控制达标率 规范管理率 安全率 无事故率 "
    "平均寿命 期望寿命 预期寿命 期限内完成率 下降 减少量 削减量 节约 节省"
)
NAME_DOWN = (
    "结转结余率 结转率 结余率 调整率 变动率 控制率 死亡率 死亡人数 伤亡人数 病死率 发病率 患病率 感染率 发生率 发生数 投诉 投诉率 投诉量 有责投诉 事故 事故率 超支 超支率 超支额 "
    "超编 超标 超标率 差错 差错率 错误率 误差 误差率 失误率 故障率 故障 失败率 流失率 辍学率 返贫率 返贫 负债率 债务率 坏账率 逾期率 违约率 违规率 "
    "违规 违纪 违法率 空置率 闲置率 不合格率 不良率 能耗 排放量 污染 信访 上访 越级上访 舆情 重大舆情 负面舆情 负面报道 通报批评 漏报率 迟报率 漏损率 损耗率 漏失率 "
    "浪费 拖欠 延误 延误率 中断 中断率 缺陷 返工率 退货率 滞纳金 复发率 复吸率 再犯率 重犯率 贫困发生率 失业率 犯罪率 发案率 火灾 案发率 成本 费用 单价 造价 三公经费 "
    "等候时长 等待时长 办理时长 处理时长 响应时长 离职率 变更率 受害率 流失数 耗时 用时 办理时限 办结时限 办理时间 办结时间 响应时间 等候时间 等待时间 到达时间 审批时限 处理时间 处置时间 修复时间 工期 周期 时限 完成时间 完成时限 缴费时间 空白率 缺勤率 "
    "发生次数 起数 事件 侵权 泄密 泄露 传染 疫情 群体性事件 缺口 死亡 伤亡 溺水 拥堵 扰民 浓度 抛荒率 撂荒 差距 率差 支出控制数 超时 超时率 超期 超限 虚报 重复率 冗余 废品率 报废率"
)
NAME_EQUAL = "预算完成率 预算执行率 预算编制 标准 补助标准 发放标准 补贴标准 资助标准 救助标准 配套率 偏离度"
# Beside one of these a bad word is the thing that is dealt with: 办理投诉件数 is no number to be kept low.
DEALT_WITH = (
    "处理 办理 查处 受理 化解 调解 排查 整治 整改 查办 打击 侦破 审理 办结 处置 解决 接听 接待 回复 救援 应对 预防 治理 消除 审查 起诉 减少 降低 "
    "下降 防范 防控 防治 压减 节约 节省 监测 检测 救助 抢修 维修 抽查 核查 督查 约谈 赔付 抚恤 慰问"
)
# 控制 that heals: the more the better.
HEALTH = "血压 血糖 糖尿病 慢性病 疾病 病情 疫情 害虫 虫害 污染源 扬尘 噪声"
# A bad word that is neither the head of the name nor dealt with: either may be counted.
AMBIGUOUS = "投诉 事故 死亡 差错 违规 违纪 超支 信访 上访 舆情 伤亡 控制率 隐患 发生率 拖欠 纠纷 流失 超期 逾期 排放 火灾 拥堵 污染 缺陷 故障 中断 延误 返贫 辍学 失业 闲置 复议 诉讼 败诉 死伤 欠薪 泄露"
# Words that mean the same, whatever stands around them.
SYNONYMS = ("提升 提高", "下降 降低", "较上年 比上年 较去年 比去年", "按期 如期")
# A word with one of these behind it is still that word: 保障到位, 提升明显.
STRONGER_AFTER = "到位 明显 显著 有力 较好 良好"
# 较上年提升 is answered by 较上年提升3%.
TREND_BEFORE = "较上年 比上年 较去年 同比 逐年 逐步 有所 持续 稳步 不断 进一步 明显 有效 较上年度 较上年有所"
# Nothing is promised here, whatever the cells say.
PROMISES_NOTHING = ("无经济效益", "无社会效益", "无生态效益", "无环境效益", "没有经济效益", "不产生经济效益")
# Said elsewhere is not said here.
ELSEWHERE = r"(?:详|参|另)?(?:细?见|阅)(?:附件|附表|附|报告|总结|自评报告|绩效自评报告|说明|材料|上表|下表|文件|佐证材料|项目|表格?)[0-9]*"
LEFTOVERS = (ELSEWHERE, r"指标[0-9]{1,2}", r"\.{3,}", ".*(?:xx|××|\\*\\*|100字以内).*")


def spellings(words: str) -> tuple[str, ...]:
    """The longest first, as an alternation of a pattern wants them."""
    return tuple(sorted(words.split(), key=len, reverse=True))


def run_of(words: str) -> str:
    """Any number of these words, each the longest that fits: possessive, so that 已 and 已得到 are never tried in turn."""
    return f"(?:{'|'.join(spellings(words))})*+"
